import type { Queryable } from '../../platform/db/index.ts';
import { invalid, notFound } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { schemaVersion, type Condition } from './condition/condition.ts';
import { findFlaws } from './condition/find-flaws.ts';
import { inlineSegments } from './condition/inline-segments.ts';
import { compileChecked, type Compiling } from './compile/predicate.ts';
import { readWorld, type FindCampaignNames } from './read-world.ts';

/** A segment as it stood at a moment, by itself: other segments' conditions are copied into it. JSON, to be kept anywhere. */
export interface FrozenSegment {
  id: number;
  name: string;
  condition: { version: number; timeZone: string; where: Condition };
}

/**
 * Copies segments as they are now, in the order asked for: later edits change nothing in the copies. Throws `not_found` for one
 * that is not of this workspace, and `segment_flawed` with the segment's name and what is gone.
 */
export async function freezeSegments(on: Queryable, workspaceId: number, ids: readonly number[], campaignNames: FindCampaignNames): Promise<FrozenSegment[]> {
  const asked: Condition[] = ids.map((id) => ({ rule: 'segment', op: 'in', id }));
  const world = await readWorld(on, workspaceId, asked, campaignNames);
  return ids.map((id, index) => {
    const segment = world.segments.get(id);
    if (!segment) throw notFound('segment');
    const flaws = findFlaws(asked[index]!, world);
    if (flaws.length > 0) throw invalid('segment_flawed', flaws.join(' '));
    return { id, name: segment.name, condition: { version: schemaVersion, timeZone: world.timeZone, where: inlineSegments(segment.condition, world.segments) } };
  });
}

const nothing = new Map<never, never>();

/** The predicate of a frozen segment: needs no look at the workspace any more, and is not judged again. */
export function frozenPredicate({ name, condition }: Pick<FrozenSegment, 'name' | 'condition'>, compiling: Omit<Compiling, 'world'>): string {
  if (condition.version !== schemaVersion) throw invalid('segment_version', t('The copy of the segment “{name}” was written by a newer Kindred. It is kept as it is; upgrade to use it.', { name }));
  const world = { timeZone: condition.timeZone, attributes: nothing, lists: nothing, companies: nothing, members: nothing, campaigns: nothing, segments: nothing };
  return compileChecked(condition.where, { ...compiling, world });
}
