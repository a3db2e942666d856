import { statement, type Transaction } from '../../../platform/db/index.ts';
import type { CompiledEmailId, LaneId, MessageId } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { changeRollups } from '../../events/index.ts';

interface SourceRow { id: MessageId; source_kind: string; source_id: number; step: number }

// By primary keys. One that is claimed has not begun: its begin asks whether it is still claimed, and finds it is not.
const takeBack = statement<SourceRow>('messages.take-back', `
  update messages set state = 'cancelled', hold_reason = null, claimed_by = null, ended_at = $3
  where workspace_id = $1 and id = any($2::bigint[]) and state in ('planned', 'claimed')
  returning id, source_kind, source_id, step`);

/** Cancels these messages as far as their hand-over has not begun; answers which. */
export async function takeBackMessages(tx: Transaction, workspaceId: number, messageIds: readonly number[], now: Date): Promise<MessageId[]> {
  if (messageIds.length === 0) return [];
  const rows = await takeBack.rows(tx, [workspaceId, messageIds, now]);
  await changeRollups(tx, rows.map((row) => ({
    workspaceId, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step, metric: 'cancelled' as const, at: now, change: 1,
  })));
  return rows.map((row) => row.id);
}

const revive = statement<SourceRow & { ended_at: Date }>('messages.plan-again', `
  with was as (
    select id, ended_at from messages where workspace_id = $1 and id = $2 and state = 'cancelled' for update)
  update messages m set state = 'planned', lane_id = $3, compiled_id = $4, vars = $5, due_at = $6, expires_at = null, reason = null, ended_at = null, planned_at = $7
  from was where m.workspace_id = $1 and m.id = was.id
  returning m.id, m.source_kind, m.source_id, m.step, was.ended_at`);

export interface PlanAgain {
  workspaceId: number;
  messageId: MessageId;
  laneId: LaneId;
  compiledId: CompiledEmailId;
  vars: Record<string, unknown> | null;
  dueAt: Date;
  now: Date;
}

/** Plans a message anew that was taken back: the same step to the same person, so that there is never a second. Nothing happens to any other. */
export async function planAgain(tx: Transaction, input: PlanAgain): Promise<void> {
  const row = await revive.maybe(tx, [input.workspaceId, input.messageId, input.laneId, input.compiledId, input.vars, input.dueAt, input.now]);
  if (!row) return;
  await changeRollups(tx, [{ workspaceId: input.workspaceId, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step, metric: 'cancelled', at: row.ended_at, change: -1 }]);
  await notify(tx, 'kindred_due');
}
