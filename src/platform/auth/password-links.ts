import { statement, type Queryable, type Transaction } from '../db/index.ts';
import { invalid } from '../errors/index.ts';
import { t } from '../words/contract.ts';
import { passwordLinkHours } from './limits.ts';
import { hashToken, newToken } from './one-time-token.ts';
import { setPassword } from './users.ts';

const retire = statement('auth.retire-links', 'update auth_password_links set used_at = $2 where user_id = $1 and used_at is null');
const insert = statement('auth.insert-link', 'insert into auth_password_links (token_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)');
// The update is the lock: of two at once, one finds the row unused.
const use = statement<{ user_id: string }>('auth.use-link', `
  update auth_password_links set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning user_id`);
const deleteOld = statement('auth.delete-old-links', `delete from auth_password_links where expires_at < $1::timestamptz - interval '7 days'`);

/** Makes the token of a link that sets a password. Earlier ones go on working until one is used, so that asking again cannot lock anybody out. */
export async function createPasswordLink(tx: Transaction, userId: string, now: Date): Promise<string> {
  const { token, hash } = newToken();
  await insert.run(tx, [hash, userId, now, new Date(now.getTime() + passwordLinkHours * 3_600_000)]);
  return token;
}

/** Uses a link up: sets the password and ends every session. Throws `link_not_valid` when it is used, old or forged. */
export async function redeemPasswordLink(tx: Transaction, token: string, passwordHash: string, now: Date): Promise<string> {
  const row = await use.maybe(tx, [hashToken(token), now]);
  if (!row) throw invalid('link_not_valid', t('This link has been used or is too old. Ask for a new one; your password is as it was.'));
  await retire.run(tx, [row.user_id, now]);
  await setPassword(tx, row.user_id, passwordHash);
  return row.user_id;
}

export async function deleteOldPasswordLinks(on: Queryable, now: Date): Promise<number> {
  return deleteOld.run(on, [now]);
}
