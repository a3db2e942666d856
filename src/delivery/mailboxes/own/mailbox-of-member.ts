import type { Queryable } from '../../../platform/db/index.ts';
import type { MemberId, ServerId } from '../../../platform/identity/index.ts';
import { mailboxState } from './present-mailbox.ts';
import { findByMember, findMailboxRow, type MailboxRow } from './queries.ts';

/** What other slices know of a mailbox: whom mail through it is from, and by which server it leaves. */
export interface MailboxFace {
  id: number;
  memberId: MemberId;
  serverId: ServerId;
  address: string;
  /** As readers see the sender; the member's where none was given. */
  name: string;
  /** Plain text, laid under what a member writes. */
  signature: string;
  state: 'active' | 'paused' | 'failing';
  /** Why it fails; null: it does not. */
  reason: string | null;
}

const faceOf = (row: MailboxRow): MailboxFace => ({
  id: row.id, memberId: row.member_id, serverId: row.server_id, address: row.address, name: row.name || row.member_name, signature: row.signature,
  state: mailboxState(row), reason: row.failing_reason,
});

/** The member's mailbox: the one connected first; null without any, or when the member has left. */
export async function mailboxOfMember(on: Queryable, workspaceId: number, memberId: number): Promise<MailboxFace | null> {
  const row = await findByMember.maybe(on, [workspaceId, memberId]);
  return row ? faceOf(row) : null;
}

/** The server that a connected mailbox's lanes leave by. Throws `not_found`. */
export async function serverOfMailbox(on: Queryable, workspaceId: number, mailboxId: number): Promise<ServerId> {
  return (await findMailboxRow.one(on, [workspaceId, mailboxId, null], 'mailbox')).server_id;
}
