import { findUserByEmail, type Auth, type Cookies } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { countTry, forgetTries, networkOf, type HttpExchange } from '../../../platform/http/index.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { listMemberships } from '../members/queries.ts';

// Two counts: one per address signed in with and place, so that nobody can lock a colleague out
// from afar, and a wide one per address alone against guessing from many places.
const perPlace = { times: 10, perMinutes: 15 };
const perAddress = { times: 100, perMinutes: 15 };

/** Signs in by password. Throws `wrong_credentials`, or `too_many_tries`. */
export async function signIn(deps: { db: Database; auth: Auth }, credentials: { email: string; password: string }, http: HttpExchange, now: Date): Promise<{ cookies: Cookies; needsSecondFactor: boolean }> {
  const { db, auth } = deps;
  const email = credentials.email.toLowerCase();
  const place = ['sign-in', email, networkOf(http.clientAddress)];
  await countTry(db, place, perPlace, now);
  await countTry(db, ['sign-in', email], perAddress, now);
  const result = await auth.signIn({ email, password: credentials.password }, http);
  await forgetTries(db, place);
  const user = result.needsSecondFactor ? undefined : await findUserByEmail(db, email);
  if (user) await auditSignIn(db, user.id, http, now);
  return result;
}

/** Finishes signing in with a code. Throws `wrong_code`, or `locked_for_a_while`. */
export async function signInSecondFactor(deps: { db: Database; auth: Auth }, code: string, http: HttpExchange, now: Date): Promise<Cookies> {
  const { cookies, userId } = await deps.auth.signInSecondFactor(code, http);
  await auditSignIn(deps.db, userId, http, now);
  return cookies;
}

async function auditSignIn(db: Database, userId: string, http: HttpExchange, now: Date): Promise<void> {
  for (const member of await listMemberships.rows(db, [userId])) {
    await recordAudit(db, { workspaceId: member.workspace_id, memberId: member.id, action: 'member.signed-in', subjectId: member.id, address: http.clientAddress, now });
  }
}
