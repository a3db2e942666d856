import type { z } from 'zod';
import { conflict, forbidden } from '../../../platform/errors/index.ts';
import type { Actor, Role } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import type { changeMember } from '../contract.ts';
import { canGiveRole, canManageMember } from '../permissions.ts';
import type { MemberRow } from './queries.ts';

// A member's life: invited (no user yet) -> active -> left. Who left stays, for what they did.

export type MemberState = 'invited' | 'active' | 'left';

export function memberState(member: { user_id: string | null; left_at: Date | null }): MemberState {
  if (member.left_at) return 'left';
  return member.user_id === null ? 'invited' : 'active';
}

/** Throws unless `actor` may change this member, and give this role. */
export function requireMayManage(actor: Actor, member: { role: Role }, newRole?: Role): void {
  if (!canManageMember(actor, member)) throw forbidden(t('Only an owner changes an owner.'));
  if (newRole && !canGiveRole(actor, newRole)) throw forbidden(t('Your role ({role}) cannot make somebody {newRole}.', { role: actor.role, newRole }));
}

/** Throws when `memberId` is the last of the owners given. */
export function requireAnotherOwner(owners: readonly { id: number }[], memberId: number): void {
  if (owners.length === 1 && owners[0]?.id === memberId) {
    throw conflict('last_owner', t('This is the last owner, and a company needs one. Make somebody else an owner first.'));
  }
}

export function presentMember(row: MemberRow): z.input<typeof changeMember.response> {
  return {
    id: row.id, name: row.name, email: row.email, team: row.team, role: row.role, timeZone: row.time_zone,
    state: memberState(row), createdAt: row.created_at.toISOString(), leftAt: row.left_at?.toISOString() ?? null,
  };
}
