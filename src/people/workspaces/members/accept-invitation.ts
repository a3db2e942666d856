import { createUser, findUserByEmail, type Auth } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { conflict, invalid, Problem } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { lockInvitationByToken, markAccepted } from './invitation-queries.ts';
import { invitationNotValid, readInvitationToken } from './invitation.ts';
import { bindMember } from './queries.ts';

export interface Acceptance {
  token: string;
  name?: string | undefined;
  password?: string | undefined;
  /** Who is signed in while accepting. */
  userId?: string | undefined;
  clientAddress: string;
  now: Date;
}

/**
 * Accepts an invitation; answers the member and, when an account was made, its user to be signed in.
 * The link alone never opens an account that exists: whoever sent the invitation knows the link, too.
 */
export async function acceptInvitation(deps: { db: Database; auth: Pick<Auth, 'hashPassword'> }, acceptance: Acceptance): Promise<{ workspaceId: number; memberId: number; newUserId: string | null }> {
  const { workspaceId, hash } = readInvitationToken(acceptance.token);
  // Slow on purpose, so it is done before anything is locked.
  const passwordHash = acceptance.password === undefined ? null : await deps.auth.hashPassword(acceptance.password);
  return deps.db.transaction(async (tx) => {
    const invitation = await lockInvitationByToken.maybe(tx, [workspaceId, hash, acceptance.now]);
    if (!invitation) throw invitationNotValid();
    const known = await findUserByEmail(tx, invitation.email);
    if (known && known.id !== acceptance.userId) {
      throw new Problem('forbidden', 'sign_in_first', t('{email} has an account here. Sign in with it, then open this link again.', { email: invitation.email }));
    }
    if (!known && passwordHash === null) throw invalid('password_needed', t('Choose a password.'), [{ path: 'body.password', message: t('is needed') }]);
    const name = acceptance.name ?? known?.name ?? invitation.name;
    const userId = known?.id ?? await createUser(tx, { email: invitation.email, name, passwordHash })
      .catch((error: { code?: string }) => { throw error.code === '23505' ? conflict('address_in_use', t('This address has just been taken. Sign in with it.')) : error; });
    await bindMember.run(tx, [workspaceId, invitation.member_id, userId, name]);
    await markAccepted.run(tx, [workspaceId, invitation.id, acceptance.now]);
    await recordAudit(tx, {
      workspaceId, memberId: invitation.member_id, action: 'invitation.accepted', subjectId: invitation.id,
      address: acceptance.clientAddress, now: acceptance.now,
    });
    return { workspaceId, memberId: invitation.member_id, newUserId: known ? null : userId };
  });
}
