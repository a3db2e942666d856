import type { Role, Team } from '../../../platform/identity/index.ts';
import { statement } from '../../../platform/db/index.ts';

export type InvitationRow = {
  id: number; member_id: number; name: string; email: string; team: Team | 'both'; role: Role;
  invited_by_name: string | null; created_at: Date; expires_at: Date;
};
const read = `
  select i.id, i.member_id, m.name, m.email, m.team, m.role, b.name as invited_by_name, i.created_at, i.expires_at
  from invitations i
  join members m on m.workspace_id = i.workspace_id and m.id = i.member_id
  left join members b on b.workspace_id = i.workspace_id and b.id = i.invited_by`;
const open = 'i.accepted_at is null and i.revoked_at is null and m.left_at is null';

export const insertInvitation = statement<{ id: number }>('invitations.insert', `
  insert into invitations (workspace_id, member_id, token_hash, invited_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6) returning id`);
export const listInvitations = statement<InvitationRow>('invitations.list', `
  ${read} where i.workspace_id = $1 and ${open} and ($2::bigint is null or i.id < $2) order by i.id desc limit $3`);
export const findInvitationByToken = statement<InvitationRow & { workspace_name: string }>('invitations.by-token', `
  select x.*, w.name as workspace_name from (${read} where i.workspace_id = $1 and i.token_hash = $2 and ${open} and i.expires_at > $3) x
  join workspaces w on w.workspace_id = $1`);

/** Locks an open invitation by its id; the primary key serves it. */
export const lockInvitation = statement<InvitationRow>('invitations.lock', `${read} where i.workspace_id = $1 and i.id = $2 and ${open} for update of i, m`);
/** Locks the open invitation a link stands for; served by invitations_token. */
export const lockInvitationByToken = statement<InvitationRow>('invitations.lock-by-token', `
  ${read} where i.workspace_id = $1 and i.token_hash = $2 and ${open} and i.expires_at > $3 for update of i, m`);
export const lockInvitationOfMember = statement<InvitationRow>('invitations.lock-of-member', `
  ${read} where i.workspace_id = $1 and i.member_id = $2 and ${open} for update of i, m`);

export const renewInvitation = statement('invitations.renew', 'update invitations set token_hash = $3, expires_at = $4 where workspace_id = $1 and id = $2');
export const markAccepted = statement('invitations.accept', 'update invitations set accepted_at = $3 where workspace_id = $1 and id = $2');
export const revokeInvitationsOf = statement('invitations.revoke-of', `
  update invitations set revoked_at = $3 where workspace_id = $1 and member_id = $2 and accepted_at is null and revoked_at is null`);
