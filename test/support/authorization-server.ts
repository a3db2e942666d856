import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

// A provider of sign-in for tests: authorization code with PKCE, refreshing, and saying no.

export interface AuthorizationServer {
  authorizeUrl: string;
  tokenUrl: string;
  clientSecret: string;
  /** As a member who says yes: answers the code that the provider would send back with the state. */
  consent(url: string): { code: string; state: string };
  /** Every request for tokens, in order. */
  asked: Record<string, string>[];
  /** The token given last. */
  token: string;
  expiresIn: number;
  /** From now on every refresh token is refused. */
  revoked: boolean;
}

/** Starts one on a loopback port; ends by itself after the tests. */
export async function startAuthorizationServer(onToken: (token: string) => void = () => {}): Promise<AuthorizationServer> {
  const codes = new Map<string, { challenge: string; redirectUri: string; clientId: string }>();
  const server: AuthorizationServer = {
    authorizeUrl: '', tokenUrl: '', clientSecret: randomUUID(), asked: [], token: '', expiresIn: 3600, revoked: false,
    consent(url) {
      const query = new URL(url).searchParams;
      if (query.get('response_type') !== 'code' || query.get('code_challenge_method') !== 'S256') throw new Error('not what this provider offers');
      const code = randomUUID();
      codes.set(code, { challenge: query.get('code_challenge')!, redirectUri: query.get('redirect_uri')!, clientId: query.get('client_id')! });
      return { code, state: query.get('state')! };
    },
  };
  const isGood = (form: Record<string, string>): boolean => {
    if (form['client_secret'] !== server.clientSecret) return false;
    if (form['grant_type'] === 'refresh_token') return !server.revoked && form['refresh_token']!.startsWith('refresh-');
    const known = codes.get(form['code'] ?? '');
    codes.delete(form['code'] ?? '');
    return known !== undefined && known.redirectUri === form['redirect_uri'] && known.clientId === form['client_id']
      && createHash('sha256').update(form['code_verifier'] ?? '').digest('base64url') === known.challenge;
  };
  const http = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(body));
      server.asked.push(form);
      const good = isGood(form);
      if (good) onToken(server.token = `access-${randomUUID()}`);
      response.writeHead(good ? 200 : 400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(good ? { access_token: server.token, expires_in: server.expiresIn, refresh_token: `refresh-${randomUUID()}`, token_type: 'Bearer' } : { error: 'invalid_grant' }));
    });
  });
  await new Promise<void>((resolve) => { http.listen(0, '127.0.0.1', resolve); });
  const { port } = http.address() as AddressInfo;
  server.authorizeUrl = `http://127.0.0.1:${port}/authorize`;
  server.tokenUrl = `http://127.0.0.1:${port}/token`;
  after(() => { http.close(); http.closeAllConnections(); });
  return server;
}
