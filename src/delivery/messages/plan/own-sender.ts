import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { ServerId, WorkspaceId } from '../../../platform/identity/index.ts';
import { defaultServer } from '../../transport/index.ts';
import { isMailAddress } from '../mime/header.ts';

const readSender = statement<{ name: string; domain: string | null; username: string | null; return_path: string | null }>('messages.workspace-sender', `
  select w.name, s.username, s.return_path,
    (select d.domain from sending_domains d where d.workspace_id = w.workspace_id order by d.id limit 1) as domain
  from workspaces w join servers s on s.workspace_id = w.workspace_id and s.id = $2 where w.workspace_id = $1`);

/** Who mail comes from that no member writes: the workspace, through its usual server. */
export async function ownSender(tx: Queryable, workspaceId: WorkspaceId): Promise<{ serverId: ServerId; from: { name: string; address: string } }> {
  const serverId = await defaultServer(tx, workspaceId);
  const sender = await readSender.one(tx, [workspaceId, serverId], 'workspace');
  return { serverId, from: { name: sender.name, address: senderAddress(sender) } };
}

/** An address the server will take from us: of a sending domain, else the account itself, else where bounces go. */
function senderAddress({ domain, username, return_path: returnPath }: { domain: string | null; username: string | null; return_path: string | null }): string {
  if (domain) return `kindred@${domain}`;
  if (username && isMailAddress(username)) return username;
  return `kindred@${returnPath ? returnPath.slice(returnPath.lastIndexOf('@') + 1) : 'kindred.invalid'}`;
}
