import { statement, type Queryable } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import type { ListView } from './contract.ts';

interface Row extends Record<string, unknown> {
  id: number;
  name: string;
  description: string;
  created_at: Date;
  archived_at: Date | null;
  contacts: number;
}

// A count walks the list's key and looks at each contact's deletion: 0.3 s for a list of a million
// (2026-11-23); the deleted are few, so they are what is looked up.
const counted = `
  (select count(*) from list_members m where m.workspace_id = l.workspace_id and m.list_id = l.id)
  - (select count(*) from contacts c join list_members m on m.workspace_id = c.workspace_id and m.contact_id = c.id
     where c.workspace_id = l.workspace_id and c.deleted_at is not null and c.erased_at is null and m.list_id = l.id) as contacts`;
const columns = `l.id, l.name, l.description, l.created_at, l.archived_at, ${counted}`;
const listRows = statement<Row>('lists.list', `select ${columns} from lists l where l.workspace_id = $1 and ($2 or l.archived_at is null) order by lower(l.name), l.id`);
const findRow = statement<Row>('lists.find', `select ${columns} from lists l where l.workspace_id = $1 and l.id = $2`);
const insertRow = statement<{ id: number }>('lists.insert', `
  insert into lists (workspace_id, name, description, created_by, created_at) values ($1, $2, $3, $4, $5)
  on conflict (workspace_id, lower(name)) where archived_at is null do nothing returning id`);
const sameName = statement<{ id: number }>('lists.same-name', 'select id from lists where workspace_id = $1 and lower(name) = lower($2) and archived_at is null and id <> $3');
const updateRow = statement('lists.update', `
  update lists set name = coalesce($3, name), description = coalesce($4, description),
    archived_at = case when $5::boolean is null then archived_at when $5 then coalesce(archived_at, $6) end
  where workspace_id = $1 and id = $2`);

const present = (row: Row): ListView => ({
  id: row.id, name: row.name, description: row.description, contacts: row.contacts, createdAt: row.created_at.toISOString(), archivedAt: row.archived_at?.toISOString() ?? null,
});

export const listLists = async (on: Queryable, workspaceId: number, archived: boolean): Promise<ListView[]> => (await listRows.rows(on, [workspaceId, archived])).map(present);
export const getList = async (on: Queryable, workspaceId: number, listId: number): Promise<ListView> => present(await findRow.one(on, [workspaceId, listId], 'list'));

/** Makes a list; throws `list_exists` when one in use has the name. Answers its id. */
export async function createList(on: Queryable, workspaceId: number, input: { name: string; description: string }, byMember: number, now: Date): Promise<number> {
  const row = await insertRow.maybe(on, [workspaceId, input.name, input.description, byMember, now]);
  if (!row) throw taken(input.name);
  return row.id;
}

export async function changeList(on: Queryable, workspaceId: number, listId: number, change: { name?: string | undefined; description?: string | undefined; archived?: boolean | undefined }, now: Date): Promise<ListView> {
  const before = await getList(on, workspaceId, listId);
  const name = change.name ?? before.name;
  const inUse = change.archived === undefined ? before.archivedAt === null : !change.archived;
  if (inUse && (await sameName.maybe(on, [workspaceId, name, listId]))) throw taken(name);
  await updateRow.run(on, [workspaceId, listId, change.name ?? null, change.description ?? null, change.archived ?? null, now]);
  return getList(on, workspaceId, listId);
}

const taken = (name: string) => conflict('list_exists', `There is a list called ${name} already. Choose another name.`);
