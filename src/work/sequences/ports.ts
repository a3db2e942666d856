import type { SigningKeys } from '../../delivery/tracking/index.ts';
import type { Database, Queryable } from '../../platform/db/index.ts';
import type { MemberId, ServerId, WorkspaceId } from '../../platform/identity/index.ts';

/** What mail of a member leaves from. */
export interface SequenceMailbox {
  serverId: ServerId;
  from: { name: string; address: string };
}

/**
 * The mailbox that somebody's mail leaves from: with `serverId` that very one, so that a person hears from one mailbox
 * throughout; null where it is not connected any more.
 */
export type FindMailbox = (on: Queryable, workspaceId: WorkspaceId, memberId: MemberId, serverId: ServerId | null) => Promise<SequenceMailbox | null>;

export interface SequencesDeps {
  db: Database;
  keys: SigningKeys;
  mailboxOf: FindMailbox;
}
