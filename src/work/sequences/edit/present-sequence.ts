import { readCountsOfMany } from '../../../delivery/events/index.ts';
import { openRate, replyRate } from '../../../delivery/metrics/index.ts';
import { statement, type Database, type Queryable } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import type { SequenceSummary, SequenceView } from '../contract.ts';
import { canChangeSequence, canLead } from '../permissions.ts';
import { findSequence, listSequenceRows, sequenceSource, type SequenceRow } from '../queries.ts';

type People = SequenceView['people'];
const countPeople = statement<{ sequence_id: number } & Record<keyof People, number>>('sequences.count-people', `
  select sequence_id, count(*) filter (where state = 'active')::int as active, count(*) filter (where state = 'waiting-member')::int as waiting, count(*) filter (where state = 'paused')::int as paused,
    count(*) filter (where state = 'finished')::int as finished, count(*) filter (where reason = 'replied')::int as replied
  from enrolments where workspace_id = $1 and sequence_id = any($2::bigint[]) group by sequence_id`);
const nobody: People = { active: 0, waiting: 0, paused: 0, finished: 0, replied: 0 };

async function peopleOf(on: Queryable, workspaceId: number, ids: readonly number[]): Promise<Map<number, People>> {
  return new Map((await countPeople.rows(on, [workspaceId, ids])).map(({ sequence_id: id, ...people }) => [id, people]));
}

function viewOf(row: SequenceRow, people: People, actor: Actor): SequenceView {
  return {
    id: row.id, name: row.name, team: row.team, owner: { id: row.owner_id, name: row.owner_name }, shared: row.shared, version: row.version, savedAt: row.saved_at?.toISOString() ?? null,
    window: { ...row.send_window, weekdays: [...row.send_window.weekdays] }, stopOnColleague: row.stop_on_colleague, pausedAt: row.paused_at?.toISOString() ?? null, archivedAt: row.archived_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(), steps: row.steps, people, mayChange: canChangeSequence(actor, { ownerId: row.owner_id, shared: row.shared, team: row.team }),
  };
}

/** A sequence as its page shows it. Throws `not_found`, for somebody else's own as well. */
export async function getSequence(db: Database, actor: Actor, sequenceId: number): Promise<SequenceView> {
  const row = await findSequence.one(db, [actor.workspaceId, sequenceId, actor.memberId, canLead(actor)], 'sequence');
  return viewOf(row, (await peopleOf(db, actor.workspaceId, [sequenceId])).get(sequenceId) ?? nobody, actor);
}

/** Sequences the actor may see, newest first; one more than `limit` when there are more. */
export async function listSequences(db: Database, actor: Actor, filter: { archived: boolean; search: string | undefined }, beforeId: number | null, limit: number): Promise<SequenceSummary[]> {
  const rows = await listSequenceRows.rows(db, [actor.workspaceId, actor.memberId, canLead(actor), filter.archived, filter.search ?? null, beforeId, limit + 1]);
  const ids = rows.map(({ id }) => id);
  const [people, counts] = await Promise.all([peopleOf(db, actor.workspaceId, ids), readCountsOfMany(db, actor.workspaceId, sequenceSource, ids)]);
  return rows.map((row) => {
    const { steps, window: _, ...view } = viewOf(row, people.get(row.id) ?? nobody, actor);
    return { ...view, stepCount: steps.length, rates: { open: openRate.of(counts.get(row.id)!), reply: replyRate.of(counts.get(row.id)!) } };
  });
}
