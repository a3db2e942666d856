import type { Transaction } from '../../../platform/db/index.ts';
import { conflict, forbidden } from '../../../platform/errors/index.ts';
import type { Actor, Role, Team } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
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
  if (!canGiveRole(actor, invitee.role)) throw forbidden(t('Your role ({role}) cannot invite somebody as {other}.', { role: actor.role, other: invitee.role }));
  return deps.db.transaction(async (tx) => {
    if (await findLiveMemberByEmail.maybe(tx, [actor.workspaceId, invitee.email])) throw alreadyThere();
    const name = invitee.name ?? invitee.email.split('@')[0]!;
    const { id: memberId } = await insertMember.one(tx, [actor.workspaceId, null, invitee.email, name, invitee.team, invitee.role, null, now], 'member')
      .catch((error: { code?: string }) => { throw error.code === '23505' ? alreadyThere() : error; });
    const { token, hash, expiresAt } = newInvitationToken(actor.workspaceId, now);
    const { id } = await insertInvitation.one(tx, [actor.workspaceId, memberId, hash, actor.memberId, now, expiresAt], 'invitation');
    const link = { id, memberId, url: invitationUrl(deps.addresses.baseUrl, token), expiresAt };
    await deps.sendInternalMail(tx, { workspaceId: actor.workspaceId, memberId, template: 'invitation', url: link.url, language: null });
    return link;
  });
}

/** Makes a new link for an open invitation, and mails it; the old link stops working. */
export async function resendInvitation(deps: Deps, actor: Actor, invitationId: number, now: Date): Promise<InvitationLink> {
  return deps.db.transaction(async (tx) => {
    const invitation = await lockInvitation.one(tx, [actor.workspaceId, invitationId], 'invitation');
    requireMayManage(actor, invitation);
    const link = await renewLink(tx, deps.addresses.baseUrl, actor.workspaceId, invitation, now);
    await deps.sendInternalMail(tx, { workspaceId: actor.workspaceId, memberId: link.memberId, template: 'invitation', url: link.url, language: null });
    return link;
  });
}

/** Makes a new link in place of the old one, and mails nothing. */
export async function renewLink(tx: Transaction, baseUrl: string, workspaceId: number, invitation: InvitationRow, now: Date): Promise<InvitationLink> {
  const { token, hash, expiresAt } = newInvitationToken(workspaceId, now);
  await renewInvitation.run(tx, [workspaceId, invitation.id, hash, expiresAt]);
  return { id: invitation.id, memberId: invitation.member_id, url: invitationUrl(baseUrl, token), expiresAt };
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

function alreadyThere() {
  return conflict('already_a_member', t('Somebody with this address is a member already, or is invited. Change their role, or send the invitation again.'));
}
