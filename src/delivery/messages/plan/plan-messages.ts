import { statement, type Queryable } from '../../../platform/db/index.ts';
import { notFound } from '../../../platform/errors/index.ts';
import type { CompiledEmailId, LaneId, MessageId, WorkspaceId } from '../../../platform/identity/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { changeRollups } from '../../events/index.ts';
import type { RecipientKind } from '../gate/judge-message.ts';

export interface PlanInput {
  workspaceId: WorkspaceId;
  laneId: LaneId;
  sourceKind: string;
  sourceId: number;
  step: number;
  compiledId: CompiledEmailId;
  dueAt: Date;
  /** When a hold gives up. Null: the workspace's days after the first hold. */
  expiresAt: Date | null;
  now: Date;
}

// The lane's row is locked against closing: nothing is planned into a lane that is being cancelled.
const insertForContacts = statement<{ id: number }>('messages.plan-contacts', `
  insert into messages (workspace_id, lane_id, source_kind, source_id, step, recipient_kind, recipient_id, compiled_id, due_at, expires_at, planned_at)
  select $1, l.id, $3, $4, $5, 'contact', c.id, $6, $7::timestamptz + coalesce(c.after_ms, 0) * interval '1 millisecond', $8, $9
  from unnest($10::bigint[], $11::bigint[]) as c (id, after_ms), (select id from lanes where workspace_id = $1 and id = $2 and state <> 'closed' for share) l
  on conflict (workspace_id, source_kind, source_id, step, recipient_kind, recipient_id) do nothing
  returning id`);

/**
 * Plans one message each for these contacts, each once a source and step however often it is called; answers how
 * many are new. `dueAfterMs` says for each contact, in their order, how long after `dueAt` its message is due.
 */
export async function planForContacts(tx: Queryable, input: PlanInput & { contactIds: readonly number[]; dueAfterMs?: readonly number[] }): Promise<number> {
  if (input.contactIds.length === 0) return 0;
  const planned = await insertForContacts.run(tx, [
    input.workspaceId, input.laneId, input.sourceKind, input.sourceId, input.step, input.compiledId, input.dueAt, input.expiresAt, input.now, input.contactIds, input.dueAfterMs ?? null,
  ]);
  await countPlanned(tx, input, planned);
  return planned;
}

const insertOne = statement<{ id: MessageId }>('messages.plan-one', `
  insert into messages (workspace_id, lane_id, source_kind, source_id, step, recipient_kind, recipient_id, compiled_id, vars, due_at, expires_at, planned_at)
  select $1, l.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
  from lanes l where l.workspace_id = $1 and l.id = $2 and l.state <> 'closed'
  on conflict (workspace_id, source_kind, source_id, step, recipient_kind, recipient_id) do nothing
  returning id`);
const findOne = statement<{ id: MessageId }>('messages.find-planned', `
  select id from messages where workspace_id = $1 and source_kind = $2 and source_id = $3 and step = $4 and recipient_kind = $5 and recipient_id = $6`);

/** Plans one message for a contact or a member, with values of its own; answers the message that is there already when it is. */
export async function planOne(tx: Queryable, input: PlanInput & {
  recipientKind: RecipientKind; recipientId: number; vars?: Record<string, unknown> | null;
}): Promise<MessageId> {
  const made = await insertOne.maybe(tx, [
    input.workspaceId, input.laneId, input.sourceKind, input.sourceId, input.step, input.recipientKind, input.recipientId,
    input.compiledId, input.vars ?? null, input.dueAt, input.expiresAt, input.now,
  ]);
  if (made) {
    await countPlanned(tx, input, 1);
    return made.id;
  }
  const there = await findOne.maybe(tx, [input.workspaceId, input.sourceKind, input.sourceId, input.step, input.recipientKind, input.recipientId]);
  if (!there) throw notFound('open lane');
  return there.id;
}

async function countPlanned(tx: Queryable, { workspaceId, sourceKind, sourceId, step, now }: PlanInput, count: number): Promise<void> {
  if (count === 0) return;
  await changeRollups(tx, [{ workspaceId, sourceKind, sourceId, step, metric: 'planned', at: now, change: count }]);
  await notify(tx, 'kindred_due');
}
