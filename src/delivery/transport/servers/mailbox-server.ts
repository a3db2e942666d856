import { statement, type Transaction, type Queryable } from '../../../platform/db/index.ts';
import type { ServerId } from '../../../platform/identity/index.ts';
import type { MailServer } from '../server.ts';
import { hasPlanned, mailServerOf, type ServerRow } from './queries.ts';

// The outgoing half of a member's mailbox. Who may see and change it, delivery/mailboxes decides; the pages and
// calls for servers of the whole company leave these rows alone.

export interface MailboxServer {
  name: string;
  /** Bounces come back to it, too: a personal account may not send as anybody else. */
  address: string;
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  username: string;
  /** Sealed; null: signs in with a provider's token. */
  passwordSealed: Buffer | null;
}

// One line at a time and few mails on it, as a mail program would.
const insertOne = statement<{ id: ServerId }>('transport.insert-mailbox-server', `
  insert into servers (workspace_id, name, return_path, host, port, security, username, password_sealed, kind, max_connections, mails_per_connection)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 'mailbox', 1, 20) returning id`);
const updateOne = statement<{ id: ServerId }>('transport.update-mailbox-server', `
  update servers set name = $3, return_path = $4, host = $5, port = $6, security = $7, username = $8, password_sealed = $9,
    archived_at = null, paused_until = null, paused_reason = null, pauses = 0
  where workspace_id = $1 and id = $2 and kind = 'mailbox' returning id`);
const findOne = statement<Omit<ServerRow, 'kind'> & { kind: 'mailbox' }>('transport.mailbox-server', `
  select * from servers where workspace_id = $1 and id = $2 and kind = 'mailbox'`);
const putAway = statement('transport.archive-mailbox-server', `
  update servers set password_sealed = null, archived_at = case when $4 then $3::timestamptz else archived_at end where workspace_id = $1 and id = $2 and kind = 'mailbox'`);

/** Makes the server of a mailbox, or changes the one with `serverId`; one that was put away comes back. */
export async function saveMailboxServer(tx: Transaction, workspaceId: number, serverId: number | null, server: MailboxServer): Promise<ServerId> {
  const values = [server.name, server.address, server.host, server.port, server.security, server.username, server.passwordSealed] as const;
  const row = serverId === null ? await insertOne.one(tx, [workspaceId, ...values], 'mail server') : await updateOne.one(tx, [workspaceId, serverId, ...values], 'mail server');
  return row.id;
}

/** As sending sees it. Throws `not_found`. */
export async function mailboxServer(on: Queryable, workspaceId: number, serverId: number): Promise<MailServer> {
  return mailServerOf(await findOne.one(on, [workspaceId, serverId], 'mail server'));
}

/**
 * Forgets the password; puts the server away unless mail is still planned to go through it. That mail is held by the
 * gate, with its reason, until it is moved, cancelled or its time has run out.
 */
export async function archiveMailboxServer(tx: Transaction, workspaceId: number, serverId: number, now: Date): Promise<void> {
  const { count } = await hasPlanned.one(tx, [workspaceId, serverId], 'mail server');
  await putAway.run(tx, [workspaceId, serverId, now, count === 0]);
}
