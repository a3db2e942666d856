import { statement, type Transaction } from '../../../platform/db/index.ts';
import { appendEvents, changeRollups } from '../../events/index.ts';
import { holdLanesOf } from '../plan/hold-lanes-open.ts';
import type { ClaimedMessage } from '../gate/claim-batch.ts';

export interface Begin { message: ClaimedMessage }
export interface Drop { message: ClaimedMessage; reason: string }
export interface JournalPlace { workspaceId: number; instanceId: number; now: Date }

// Compare and set: only what is claimed by us, in a lane that is still open, begins; a pause works
// at once. A begin whose commit got lost with the database is found as ours and counted once.
// `|| ''` and `+ 0` leave the planner nothing but primary keys. By messages_in_flight it reads everything claimed, and
// all that was since the last vacuum, for each of a dozen rows (2.1 ms against 0.5, 2026-11-23); and while a table
// is young, its statistics promise a handful of rows to a workspace.
const begin = statement<{ id: number }>('journal.begin', `
  with begun as (
    update messages m set state = 'handing', attempts = b.number
    from unnest($4::bigint[], $5::smallint[], $6::bigint[], $7::text[]) as b (id, number, server_id, address), lanes l
    where m.workspace_id = $1 and m.id = b.id and m.claimed_by + 0 = $2
      and (m.state || '' = 'claimed' and m.attempts = b.number - 1 or m.state || '' = 'handing' and m.attempts = b.number)
      and l.workspace_id = m.workspace_id + 0 and l.id = m.lane_id and l.state || '' = 'open'
    returning m.id, b.number, b.server_id, b.address),
  noted as (
    insert into attempts (workspace_id, message_id, number, instance_id, server_id, address, started_at)
    select $1, id, number, $2, server_id, address, $3 from begun
    on conflict do nothing)
  select id from begun`);

/** Journals attempts; answers the ids of those that may be handed over once this is committed. */
export async function beginHandOvers(tx: Transaction, { workspaceId, instanceId, now }: JournalPlace, begins: readonly Begin[]): Promise<number[]> {
  const rows = await begin.rows(tx, [
    workspaceId, instanceId, now,
    begins.map(({ message }) => message.messageId), begins.map(({ message }) => message.attempts + 1),
    begins.map(({ message }) => message.lane.server.id), begins.map(({ message }) => message.address),
  ]);
  return rows.map((row) => row.id);
}

const drop = statement<{ id: number }>('journal.drop', `
  update messages m set state = 'dropped', claimed_by = null, reason = d.reason, ended_at = $3
  from unnest($4::bigint[], $5::text[]) as d (id, reason)
  where m.workspace_id = $1 and m.id = d.id and m.state || '' = 'claimed' and m.claimed_by + 0 = $2
  returning m.id`);

/** Drops claimed messages whose content failed. */
export async function dropClaimed(tx: Transaction, { workspaceId, instanceId, now }: JournalPlace, drops: readonly Drop[]): Promise<void> {
  const rows = await drop.rows(tx, [workspaceId, instanceId, now, drops.map((d) => d.message.messageId), drops.map((d) => d.reason)]);
  const ours = new Set(rows.map((row) => row.id));
  const done = drops.filter((d) => ours.has(d.message.messageId));
  const source = ({ sourceKind, sourceId, step }: ClaimedMessage) => ({ workspaceId, sourceKind, sourceId, step });
  await appendEvents(tx, done.map(({ message, reason }) => ({
    ...source(message), kind: 'message.dropped', at: now, messageId: message.messageId,
    contactId: message.recipientKind === 'contact' ? message.recipientId : null, reason,
  })));
  await changeRollups(tx, done.map(({ message }) => ({ ...source(message), metric: 'dropped', at: now, change: 1 })));
}

const holdMs = 10 * 60_000;
const hold = statement('journal.hold', `
  update messages m set state = 'planned', claimed_by = null,
    due_at = $4, hold_reason = d.reason, expires_at = coalesce(m.expires_at, $3::timestamptz + make_interval(days => $5::int))
  from unnest($6::bigint[], $7::text[]) as d (id, reason), lanes l
  where m.workspace_id = $1 and m.id = d.id and m.state || '' = 'claimed' and m.claimed_by + 0 = $2
    and l.workspace_id = $1 and l.id = m.lane_id and l.state <> 'closed'`);

/** Holds claimed messages that could not be made ready; they are judged again in ten minutes. Those of a closed lane stay claimed, to be given back. */
export async function holdClaimed(tx: Transaction, { workspaceId, instanceId, now }: JournalPlace, holds: readonly Drop[]): Promise<void> {
  await holdLanesOf(tx, instanceId);
  const days = holds[0]!.message.lane.rules.holdExpiryDays;
  await hold.run(tx, [workspaceId, instanceId, now, new Date(now.getTime() + holdMs), days, holds.map((h) => h.message.messageId), holds.map((h) => h.reason)]);
}
