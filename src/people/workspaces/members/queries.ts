import type { Role, Team } from '../../../platform/identity/index.ts';
import { statement } from '../../../platform/db/index.ts';

export type MemberRow = {
  id: number; user_id: string | null; email: string; name: string; team: Team | 'both'; role: Role;
  time_zone: string | null; language: string | null; created_at: Date; left_at: Date | null;
};
const columns = 'id, user_id, email, name, team, role, time_zone, language, created_at, left_at';

export const findMember = statement<MemberRow>('members.find', `select ${columns} from members where workspace_id = $1 and id = $2`);
export const findLiveMemberByEmail = statement<MemberRow>('members.find-by-email', `
  select ${columns} from members where workspace_id = $1 and lower(email) = lower($2) and left_at is null`);

/** Whose member row this is may be changed by one at a time; the primary key serves it. */
export const lockMember = statement<MemberRow>('members.lock', `select ${columns} from members where workspace_id = $1 and id = $2 for update`);

/** All owners, locked in one order, so that of two who let each other go one comes second and is refused. */
export const lockOwners = statement<{ id: number }>('members.lock-owners', `
  select id from members where workspace_id = $1 and role = 'owner' and left_at is null and user_id is not null order by id for update`);

export const insertMember = statement<{ id: number }>('members.insert', `
  insert into members (workspace_id, user_id, email, name, team, role, time_zone, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`);
export const updateMember = statement('members.update', 'update members set role = $3, team = $4 where workspace_id = $1 and id = $2');
export const updateMemberPerson = statement('members.update-person', 'update members set name = $3, time_zone = $4, language = $5 where workspace_id = $1 and id = $2');
export const bindMember = statement('members.bind', 'update members set user_id = $3, name = $4 where workspace_id = $1 and id = $2');
export const endMembership = statement('members.end', 'update members set left_at = $3 where workspace_id = $1 and id = $2');

// A person may be a member of several workspaces: asked by who they are, served by members_user.
export const listMemberships = statement<MemberRow & { workspace_id: number; workspace_name: string; workspace_zone: string; is_demo: boolean; tracking_mode: 'per-person' | 'totals-only' }>('members.of-user', `
  select m.workspace_id, w.name as workspace_name, w.time_zone as workspace_zone, w.is_demo, w.tracking_mode,
         m.id, m.user_id, m.email, m.name, m.team, m.role, m.time_zone, m.language, m.created_at, m.left_at
  from members m join workspaces w on w.workspace_id = m.workspace_id
  where m.user_id = $1 and m.left_at is null order by w.is_demo, m.workspace_id`);

export const listMembers = statement<MemberRow>('members.list', `
  select ${columns} from members
  where workspace_id = $1
    and case when $2 = 'left' then left_at is not null
             when $2 = 'active' then left_at is null and user_id is not null
             when $2 = 'invited' then left_at is null and user_id is null
             else left_at is null end
    and ($3::text is null or (lower(name), id) > ($3, $4))
  order by lower(name), id limit $5`);
