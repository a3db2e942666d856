import type { Database } from '../../../platform/db/index.ts';
import { forbidden, notFound } from '../../../platform/errors/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { canManageKeys, canManageMember } from '../permissions.ts';
import { lockApiKey, revokeApiKey as revoke } from './queries.ts';

/** Revokes a key at once: one's own, or as a manager that of anybody up to one's role. Twice is once. */
export async function revokeApiKey(db: Database, actor: Actor, keyId: number, now: Date): Promise<{ name: string }> {
  return db.transaction(async (tx) => {
    const key = await lockApiKey.one(tx, [actor.workspaceId, keyId], 'key');
    if (key.member_id !== actor.memberId) {
      if (!canManageKeys(actor)) throw notFound(t('key'));
      if (!canManageMember(actor, { role: key.member_role })) throw forbidden(t('Only an owner revokes an owner\'s key.'));
    }
    await revoke.run(tx, [actor.workspaceId, keyId, now, actor.memberId]);
    return { name: key.name };
  });
}
