import { statement, type Database, type Queryable, type Transaction } from '../db/index.ts';
import { notify } from '../listen/index.ts';

/** What one slice tells those to its right, in the transaction it happened in. */
export interface OutboxEvent {
  workspaceId: number;
  /** Past tense, `slice.something-happened`. */
  name: string;
  payload: Record<string, unknown>;
}

export type OutboxHandler = (tx: Transaction, event: OutboxEvent) => Promise<void>;

const insertEvent = statement('outbox.insert', 'insert into outbox_events (workspace_id, name, payload) values ($1, $2, $3)');
const takeEvents = statement<{ id: number; workspace_id: number; name: string; payload: Record<string, unknown> }>('outbox.take', `
  delete from outbox_events where id in (
    select id from outbox_events order by id limit $1 for update skip locked)
  returning id, workspace_id, name, payload`);

/** Writes an event; it is delivered once `tx` has committed, at least once. */
export async function emit(tx: Queryable, event: OutboxEvent): Promise<void> {
  await insertEvent.run(tx, [event.workspaceId, event.name, event.payload]);
  await notify(tx, 'kindred_outbox');
}

/** Hands a batch of events to their handlers, each batch in one transaction; answers whether there may be more. */
export async function deliverOutbox(db: Database, handlers: ReadonlyMap<string, OutboxHandler[]>, batch = 100): Promise<boolean> {
  return db.transaction(async (tx) => {
    const taken = await takeEvents.rows(tx, [batch]);
    for (const row of taken.toSorted((a, b) => a.id - b.id)) {
      for (const handle of handlers.get(row.name) ?? []) {
        await handle(tx, { workspaceId: row.workspace_id, name: row.name, payload: row.payload });
      }
    }
    return taken.length === batch;
  });
}
