import { setTimeout as delay } from 'node:timers/promises';
import { createPasswordLink, findUserByEmail, redeemPasswordLink, type Auth } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { conflict, notFound } from '../../../platform/errors/index.ts';
import { countTry, type HttpExchange } from '../../../platform/http/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { WorkspacesDeps } from '../deps.ts';
import { passwordUrl } from '../members/invitation.ts';
import { requireMayManage } from '../members/member.ts';
import { findMember, listMemberships } from '../members/queries.ts';
import { passwordLinkHours } from '../../../platform/auth/index.ts';
import { t } from '../../../platform/words/contract.ts';

const perEmail = { times: 5, perMinutes: 60 };
/** Every answer takes at least this long, so that its time does not tell whether the address is known. */
const sameForAllMs = 300;

/** Mails a link for a new password, if the address is a member's. Never says whether it is. */
export async function askForPassword(deps: WorkspacesDeps, email: string, now: Date): Promise<void> {
  await countTry(deps.db, ['forgot', email.toLowerCase()], perEmail, now);
  await Promise.all([mailPasswordLink(deps, email, now), delay(sameForAllMs)]);
}

async function mailPasswordLink(deps: WorkspacesDeps, email: string, now: Date): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const user = await findUserByEmail(tx, email);
    const member = user && (await listMemberships.rows(tx, [user.id]))[0];
    if (!user || !member) return;
    const token = await createPasswordLink(tx, user.id, now);
    const url = passwordUrl(deps.addresses.baseUrl, token);
    await deps.sendInternalMail(tx, { workspaceId: member.workspace_id, memberId: member.id, template: 'password', url, language: member.language });
  });
}

/** Sets a new password with a link from the mail, a colleague or the command line; ends every session. */
export async function resetPassword(deps: { db: Database; auth: Pick<Auth, 'hashPassword'> }, given: { token: string; password: string }, http: HttpExchange, now: Date): Promise<void> {
  const hash = await deps.auth.hashPassword(given.password);
  await deps.db.transaction(async (tx) => {
    const userId = await redeemPasswordLink(tx, given.token, hash, now);
    for (const member of await listMemberships.rows(tx, [userId])) {
      await recordAudit(tx, { workspaceId: member.workspace_id, memberId: member.id, action: 'member.reset-password', subjectId: member.id, address: http.clientAddress, now });
    }
  });
}

/**
 * A link for a member's new password, for an owner to hand over. Refused for somebody who belongs to
 * another company, too: it would open that company's door.
 */
export async function makePasswordLink(deps: Pick<WorkspacesDeps, 'db' | 'addresses'>, actor: Actor, memberId: number, now: Date): Promise<{ url: string; expiresAt: Date }> {
  return deps.db.transaction(async (tx) => {
    const member = await findMember.one(tx, [actor.workspaceId, memberId], 'member');
    if (member.left_at) throw notFound(t('member'));
    requireMayManage(actor, member);
    if (member.user_id === null) throw conflict('not_accepted_yet', t('This member has not accepted the invitation yet. Send the invitation again instead.'));
    const memberships = await listMemberships.rows(tx, [member.user_id]);
    if (memberships.some((one) => one.workspace_id !== actor.workspaceId && !one.is_demo)) {
      throw conflict('member_elsewhere', t('This person belongs to another company here, too. Let them ask for a link themselves, or use the command line.'));
    }
    const token = await createPasswordLink(tx, member.user_id, now);
    return { url: passwordUrl(deps.addresses.baseUrl, token), expiresAt: new Date(now.getTime() + passwordLinkHours * 3_600_000) };
  });
}
