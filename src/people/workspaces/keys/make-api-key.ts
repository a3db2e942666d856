import type { Database } from '../../../platform/db/index.ts';
import { invalid } from '../../../platform/errors/index.ts';
import type { Route } from '../../../platform/http/index.ts';
import type { Actor } from '../../../platform/identity/index.ts';
import { t } from '../../../platform/words/contract.ts';
import { grantableScopes, newApiKey } from './api-key.ts';
import { insertApiKey } from './queries.ts';

/** Makes a key for a program; the answer is the only time the key is seen. */
export async function makeApiKey(deps: { db: Database; routes: () => readonly Route[] }, actor: Actor, wish: { name: string; scopes: string[]; expiresAt: string | null }, now: Date): Promise<{ id: number; key: string }> {
  const grantable = new Set(grantableScopes(deps.routes(), actor).map(({ scope }) => scope));
  const beyond = wish.scopes.filter((scope) => !grantable.has(scope));
  if (beyond.length > 0) {
    throw invalid('scope_not_grantable', t('A key of yours cannot have {beyond}. GET /api-keys/scopes lists what it can.', { beyond: beyond.slice(0, 5).join(', ') }),
      [{ path: 'body.scopes', message: t('cannot hold {beyond}', { beyond: beyond.slice(0, 5).join(', ') }) }]);
  }
  const expiresAt = wish.expiresAt === null ? null : new Date(wish.expiresAt);
  if (expiresAt && expiresAt <= now) throw invalid('expires_in_the_past', t('The key would have run out already.'), [{ path: 'body.expiresAt', message: t('is in the past') }]);
  const { key, hint, hash } = newApiKey(actor.workspaceId);
  const { id } = await insertApiKey.one(deps.db, [actor.workspaceId, actor.memberId, wish.name, hint, hash, [...new Set(wish.scopes)], now, expiresAt], 'key');
  return { id, key };
}
