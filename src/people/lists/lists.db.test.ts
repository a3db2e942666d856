import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import { Problem } from '../../platform/errors/index.ts';
import { deleteContact, restoreContact } from '../contacts/index.ts';
import { addFoundToList, removeFoundFromList } from './change-found.ts';
import { addToList, archiveList, changeList, createList, ensureList, removeFromList } from './change-lists.ts';
import { findList, pageOfLists } from './queries.ts';

const { db } = await freshDatabase();
const now = new Date('2026-11-23T09:00:00Z');

async function newWorkspace(people: number): Promise<{ workspaceId: number; ids: number[] }> {
  const { rows } = await db.query<{ workspace_id: number }>({ text: `insert into workspaces (name) values ('A') returning workspace_id` });
  const workspaceId = rows[0]!.workspace_id;
  const contacts = await db.query<{ id: number }>({
    text: `insert into contacts (workspace_id, email, email_key, last_name) select $1, 'p' || n || '@b.example', 'p' || n || '@b.example', case when n % 2 = 0 then 'Even' else 'Odd' end from generate_series(1, $2::int) n returning id`, values: [workspaceId, people] });
  return { workspaceId, ids: contacts.rows.map((row) => row.id).toSorted((a, b) => a - b) };
}
const make = (workspaceId: number, name: string) => createList(db, workspaceId, { name, description: '', createdBy: null, now });
const sizeOf = async (workspaceId: number, listId: number) => (await findList.one(db, [workspaceId, listId], 'list')).size;
const refusedAs = (code: string) => (error: unknown) => error instanceof Problem && error.code === code;

test('a contact is on a list once; the deleted are not counted, and are back when they are', async () => {
  const { workspaceId, ids } = await newWorkspace(4);
  const list = await make(workspaceId, 'Fair');
  assert.equal(await addToList(db, workspaceId, list, ids.slice(0, 3), now), 3);
  assert.equal(await addToList(db, workspaceId, list, ids, now), 1);
  await deleteContact(db, workspaceId, ids[0]!, now);
  assert.equal(await sizeOf(workspaceId, list), 3);
  await restoreContact(db, workspaceId, ids[0]!, now);
  assert.equal(await sizeOf(workspaceId, list), 4);
  assert.equal(await removeFromList(db, workspaceId, list, [...ids.slice(0, 2), 999_999]), 2);
  assert.equal(await sizeOf(workspaceId, list), 2);
});

test("ids of another workspace's contacts add nothing", async () => {
  const [mine, theirs] = [await newWorkspace(1), await newWorkspace(2)];
  const list = await make(mine.workspaceId, 'Mine');
  assert.equal(await addToList(db, mine.workspaceId, list, theirs.ids, now), 0);
  await assert.rejects(findList.one(db, [theirs.workspaceId, list], 'list'), refusedAs('not_found'));
});

test('all that a filter finds joins and leaves, over more than one batch', async () => {
  const { workspaceId } = await newWorkspace(11_000);
  const list = await make(workspaceId, 'Evens');
  assert.equal(await addFoundToList(db, workspaceId, list, { search: 'even' }, now), 5500);
  assert.equal(await addFoundToList(db, workspaceId, list, {}, now), 5500);
  assert.equal(await removeFoundFromList(db, workspaceId, list, { listId: list, search: 'odd' }), 5500);
  assert.equal(await sizeOf(workspaceId, list), 5500);
});

test('a name is taken while its list is in use', async () => {
  const { workspaceId } = await newWorkspace(0);
  const list = await make(workspaceId, 'Fair');
  await assert.rejects(make(workspaceId, 'FAIR'), refusedAs('list_name_taken'));
  assert.equal(await ensureList(db, workspaceId, { name: 'fair', description: '', createdBy: null, now }), list);
  await archiveList(db, workspaceId, list, now);
  const second = await make(workspaceId, 'Fair');
  await assert.rejects(archiveList(db, workspaceId, list, null), refusedAs('list_name_taken'));
  await changeList(db, workspaceId, second, { name: 'Other' });
  assert.equal((await archiveList(db, workspaceId, list, null)).archived_at, null);
  assert.deepEqual((await pageOfLists.rows(db, [workspaceId, false, null, null, null, 10])).map((row) => row.name), ['Fair', 'Other']);
});
