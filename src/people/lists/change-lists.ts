import type { Database, Queryable, Transaction } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import type { ListId } from '../../platform/identity/index.ts';
import { t } from '../../platform/words/contract.ts';
import { deleteMembers, findList, findLiveListNamed, insertList, insertMembers, namesOfLists, setArchived, updateList, type ListRow } from './queries.ts';

export interface NewList {
  name: string;
  description: string;
  createdBy: number | null;
  now: Date;
}

/** Makes a list. Throws `list_name_taken` when a live one has the name, whatever its case. */
export async function createList(tx: Queryable, workspaceId: number, list: NewList): Promise<ListId> {
  const made = await insertList.maybe(tx, [workspaceId, list.name, list.description, list.createdBy, list.now]);
  if (!made) throw nameTaken(list.name);
  return made.id as ListId;
}

/** The live list of that name, made if need be: for imports and the demo. */
export async function ensureList(tx: Queryable, workspaceId: number, list: NewList): Promise<ListId> {
  const made = await insertList.maybe(tx, [workspaceId, list.name, list.description, list.createdBy, list.now])
    ?? await findLiveListNamed.one(tx, [workspaceId, list.name], 'list');
  return made.id as ListId;
}

/** Which of these lists are there and in use. */
export const listNames = (on: Queryable, workspaceId: number, listIds: readonly number[]): Promise<{ id: number; name: string }[]> => namesOfLists.rows(on, [workspaceId, listIds]);

/** Puts contacts on a list; those on it already, deleted or unknown here change nothing. Answers how many joined. */
export async function addToList(tx: Queryable, workspaceId: number, listId: number, contactIds: readonly number[], now: Date): Promise<number> {
  return insertMembers.run(tx, [workspaceId, listId, contactIds, now]);
}

export async function removeFromList(tx: Queryable, workspaceId: number, listId: number, contactIds: readonly number[]): Promise<number> {
  return deleteMembers.run(tx, [workspaceId, listId, contactIds]);
}

export async function changeList(db: Database, workspaceId: number, listId: number, change: { name?: string | undefined; description?: string | undefined }): Promise<ListRow> {
  return db.transaction(async (tx) => {
    const list = await findList.one(tx, [workspaceId, listId], 'list');
    if (change.name !== undefined && list.archived_at === null) await refuseTakenName(tx, workspaceId, change.name, listId);
    await updateList.run(tx, [workspaceId, listId, change.name ?? null, change.description ?? null]);
    return findList.one(tx, [workspaceId, listId], 'list');
  });
}

/** Puts a list away, or brings it back, when its name is still free. */
export async function archiveList(db: Database, workspaceId: number, listId: number, at: Date | null): Promise<ListRow> {
  return db.transaction(async (tx) => {
    const list = await findList.one(tx, [workspaceId, listId], 'list');
    if (at === null) await refuseTakenName(tx, workspaceId, list.name, listId);
    if (at === null || list.archived_at === null) await setArchived.run(tx, [workspaceId, listId, at]);
    return findList.one(tx, [workspaceId, listId], 'list');
  });
}

async function refuseTakenName(tx: Transaction, workspaceId: number, name: string, except: number): Promise<void> {
  const there = await findLiveListNamed.maybe(tx, [workspaceId, name]);
  if (there && there.id !== except) throw nameTaken(name);
}

const nameTaken = (name: string) => conflict('list_name_taken', t('There is a list named "{name}" already. Nothing was changed. Choose another name, or use that list.', { name }));
