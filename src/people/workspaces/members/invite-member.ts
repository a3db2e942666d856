import type { Transaction } from '../../../platform/db/index.ts';
import { conflict, forbidden } from '../../../platform/errors/index.ts';
import type { Actor, Role, Team } from '../../../platform/identity/index.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { canGiveRole } from '../permissions.ts';
import { insertInvitation, lockInvitation, renewInvitation, revokeInvitationsOf, type InvitationRow } from './invitation-queries.ts';
import { invitationUrl, newInvitationToken } from './invitation.ts';
import { requireMayManage } from './member.ts';
import { endMembership, findLiveMemberByEmail, insertMember } from './queries.ts';

export interface Invitee {
  email: string;
  name?: string | undefined;
  team: Team | 'both';
  role: Role;
}

export interface InvitationLink {
  id: number;
  memberId: number;
  url: string;
  expiresAt: Date;
}

type Deps = Pick<WorkspacesDeps, 'db' | 'addresses' | 'sendInternalMail'>;

/** Invites somebody: a member's row, a link, and a mail with it. */
export async function inviteMember(deps: Deps, actor: Actor, invitee: Invitee, now: Date): Promise<InvitationLink> {
  if (!canGiveRole(actor, invitee.role)) throw forbidden(`Your role (${actor.role}) cannot invite somebody as ${invitee.role}.`);
  return deps.db.transaction(async (tx) => {
    if (await findLiveMemberByEmail.maybe(tx, [actor.workspaceId, invitee.email])) throw alreadyThere();
    const name = invitee.name ?? invitee.email.split('@')[0]!;
    const { id: memberId } = await insertMember.one(tx, [actor.workspaceId, null, invitee.email, name, invitee.team, invitee.role, null, now], 'member')
      .catch((error: { code?: string }) => { throw error.code === '23505' ? alreadyThere() : error; });
    const made = newInvitationToken(actor.workspaceId, now);
    const { id } = await insertInvitation.one(tx, [actor.workspaceId, memberId, made.hash, actor.memberId, now, made.expiresAt], 'invitation');
    return handOut(deps, tx, actor.workspaceId, { id, memberId, token: made.token, expiresAt: made.expiresAt });
  });
}

/** Makes a new link for an open invitation, and mails it; the old link stops working. */
export async function resendInvitation(deps: Deps, actor: Actor, invitationId: number, now: Date): Promise<InvitationLink> {
  return deps.db.transaction(async (tx) => {
    const invitation = await lockInvitation.one(tx, [actor.workspaceId, invitationId], 'invitation');
    requireMayManage(actor, invitation);
    return renew(deps, tx, actor.workspaceId, invitation, now);
  });
}

/** The new link itself, without asking who asks: for the command line, and for those who asked. */
export async function renew(deps: Deps, tx: Transaction, workspaceId: number, invitation: InvitationRow, now: Date): Promise<InvitationLink> {
  const { token, hash, expiresAt } = newInvitationToken(workspaceId, now);
  await renewInvitation.run(tx, [workspaceId, invitation.id, hash, expiresAt]);
  return handOut(deps, tx, workspaceId, { id: invitation.id, memberId: invitation.member_id, token, expiresAt });
}

/** Takes an open invitation back; its member never was one. */
export async function revokeInvitation(deps: Pick<Deps, 'db'>, actor: Actor, invitationId: number, now: Date): Promise<InvitationRow> {
  return deps.db.transaction(async (tx) => {
    const invitation = await lockInvitation.one(tx, [actor.workspaceId, invitationId], 'invitation');
    requireMayManage(actor, invitation);
    await revokeInvitationsOf.run(tx, [actor.workspaceId, invitation.member_id, now]);
    await endMembership.run(tx, [actor.workspaceId, invitation.member_id, now]);
    return invitation;
  });
}

async function handOut(deps: Deps, tx: Transaction, workspaceId: number, made: { id: number; memberId: number; token: string; expiresAt: Date }): Promise<InvitationLink> {
  const url = invitationUrl(deps.addresses.baseUrl, made.token);
  await deps.sendInternalMail(tx, { workspaceId, memberId: made.memberId, template: 'invitation', url });
  return { id: made.id, memberId: made.memberId, url, expiresAt: made.expiresAt };
}

function alreadyThere() {
  return conflict('already_a_member', 'Somebody with this address is a member already, or is invited. Change their role, or send the invitation again.');
}
