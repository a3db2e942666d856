import { canSendFor } from '../../people/workspaces/index.ts';
import type { Actor, Team } from '../../platform/identity/index.ts';

export { canSend, canSendFor, canView, canWriteEmails } from '../../people/workspaces/index.ts';

/** Leads: sees and changes everybody's sequences, hands over what others had going. */
export const canLead = (actor: Actor): boolean => actor.role === 'owner' || actor.role === 'manager';

/** Changes a sequence: whose it is, whoever leads, and the team where it is shared. */
export const canChangeSequence = (actor: Actor, { ownerId, shared, team }: { ownerId: number; shared: boolean; team: Team }): boolean =>
  canSendFor(actor, team) && (canLead(actor) || actor.memberId === ownerId || shared);

/** Speaks in a member's voice: one's own; whoever leads, for everybody. */
export const canSpeakFor = (actor: Actor, memberId: number): boolean => actor.memberId === memberId || canLead(actor);
