import { canManageServers, canSend } from '../../people/workspaces/index.ts';
import type { Actor } from '../../platform/identity/index.ts';

/** Connects a mailbox of their own: whoever may send. */
export const canConnectMailbox = (actor: Actor): boolean => canSend(actor);
/** Sees, changes and disconnects it: the member whose mailbox it is, nobody else. */
export const ownsMailbox = (actor: Actor, mailbox: { memberId: number }): boolean => actor.memberId === mailbox.memberId;
/** Sees that colleagues have mailboxes and whether they work; never what is in them or how they are reached. */
export const canSeeMailboxes = (actor: Actor): boolean => canManageServers(actor);
