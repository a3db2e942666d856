import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { conflict } from '../../../platform/errors/index.ts';
import { t } from '../../../platform/words/contract.ts';
import type { ProviderRow } from './queries.ts';

// OAuth 2 with a provider of mail: authorization code with PKCE (RFC 6749, RFC 7636), and refreshing.

export interface Tokens {
  accessToken: string;
  accessExpiresAt: Date;
  refreshToken: string | null;
}

export const newSecret = (): string => randomBytes(32).toString('base64url');
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** Where the member is sent to say yes. */
export function authorizeUrl(provider: ProviderRow, request: { redirectUri: string; state: string; verifier: string; address: string }): string {
  const url = new URL(provider.authorize_url);
  const query = {
    response_type: 'code', client_id: provider.client_id, redirect_uri: request.redirectUri, scope: provider.scopes, state: request.state,
    code_challenge: challengeOf(request.verifier), code_challenge_method: 'S256', login_hint: request.address,
    // Google gives a refresh token only when asked for, and again only with consent.
    ...(provider.provider === 'google' ? { access_type: 'offline', prompt: 'consent' } : {}),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

export const exchangeCode = (provider: ProviderRow, clientSecret: string | null, request: { code: string; redirectUri: string; verifier: string }, now: Date): Promise<Tokens> =>
  askTokens(provider, clientSecret, { grant_type: 'authorization_code', code: request.code, redirect_uri: request.redirectUri, code_verifier: request.verifier }, now);

export const refreshTokens = (provider: ProviderRow, clientSecret: string | null, refreshToken: string, now: Date): Promise<Tokens> =>
  askTokens(provider, clientSecret, { grant_type: 'refresh_token', refresh_token: refreshToken }, now);

const answer = z.object({ access_token: z.string().min(1).max(10_000), expires_in: z.coerce.number().positive().max(90 * 86_400).default(3600), refresh_token: z.string().min(1).max(10_000).optional() });
const refusal = z.object({ error: z.string().max(200), error_description: z.string().optional() });
const answerAtMost = 100_000;

/** Throws `sign_in_refused` when the provider says no, `provider_silent` when it says nothing we understand. */
async function askTokens(provider: ProviderRow, clientSecret: string | null, request: Record<string, string>, now: Date): Promise<Tokens> {
  const body = new URLSearchParams({ ...request, client_id: provider.client_id, ...(clientSecret ? { client_secret: clientSecret } : {}) });
  const said = await post(provider.token_url, body);
  const tokens = answer.safeParse(said);
  if (tokens.success) {
    return { accessToken: tokens.data.access_token, accessExpiresAt: new Date(now.getTime() + tokens.data.expires_in * 1000), refreshToken: tokens.data.refresh_token ?? null };
  }
  const refused = refusal.safeParse(said);
  if (refused.success) throw conflict('sign_in_refused', t('The provider refused the sign-in ({error}). Nothing was changed; connect the mailbox anew.', { error: refused.data.error }));
  throw silent();
}

async function post(url: string, body: URLSearchParams): Promise<unknown> {
  try {
    const response = await fetch(url, { method: 'POST', body, redirect: 'error', headers: { accept: 'application/json' }, signal: AbortSignal.timeout(15_000) });
    const text = await response.text();
    return text.length > answerAtMost ? null : JSON.parse(text);
  } catch {
    throw silent();
  }
}

const silent = () => conflict('provider_silent', t('The provider’s sign-in does not answer as it should. Nothing was changed; try again later.'));
