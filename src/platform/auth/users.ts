import { randomBytes } from 'node:crypto';
import { statement, type Queryable } from '../db/index.ts';

// Users are written here, in the caller's transaction, so that a member and the user behind it
// come into being together or not at all.

export interface User {
  id: string;
  email: string;
  name: string;
  twoFactor: boolean;
}

type Row = { id: string; email: string; name: string; two_factor_enabled: boolean };

const findByEmail = statement<Row>('auth.user-by-email', 'select id, email, name, two_factor_enabled from auth_users where email = $1');
const findById = statement<Row>('auth.user-by-id', 'select id, email, name, two_factor_enabled from auth_users where id = $1');
const insertUser = statement('auth.insert-user', 'insert into auth_users (id, name, email, email_verified) values ($1, $2, $3, false)');
const insertPassword = statement('auth.insert-password', `
  insert into auth_accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $2, 'credential', $3)`);
const updatePassword = statement('auth.update-password', `
  update auth_accounts set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`);
const updateName = statement('auth.update-user-name', 'update auth_users set name = $2, updated_at = now() where id = $1');
const findPassword = statement<{ password: string | null }>('auth.find-password', `
  select password from auth_accounts where user_id = $1 and provider_id = 'credential'`);
const endSessions = statement('auth.end-sessions', 'delete from auth_sessions where user_id = $1');
const forgetFactors = statement('auth.forget-factors', 'delete from auth_two_factors where user_id = $1');
const withoutFactor = statement('auth.without-factor', 'update auth_users set two_factor_enabled = false where id = $1');
const deleteExpired = statement('auth.delete-expired-sessions', 'delete from auth_sessions where expires_at < $1');

const newId = (): string => randomBytes(24).toString('base64url');
const present = (row: Row | undefined): User | undefined => row && { id: row.id, email: row.email, name: row.name, twoFactor: row.two_factor_enabled };

/** The user with this address, whatever its case. */
export async function findUserByEmail(on: Queryable, email: string): Promise<User | undefined> {
  return present(await findByEmail.maybe(on, [email.toLowerCase()]));
}

export async function findUser(on: Queryable, userId: string): Promise<User | undefined> {
  return present(await findById.maybe(on, [userId]));
}

/** Adds a user; without a password hash they can only come in through a link or their company's sign-in. */
export async function createUser(on: Queryable, user: { email: string; name: string; passwordHash: string | null }): Promise<string> {
  const id = newId();
  await insertUser.run(on, [id, user.name, user.email.toLowerCase()]);
  if (user.passwordHash !== null) await insertPassword.run(on, [newId(), id, user.passwordHash]);
  return id;
}

/** Sets a password and signs the user out everywhere. */
export async function setPassword(on: Queryable, userId: string, passwordHash: string): Promise<void> {
  if (await updatePassword.run(on, [userId, passwordHash]) === 0) await insertPassword.run(on, [newId(), userId, passwordHash]);
  await endSessions.run(on, [userId]);
}

export async function renameUser(on: Queryable, userId: string, name: string): Promise<void> {
  await updateName.run(on, [userId, name]);
}

/** Signs somebody out everywhere. */
export async function endAllSessions(on: Queryable, userId: string): Promise<void> {
  await endSessions.run(on, [userId]);
}

/** Drops sessions that have run out; to be run now and then. */
export async function deleteExpiredSessions(on: Queryable, now: Date): Promise<number> {
  return deleteExpired.run(on, [now]);
}

/** The scrypt hash of somebody's password; null for those who only sign in through their company. */
export async function passwordHashOf(on: Queryable, userId: string): Promise<string | null> {
  return (await findPassword.maybe(on, [userId]))?.password ?? null;
}

export async function hasPassword(on: Queryable, userId: string): Promise<boolean> {
  return await passwordHashOf(on, userId) !== null;
}

/** Forgets a lost second factor: for whoever runs the machine. */
export async function removeSecondFactors(on: Queryable, userId: string): Promise<void> {
  await forgetFactors.run(on, [userId]);
  await withoutFactor.run(on, [userId]);
}
