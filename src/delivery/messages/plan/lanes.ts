import { statement, type Database, type Queryable, type Transaction } from '../../../platform/db/index.ts';
import { conflict } from '../../../platform/errors/index.ts';
import type { LaneId, ServerId, Team, WorkspaceId } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { changeRollups } from '../../events/index.ts';
import type { Purpose } from '../content/prepare-compiled.ts';
import type { SendingWindow } from '../gate/sending-window.ts';
import { t } from '../../../platform/words/contract.ts';

export type LaneState = 'open' | 'paused' | 'closed';

export interface LaneInput {
  workspaceId: WorkspaceId;
  sourceKind: string;
  sourceId: number;
  serverId: ServerId;
  purpose: Purpose;
  /** Whose touch each mail is; null for mail that is none. */
  team: Team | null;
  /** Lower goes first. Default by purpose: transactional 10, internal 20, others 100. */
  priority?: number;
  /** The hours a day in which its messages may go; left out: always. */
  window?: SendingWindow | null;
  /** What the source writes about: people who left that topic get none of it. */
  topicId?: number | null;
}

const insertLane = statement<{ id: LaneId; state: LaneState }>('messages.open-lane', `
  insert into lanes (workspace_id, source_kind, source_id, server_id, purpose, team, priority, send_window, topic_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (workspace_id, source_kind, source_id, server_id) do update set priority = excluded.priority, topic_id = excluded.topic_id, send_window = excluded.send_window
  returning id, state`);
const updateState = statement<{ id: LaneId }>('messages.set-lane-state', `
  update lanes set state = $3, held_until = null, held_reason = null, holds = 0
  where workspace_id = $1 and id = $2 and (state <> 'closed' or $3 = 'closed') returning id`);

const priorityOf: Record<Purpose, number> = { transactional: 10, internal: 20, sales: 100, marketing: 100 };

/** The lane of a source on a server; made when there is none. Its messages are claimed, paused and limited as a whole. */
export async function openLane(tx: Queryable, input: LaneInput): Promise<LaneId> {
  const values = [input.workspaceId, input.sourceKind, input.sourceId, input.serverId, input.purpose, input.team, input.priority ?? priorityOf[input.purpose], input.window ?? null, input.topicId ?? null];
  return (await insertLane.one(tx, values, 'mail server')).id;
}

const updateRate = statement('messages.set-lane-rate', 'update lanes set per_hour = $3, tokens_at = least(tokens_at, $4) where workspace_id = $1 and id = $2');

/** Keeps a lane to so many mails an hour, after a pause as well; the first may go at once. */
export async function setLaneRate(tx: Queryable, workspaceId: number, laneId: number, perHour: number, now: Date): Promise<void> {
  await updateRate.run(tx, [workspaceId, laneId, perHour, now]);
}

/**
 * Opens, pauses or closes a lane. A pause works at once: nothing begins after its commit, only hand-overs
 * under way end. A closed lane never opens again: throws `lane_closed`.
 */
export async function setLaneState(tx: Queryable, workspaceId: number, laneId: number, state: LaneState, _now: Date): Promise<void> {
  const changed = await updateState.maybe(tx, [workspaceId, laneId, state]);
  if (!changed) throw conflict('lane_closed', t('This was cancelled and cannot start again. Make a copy and launch that instead.'));
  if (state === 'open') await notify(tx, 'kindred_due');
}

interface CancelledRow { source_kind: string; source_id: number; step: number; count: number }
const cancelSome = statement<CancelledRow>('messages.cancel-planned', `
  with picked as (
    select id from messages where workspace_id = $1 and lane_id = $2 and state = 'planned'
    order by due_at, id limit $4 for update skip locked),
  cancelled as (
    update messages m set state = 'cancelled', hold_reason = null, ended_at = $3
    from picked p where m.workspace_id = $1 and m.id = p.id
    returning m.source_kind, m.source_id, m.step)
  select source_kind, source_id, step, count(*)::int as count from cancelled group by source_kind, source_id, step`);

/**
 * Cancels what is still planned in a lane, in chunks of a transaction each; answers how many. Close the lane
 * first: then what a sender holds at that moment is cancelled as it comes back.
 */
export async function cancelPlanned(db: Database, workspaceId: number, laneId: number, now: Date, chunk = 5000): Promise<number> {
  let total = 0;
  for (;;) {
    const cancelled = await db.transaction((tx) => cancelChunk(tx, workspaceId, laneId, now, chunk));
    total += cancelled;
    if (cancelled < chunk) return total;
  }
}

async function cancelChunk(tx: Transaction, workspaceId: number, laneId: number, now: Date, chunk: number): Promise<number> {
  const rows = await cancelSome.rows(tx, [workspaceId, laneId, now, chunk]);
  await changeRollups(tx, rows.map((row) => ({
    workspaceId, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step, metric: 'cancelled', at: now, change: row.count,
  })));
  return rows.reduce((sum, row) => sum + row.count, 0);
}
