import { statement } from '../../platform/db/index.ts';

export type ListRow = { id: number; name: string; description: string; size: number; created_at: Date; archived_at: Date | null };

// A list's members are counted by its part of the primary key alone; contacts deleted since are still
// on it, and few, so they are counted and taken off (contacts_deleted). Joining the living took four
// times as long on a list of 1,000,000.
const columns = `l.id, l.name, l.description, l.created_at, l.archived_at,
  (select count(*) from list_members m where m.workspace_id = l.workspace_id and m.list_id = l.id)
  - (select count(*) from contacts c join list_members m on m.workspace_id = c.workspace_id and m.list_id = l.id and m.contact_id = c.id
     where c.workspace_id = l.workspace_id and c.deleted_at is not null and c.erased_at is null) as size`;

export const pageOfLists = statement<ListRow>('lists.page', `
  select ${columns} from lists l
  where l.workspace_id = $1 and (l.archived_at is not null) = $2
    and ($3::text is null or position(lower($3) in lower(l.name)) > 0)
    and ($4::text is null or (lower(l.name), l.id) > ($4, $5))
  order by lower(l.name), l.id limit $6`);
export const findList = statement<ListRow>('lists.find', `select ${columns} from lists l where l.workspace_id = $1 and l.id = $2`);
export const findLiveListNamed = statement<{ id: number }>('lists.find-named', `
  select id from lists where workspace_id = $1 and lower(name) = lower($2) and archived_at is null`);
export const insertList = statement<{ id: number }>('lists.insert', `
  insert into lists (workspace_id, name, description, created_by, created_at) values ($1, $2, $3, $4, $5)
  on conflict (workspace_id, lower(name)) where archived_at is null do nothing returning id`);
export const updateList = statement('lists.update', `
  update lists set name = coalesce($3, name), description = coalesce($4, description) where workspace_id = $1 and id = $2`);
export const setArchived = statement('lists.archive', 'update lists set archived_at = $3 where workspace_id = $1 and id = $2');

// Ids of another workspace find no contact here, so they add nothing.
export const insertMembers = statement('lists.add-members', `
  insert into list_members (workspace_id, list_id, contact_id, added_at)
  select $1, $2, c.id, $4 from contacts c
  where c.workspace_id = $1 and c.id = any($3::bigint[]) and c.deleted_at is null order by c.id
  on conflict do nothing`);
export const deleteMembers = statement('lists.remove-members', `
  delete from list_members where workspace_id = $1 and list_id = $2 and contact_id = any($3::bigint[])`);

/** Names of those of these lists that are in use. */
export const namesOfLists = statement<{ id: number; name: string }>('lists.names', 'select id, name from lists where workspace_id = $1 and id = any($2::bigint[]) and archived_at is null');
