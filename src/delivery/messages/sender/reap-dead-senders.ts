import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';
import { keep } from '../../../platform/words/contract.ts';
import { appendEvents, changeRollups } from '../../events/index.ts';
import { holdLanesOf } from '../plan/hold-lanes-open.ts';
import { instanceLock } from './instance.ts';

const listInstances = statement<{ id: number }>('messages.sender-instances', 'select id from sender_instances where id <> all($1::bigint[]) order by id');
const tryLock = statement<{ got: boolean }>('messages.try-instance-lock', 'select pg_try_advisory_xact_lock($1, $2) as got');
const removeInstance = statement('messages.remove-instance', 'delete from sender_instances where id = $1');

interface OrphanRow {
  workspace_id: number; id: number; source_kind: string; source_id: number; step: number;
  recipient_kind: string; recipient_id: number; state: string; attempts: number;
}
const orphanColumns = 'm.workspace_id, m.id, m.source_kind, m.source_id, m.step, m.recipient_kind, m.recipient_id, m.state, m.attempts';

// What was only claimed has not left: it is free again, or cancelled with its lane (through messages_in_flight).
const freeClaimed = statement<OrphanRow>('messages.free-claimed', `
  update messages m set state = case when l.state = 'closed' then 'cancelled' else 'planned' end,
    claimed_by = null, ended_at = case when l.state = 'closed' then $2::timestamptz end
  from lanes l
  where m.claimed_by = $1 and m.state = 'claimed' and ($3::bigint[] is null or m.id = any($3)) and l.workspace_id = m.workspace_id and l.id = m.lane_id
  returning ${orphanColumns}`);
const stopped = keep('the sender was stopped during the hand-over');
// What was being handed over may have arrived: unknown, until evidence or a member settles it.
const markUnknown = statement<OrphanRow>('messages.mark-unknown', `
  with orphaned as (
    update messages m set state = 'unknown', reason = 'no_answer: ' || $3, ended_at = $2
    where m.claimed_by = $1 and m.state = 'handing'
    returning ${orphanColumns}),
  journalled as (
    update attempts t set outcome = 'unknown', answer = $3
    from orphaned o where t.workspace_id = o.workspace_id and t.message_id = o.id and t.number = o.attempts)
  select * from orphaned`);

/**
 * Takes over from senders that died: what they had claimed is free again, what they were handing over is
 * unknown, by name. `spare`: instances of this process, alive or still writing down their last answers.
 */
export async function reapDeadSenders(db: Database, now: Date, spare: readonly number[]): Promise<number> {
  let reaped = 0;
  for (const { id } of await listInstances.rows(db, [spare])) {
    const dead = await db.transaction(async (tx) => {
      if (!(await tryLock.one(tx, [instanceLock, id], 'sender')).got) return false;
      await holdLanesOf(tx, id);
      await recordCancelled(tx, await freeClaimed.rows(tx, [id, now, null]), now);
      await recordUnknown(tx, await markUnknown.rows(tx, [id, now, stopped]), now);
      await removeInstance.run(tx, [id]);
      return true;
    });
    if (dead) reaped += 1;
  }
  return reaped;
}

/** Gives claimed messages back: they are planned again, or cancelled when their lane was closed meanwhile. */
export async function releaseClaims(db: Database, instanceId: number, messageIds: readonly number[], now: Date): Promise<void> {
  if (messageIds.length === 0) return;
  await db.transaction(async (tx) => {
    await holdLanesOf(tx, instanceId);
    await recordCancelled(tx, await freeClaimed.rows(tx, [instanceId, now, messageIds]), now);
  });
}

const sourceOf = (row: OrphanRow) => ({ workspaceId: row.workspace_id, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step });

async function recordCancelled(tx: Transaction, rows: readonly OrphanRow[], now: Date): Promise<void> {
  const cancelled = rows.filter((row) => row.state === 'cancelled');
  await changeRollups(tx, cancelled.map((row) => ({ ...sourceOf(row), metric: 'cancelled', at: now, change: 1 })));
}

async function recordUnknown(tx: Transaction, rows: readonly OrphanRow[], now: Date): Promise<void> {
  await appendEvents(tx, rows.map((row) => ({
    ...sourceOf(row), kind: 'message.unknown', at: now, messageId: row.id,
    contactId: row.recipient_kind === 'contact' ? row.recipient_id : null, reason: stopped,
  })));
  await changeRollups(tx, rows.map((row) => ({ ...sourceOf(row), metric: 'unknown', at: now, change: 1 })));
}
