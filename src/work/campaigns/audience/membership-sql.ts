import { frozenPredicate, type FrozenSegment } from '../../../craft/segments/index.ts';
import type { Audience } from '../queries.ts';
import type { FrozenConditions } from './frozen-conditions.ts';

// Who belongs to an audience, as SQL over a row `c` of contacts. Values go as parameters, always; `$1` is the workspace.

export interface Asked {
  audience: Audience;
  /** Null: there are no segments in it. */
  conditions: FrozenConditions | null;
  /** The moment that "in the last 30 days" counts from. */
  asOf: Date;
}

/** Takes a value, answers its place: `$7`. */
export type PlaceOf = (given: unknown) => string;

/** On a list or in a segment that is written to, and on and in none that is left out. Never null. */
export function wantedSql({ audience, conditions, asOf }: Asked, value: PlaceOf): string {
  const onLists = (ids: readonly number[]) => (ids.length === 0 ? [] : [`exists (
    select from list_members m where m.workspace_id = $1 and m.list_id = any(${value(ids)}::bigint[]) and m.contact_id = c.id)`]);
  const inSegments = (segments: readonly FrozenSegment[] = []) => segments.map((segment) => `(${segmentSql(segment, asOf, value)})`);
  const included = [...onLists(audience.lists), ...inSegments(conditions?.segments)];
  const excluded = [...onLists(audience.excludeLists), ...inSegments(conditions?.excludeSegments)];
  return `(${included.join(' or ') || 'false'})${excluded.length > 0 ? ` and not (${excluded.join(' or ')})` : ''}`;
}

const segmentSql = (segment: FrozenSegment, now: Date, value: PlaceOf): string => frozenPredicate(segment, { alias: 'c', workspace: '$1', value, now });

export interface Source {
  kind: 'list' | 'segment';
  id: number;
}

export interface SourceMasks {
  /** The n-th bit says that a contact is on the n-th of `included`. */
  includedSql: string;
  excludedSql: string;
  included: Source[];
  excluded: Source[];
  /** What the bits of lists are read from. */
  joins: string;
}

/** More sources than bits in a number JavaScript counts with are told apart no longer: the last bit stands for all the rest. */
const bitsAtMost = 30;

/** Which of its sources a contact is on, as numbers of bits: one look at each list, each segment asked once. */
export function sourceMasks({ audience, conditions, asOf }: Asked, value: PlaceOf): SourceMasks {
  const joins: string[] = [];
  const listBit = (id: number): string => {
    const alias = `l${joins.length}`;
    joins.push(`left join list_members ${alias} on ${alias}.workspace_id = $1 and ${alias}.list_id = ${value(id)} and ${alias}.contact_id = c.id`);
    return `${alias}.contact_id is not null`;
  };
  const side = (lists: readonly number[], segments: readonly FrozenSegment[] = []) => {
    const sources: Source[] = [...lists.map((id) => ({ kind: 'list' as const, id })), ...segments.map(({ id }) => ({ kind: 'segment' as const, id }))];
    const bits = [...lists.map(listBit), ...segments.map((segment) => segmentSql(segment, asOf, value))];
    return { sources: sources.slice(0, bitsAtMost), sql: maskSql(bits) };
  };
  const included = side(audience.lists, conditions?.segments);
  const excluded = side(audience.excludeLists, conditions?.excludeSegments);
  return { includedSql: included.sql, excludedSql: excluded.sql, included: included.sources, excluded: excluded.sources, joins: joins.join('\n      ') };
}

function maskSql(bits: readonly string[]): string {
  const own = bits.slice(0, bitsAtMost - 1).map((bit, index) => `(${bit})::int * ${2 ** index}`);
  const rest = bits.slice(bitsAtMost - 1);
  if (rest.length > 0) own.push(`(${rest.join(' or ')})::int * ${2 ** (bitsAtMost - 1)}`);
  return own.join(' + ') || '0';
}

/** The places of the bits set in a mask. */
export function bitsOf(mask: number): number[] {
  const places: number[] = [];
  for (let place = 0; 2 ** place <= mask; place++) if ((mask & 2 ** place) !== 0) places.push(place);
  return places;
}
