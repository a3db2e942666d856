import { statement, type Database, type Queryable, type Transaction } from '../db/index.ts';
import { startLoop, type Loop } from '../jobs/index.ts';
import { notify, type Listener } from '../listen/index.ts';

/** What one slice tells those to its right, in the transaction it happened in. */
export interface OutboxEvent {
  workspaceId: number;
  /** Past tense, `slice.something-happened`. */
  name: string;
  payload: Record<string, unknown>;
}

/** Runs in the transaction that takes the event: it may come again, never at once, when it throws. */
export type OutboxHandler = (tx: Transaction, event: OutboxEvent) => Promise<void>;

const insertEvent = statement('outbox.insert', 'insert into outbox_events (workspace_id, name, payload) values ($1, $2, $3)');

type EventRow = { id: number; workspace_id: number; name: string; payload: Record<string, unknown>; tries: number };
// Whoever holds the lock delivers alone, so that what was told in an order is heard in it.
const onlyOne = statement<{ mine: boolean }>('outbox.lock', `select pg_try_advisory_xact_lock(hashtext('kindred outbox')) as mine`);
const readEvents = statement<EventRow>('outbox.read', 'select id, workspace_id, name, payload, tries from outbox_events where retry_at is null or retry_at <= $2 order by id limit $1');
const removeEvents = statement('outbox.remove', 'delete from outbox_events where id = any($1::bigint[])');
const putOff = statement('outbox.put-off', 'update outbox_events set tries = tries + 1, retry_at = $2 where id = $1');

/** Writes an event; it is delivered once `tx` has committed, at least once. */
export async function emit(tx: Queryable, event: OutboxEvent): Promise<void> {
  await insertEvent.run(tx, [event.workspaceId, event.name, event.payload]);
  await notify(tx, 'kindred_outbox');
}

const longestWaitMs = 3_600_000;

/**
 * Hands a batch of events to their handlers, in order, in one transaction; answers whether there may be more. Of a handler
 * that fails nothing is kept: its event waits and is tried again, growing later, while the others go on.
 */
export async function deliverOutbox(db: Database, handlers: ReadonlyMap<string, readonly OutboxHandler[]>, batch: number, onError: (error: unknown) => void, now = new Date()): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await onlyOne.maybe(tx, []))?.mine) return false;
    const rows = await readEvents.rows(tx, [batch, now]);
    const done: number[] = [];
    for (const row of rows) {
      try {
        await handleOne(tx, row, handlers.get(row.name) ?? []);
        done.push(row.id);
      } catch (error) {
        onError(error);
        await putOff.run(tx, [row.id, new Date(now.getTime() + Math.min(longestWaitMs, 1000 * 2 ** Math.min(row.tries, 20)))]);
      }
    }
    if (done.length > 0) await removeEvents.run(tx, [done]);
    return rows.length === batch;
  });
}

async function handleOne(tx: Transaction, row: EventRow, handlers: readonly OutboxHandler[]): Promise<void> {
  if (handlers.length === 0) return;
  await tx.query({ text: 'savepoint handling' });
  try {
    for (const handle of handlers) await handle(tx, { workspaceId: row.workspace_id, name: row.name, payload: row.payload });
  } catch (error) {
    await tx.query({ text: 'rollback to savepoint handling' });
    throw error;
  }
  await tx.query({ text: 'release savepoint handling' });
}

/** Delivers as soon as something is told, as long as it runs. */
export function startOutbox({ db, listener, handlers, onError }: { db: Database; listener: Listener; handlers: ReadonlyMap<string, readonly OutboxHandler[]>; onError: (error: unknown) => void }): Loop {
  return startLoop({ name: 'outbox', everyMs: 2000, wakeOn: { listener, channels: ['kindred_outbox'] }, onError, run: () => deliverOutbox(db, handlers, 100, onError) });
}
