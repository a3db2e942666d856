import { statement, type Database, type Queryable, type Transaction } from '../../platform/db/index.ts';
import { findContactIds, type ContactFollower } from '../contacts/index.ts';
import type { WhoOnList } from './contract.ts';
import { getList } from './queries.ts';

// Only contacts of the same workspace that are alive come in: the join drops every other id.
const insertMembers = statement('lists.add-members', `
  insert into list_members (workspace_id, list_id, contact_id, added_at)
  select c.workspace_id, $2, c.id, $4 from contacts c where c.workspace_id = $1 and c.id = any($3::bigint[]) and c.deleted_at is null order by c.id
  on conflict do nothing`);
const deleteMembers = statement('lists.remove-members', 'delete from list_members where workspace_id = $1 and list_id = $2 and contact_id = any($3::bigint[])');

const batch = 5000;

/** Puts contacts on a list; those on it stay once. Answers how many were new to it. */
export async function addToList(db: Database, workspaceId: number, listId: number, who: WhoOnList, now: Date, signal?: AbortSignal): Promise<number> {
  await getList(db, workspaceId, listId);
  return inBatches(db, workspaceId, who, signal, (ids) => insertMembers.run(db, [workspaceId, listId, ids, now]));
}

/** Takes contacts off a list. Answers how many were on it. */
export async function removeFromList(db: Database, workspaceId: number, listId: number, who: WhoOnList, signal?: AbortSignal): Promise<number> {
  await getList(db, workspaceId, listId);
  return inBatches(db, workspaceId, who, signal, (ids) => deleteMembers.run(db, [workspaceId, listId, ids]));
}

async function inBatches(on: Queryable, workspaceId: number, who: WhoOnList, signal: AbortSignal | undefined, work: (ids: number[]) => Promise<number>): Promise<number> {
  if ('contactIds' in who) return work(who.contactIds);
  let done = 0;
  for (let after = 0; ;) {
    signal?.throwIfAborted();
    const ids = await findContactIds(on, workspaceId, who.filter, after, batch);
    if (ids.length > 0) done += await work(ids);
    if (ids.length < batch) return done;
    after = ids.at(-1)!;
  }
}

const moveMembers = statement('lists.move-members', `
  insert into list_members (workspace_id, list_id, contact_id, added_at)
  select workspace_id, list_id, $3, added_at from list_members where workspace_id = $1 and contact_id = $2 order by list_id
  on conflict (workspace_id, list_id, contact_id) do update set added_at = least(list_members.added_at, excluded.added_at)`);
const forgetMember = statement('lists.forget-member', 'delete from list_members where workspace_id = $1 and contact_id = $2');

/** What lists do when two contacts become one, or one is erased. */
export const listsFollower: ContactFollower = {
  name: 'lists',
  merged: async (tx: Transaction, { workspaceId, loserId, winnerId }) => {
    await moveMembers.run(tx, [workspaceId, loserId, winnerId]);
    await forgetMember.run(tx, [workspaceId, loserId]);
  },
  erased: async (tx: Transaction, { workspaceId, contactId }) => {
    await forgetMember.run(tx, [workspaceId, contactId]);
  },
};
