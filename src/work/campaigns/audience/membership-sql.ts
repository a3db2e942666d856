import type { Audience } from '../queries.ts';
import type { FrozenConditions, FrozenSegment } from './frozen-conditions.ts';

// Who belongs to an audience, as SQL over a row `c` of contacts. Values go as parameters, always.

export interface Asked {
  audience: Audience;
  conditions: FrozenConditions | null;
  /** The moment that "in the last 30 days" counts from. */
  asOf: Date;
}

export interface Membership {
  /** On a list or in a segment that is written to, and on and in none left out. May be null in SQL, which means no. */
  wanted: string;
}

/** The condition for belonging; `$1` is the workspace. */
export function membershipSql({ audience, conditions, asOf }: Asked, value: (given: unknown) => string): Membership {
  const onLists = (ids: readonly number[]) => (ids.length === 0 ? [] : [`exists (
    select from list_members m where m.workspace_id = $1 and m.list_id = any(${value(ids)}::bigint[]) and m.contact_id = c.id)`]);
  const inSegments = (segments: readonly FrozenSegment[]) => segments.map((segment) => `(${segmentSql(segment, asOf, value)}) is true`);
  const included = [...onLists(audience.lists), ...inSegments(conditions?.segments ?? [])];
  const excluded = [...onLists(audience.excludeLists), ...inSegments(conditions?.excludeSegments ?? [])];
  return { wanted: `(${included.join(' or ') || 'false'})${excluded.length > 0 ? ` and not (${excluded.join(' or ')})` : ''}` };
}

function segmentSql(segment: FrozenSegment, _asOf: Date, _value: (given: unknown) => string): string {
  throw new TypeError(`Segment ${segment.id} cannot be read yet.`);
}
