import { createLocalServer, usesLocalMailbox } from '../../delivery/transport/index.ts';
import { statement } from '../../platform/db/index.ts';
import type { ServerId } from '../../platform/identity/index.ts';
import type { FindMailbox } from './ports.ts';

// The mailbox that is asked for, or the one connected first: by mailboxes_member.
const findOwn = statement<{ server_id: ServerId; name: string; address: string }>('sequences.own-mailbox', `
  select x.server_id, coalesce(nullif(x.name, ''), b.name) as name, x.address
  from mailboxes x join members b on b.workspace_id = x.workspace_id and b.id = x.member_id and b.left_at is null
  where x.workspace_id = $1 and x.member_id = $2 and x.disconnected_at is null and ($3::bigint is null or x.server_id = $3) order by x.id limit 1`);
const findMember = statement<{ name: string; email: string; has_own: boolean }>('sequences.member-as-sender', `
  select b.name, b.email, exists (select from mailboxes x where x.workspace_id = $1 and x.member_id = b.id and x.disconnected_at is null) as has_own
  from members b where b.workspace_id = $1 and b.id = $2 and b.left_at is null`);

/** A member's own mailbox; in a company that only tries things out, where nothing leaves the machine, the built-in one. */
export const findMailbox: FindMailbox = async (on, workspaceId, memberId, serverId) => {
  const own = await findOwn.maybe(on, [workspaceId, memberId, serverId]);
  if (own) return { serverId: own.server_id, from: { name: own.name, address: own.address } };
  const member = await findMember.maybe(on, [workspaceId, memberId]);
  if (!member || member.has_own || !(await usesLocalMailbox(on, workspaceId))) return null;
  const builtIn = await createLocalServer(on, workspaceId);
  return serverId === null || serverId === builtIn ? { serverId: builtIn, from: { name: member.name, address: member.email } } : null;
};
