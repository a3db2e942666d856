import type { Database } from '../../platform/db/index.ts';
import { findContactIds, type FoundBy } from '../contacts/index.ts';
import { addToList, removeFromList } from './change-lists.ts';

const batch = 5000;

/** Puts all that a filter finds on a list, a batch at a time; answers how many joined. Stopped half-way, it can be asked again. */
export const addFoundToList = (db: Database, workspaceId: number, listId: number, filter: FoundBy, now: Date, signal?: AbortSignal): Promise<number> =>
  inBatches(db, workspaceId, filter, signal, (ids) => addToList(db, workspaceId, listId, ids, now));

/** Takes all that a filter finds off a list; answers how many were on it. */
export const removeFoundFromList = (db: Database, workspaceId: number, listId: number, filter: FoundBy, signal?: AbortSignal): Promise<number> =>
  inBatches(db, workspaceId, filter, signal, (ids) => removeFromList(db, workspaceId, listId, ids));

async function inBatches(db: Database, workspaceId: number, filter: FoundBy, signal: AbortSignal | undefined, work: (ids: number[]) => Promise<number>): Promise<number> {
  let done = 0;
  for (let after = 0; ;) {
    signal?.throwIfAborted();
    const ids = await findContactIds(db, workspaceId, filter, after, batch);
    if (ids.length > 0) done += await work(ids);
    if (ids.length < batch) return done;
    after = ids.at(-1)!;
  }
}
