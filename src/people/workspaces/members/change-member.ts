import type { Database } from '../../../platform/db/index.ts';
import { notFound } from '../../../platform/errors/index.ts';
import type { Actor, Role, Team } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { requireAnotherOwner, requireMayManage } from './member.ts';
import { lockMember, lockOwners, updateMember, type MemberRow } from './queries.ts';

/** Changes a member's role or team; answers them as they were and as they are. */
export async function changeMember(db: Database, actor: Actor, memberId: number, change: { role?: Role | undefined; team?: Team | 'both' | undefined }): Promise<{ before: MemberRow; after: MemberRow }> {
  return db.transaction(async (tx) => {
    // Owners before the one member: the same order wherever both are locked.
    const owners = await lockOwners.rows(tx, [actor.workspaceId]);
    const before = await lockMember.one(tx, [actor.workspaceId, memberId], 'member');
    if (before.left_at) throw notFound(t('member'));
    requireMayManage(actor, before, change.role);
    const after = { ...before, role: change.role ?? before.role, team: change.team ?? before.team };
    if (before.role === 'owner' && after.role !== 'owner') requireAnotherOwner(owners, memberId);
    await updateMember.run(tx, [actor.workspaceId, memberId, after.role, after.team]);
    return { before, after };
  });
}
