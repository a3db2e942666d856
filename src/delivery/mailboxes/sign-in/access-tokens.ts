import { statement, type Database } from '../../../platform/db/index.ts';
import { conflict } from '../../../platform/errors/index.ts';
import { open, seal } from '../../../platform/sealing/index.ts';
import { t } from '../../../platform/words/contract.ts';
import type { MailboxRow } from '../own/queries.ts';
import { findProvider } from './queries.ts';
import { refreshTokens } from './token-calls.ts';

// Tokens last an hour or so. Whoever needs one gets one that will last a while; in one process nobody asks twice at once.

/** Compare and set: of two processes that refreshed at once, the later does not bury the earlier's newer refresh token. */
const storeTokens = statement('mailboxes.store-tokens', `
  update mailboxes set access_token_sealed = $4, access_expires_at = $5, refresh_token_sealed = $6
  where workspace_id = $1 and id = $2 and refresh_token_sealed = $3`);

export type TokenRow = Pick<MailboxRow, 'workspace_id' | 'id' | 'provider' | 'access_token_sealed' | 'access_expires_at' | 'refresh_token_sealed'>;

export interface AccessTokens {
  /** A token good for the next minutes; throws `sign_in_again` when the provider gives none any more. */
  fresh(row: TokenRow, now: Date): Promise<string>;
}

const leastMs = 2 * 60_000;

export function createAccessTokens({ db, secret }: { db: Database; secret: string }): AccessTokens {
  const asking = new Map<string, Promise<string>>();

  const ask = async (row: TokenRow, now: Date): Promise<string> => {
    const provider = await findProvider.maybe(db, [row.workspace_id, row.provider]);
    if (!provider || !row.refresh_token_sealed) throw signInAgain();
    const tokens = await refreshTokens(provider, provider.client_secret_sealed && open(secret, provider.client_secret_sealed), open(secret, row.refresh_token_sealed), now);
    const refresh = tokens.refreshToken ? seal(secret, tokens.refreshToken) : row.refresh_token_sealed;
    await storeTokens.run(db, [row.workspace_id, row.id, row.refresh_token_sealed, seal(secret, tokens.accessToken), tokens.accessExpiresAt, refresh]);
    return tokens.accessToken;
  };

  return {
    async fresh(row, now) {
      if (row.access_token_sealed && row.access_expires_at && row.access_expires_at.getTime() - now.getTime() > leastMs) return open(secret, row.access_token_sealed);
      const key = `${row.workspace_id}/${row.id}`;
      const under = asking.get(key) ?? ask(row, now).finally(() => asking.delete(key));
      asking.set(key, under);
      return under;
    },
  };
}

export const signInAgain = () => conflict('sign_in_again', t('The provider asks to sign in again. Nothing was changed; connect the mailbox anew.'));
