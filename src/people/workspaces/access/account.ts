import { findUser, renameUser, setPassword, type Auth } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { Problem } from '../../../platform/errors/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { findMember, updateMemberPerson } from '../members/queries.ts';

/** Changes one's own name, here and at sign-in, one's time zone or one's language. */
export async function changeAccount(db: Database, actor: Actor, userId: string, change: { name?: string | undefined; timeZone?: string | null | undefined; language?: string | null | undefined }): Promise<void> {
  await db.transaction(async (tx) => {
    const member = await findMember.one(tx, [actor.workspaceId, actor.memberId], 'member');
    const zone = change.timeZone === undefined ? member.time_zone : change.timeZone;
    const language = change.language === undefined ? member.language : change.language;
    await updateMemberPerson.run(tx, [actor.workspaceId, actor.memberId, change.name ?? member.name, zone, language]);
    if (change.name !== undefined) await renameUser(tx, userId, change.name);
  });
}

/** Changes one's own password; every session ends, also this one, so a new one must follow. */
export async function changePassword(deps: { db: Database; auth: Pick<Auth, 'checkPassword' | 'hashPassword'> }, userId: string, given: { current: string; password: string }): Promise<void> {
  await deps.auth.checkPassword(userId, given.current);
  const hash = await deps.auth.hashPassword(given.password);
  await deps.db.transaction((tx) => setPassword(tx, userId, hash));
}

/** The signed-in user behind a call; keys have none. */
export async function requireUser(db: Database, userId: string | undefined): Promise<{ id: string; email: string; twoFactor: boolean }> {
  const user = userId === undefined ? undefined : await findUser(db, userId);
  if (!user) throw new Problem('unauthenticated', 'unauthenticated', t('Sign in first.'));
  return user;
}
