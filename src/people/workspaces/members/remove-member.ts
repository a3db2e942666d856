import { endAllSessions } from '../../../platform/auth/index.ts';
import type { Database, Transaction } from '../../../platform/db/index.ts';
import { notFound } from '../../../platform/errors/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { revokeKeysOf } from '../keys/queries.ts';
import { revokeInvitationsOf } from './invitation-queries.ts';
import { requireAnotherOwner, requireMayManage } from './member.ts';
import { endMembership, listMemberships, lockMember, lockOwners, type MemberRow } from './queries.ts';

/** Lets a member go, or oneself leave: their keys and invitations end, what they did stays. */
export async function removeMember(db: Database, actor: Actor, memberId: number, now: Date): Promise<MemberRow> {
  return db.transaction(async (tx) => {
    const owners = await lockOwners.rows(tx, [actor.workspaceId]);
    const member = await lockMember.one(tx, [actor.workspaceId, memberId], 'member');
    if (member.left_at) throw notFound(t('member'));
    if (memberId !== actor.memberId) requireMayManage(actor, member);
    requireAnotherOwner(owners, memberId);
    await endMembership.run(tx, [actor.workspaceId, memberId, now]);
    await revokeKeysOf.run(tx, [actor.workspaceId, memberId, now, actor.memberId]);
    await revokeInvitationsOf.run(tx, [actor.workspaceId, memberId, now]);
    if (member.user_id !== null) await signOutIfGone(tx, member.user_id);
    return member;
  });
}

/** A member of other companies stays signed in there. */
async function signOutIfGone(tx: Transaction, userId: string): Promise<void> {
  const left = await listMemberships.rows(tx, [userId]);
  if (left.length === 0) await endAllSessions(tx, userId);
}
