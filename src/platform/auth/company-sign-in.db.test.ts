import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { accessApp } from '../../../test/support/access.ts';
import { browser } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';

// A provider as OpenID Connect describes it: discovery, a code for a token, keys that signed it.

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const person = { sub: 'idp-1', email: 'olga@northwind.example', email_verified: true, name: 'Olga' };
const codes = new Map<string, { nonce: string | null }>();
let issuer = '';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function idToken(claims: object): string {
  const head = `${encode({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${encode(claims)}`;
  return `${head}.${createSign('RSA-SHA256').update(head).sign(privateKey).toString('base64url')}`;
}

const provider = createServer(async (request, response) => {
  const url = new URL(request.url!, issuer);
  const json = (value: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
  if (url.pathname === '/.well-known/openid-configuration') {
    return json({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/me`, jwks_uri: `${issuer}/keys`, id_token_signing_alg_values_supported: ['RS256'] });
  }
  if (url.pathname === '/keys') return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });
  if (url.pathname === '/me') return json(person);
  if (url.pathname !== '/token') return response.writeHead(404).end();
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const code = codes.get(new URLSearchParams(body).get('code') ?? '');
  if (!code) return response.writeHead(400).end('{}');
  const now = Math.floor(Date.now() / 1000);
  return json({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken({ ...person, iss: issuer, aud: 'kindred', iat: now, exp: now + 300, ...(code.nonce ? { nonce: code.nonce } : {}) }) });
});
provider.listen(0, '127.0.0.1');
await once(provider, 'listening');
issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
after(() => { provider.closeAllConnections(); provider.close(); });

const { db } = await freshDatabase();
const app = await accessApp(db, { oidc: { name: 'Northwind', discoveryUrl: `${issuer}/.well-known/openid-configuration`, clientId: 'kindred', clientSecret: 'hush' } });
await browser(app.web).post('/setup', { companyName: 'Northwind', timeZone: 'UTC', name: 'Olga', email: 'olga@northwind.example', password: 'correct horse', team: 'both' });

/** Goes to the provider, "signs in" there, and comes back with a code. */
async function comeBack(visitor: ReturnType<typeof browser>, change: { state?: string; code?: string } = {}) {
  const asked = new URL((await visitor.post('/sign-in/company')).body.url);
  assert.equal(asked.origin, issuer);
  assert.ok(asked.searchParams.get('code_challenge'), 'the code is bound to this browser (PKCE)');
  const code = randomUUID();
  codes.set(code, { nonce: asked.searchParams.get('nonce') });
  const query = new URLSearchParams({ code: change.code ?? code, state: change.state ?? asked.searchParams.get('state')!, iss: issuer });
  const response = await app.web.app.inject({ method: 'GET', url: `${new URL(asked.searchParams.get('redirect_uri')!).pathname}?${query}`, headers: { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
  for (const line of [response.headers['set-cookie'] ?? []].flat()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    visitor.cookies.set(name!, value!);
  }
  return response;
}

test('the button carries the name of the company', async () => {
  assert.equal((await app.anonymous.get('/setup')).body.companySignIn, 'Northwind');
});

test('a member comes in through their company', async () => {
  const visitor = browser(app.web);
  const response = await comeBack(visitor);
  assert.equal(response.statusCode, 302, response.body);
  assert.equal(new URL(response.headers.location!, 'http://localhost:4400').pathname, '/');
  assert.equal((await visitor.get('/me')).body.member.name, 'Olga');
});

test('somebody unknown here does not, and no account is made', async () => {
  person.email = 'stranger@northwind.example';
  person.sub = 'idp-2';
  const visitor = browser(app.web);
  await comeBack(visitor);
  assert.equal((await visitor.get('/me')).status, 401);
  const { rows } = await db.pool.query('select count(*)::int as users from auth_users');
  assert.equal(rows[0].users, 1);
});

test('an answer that was not asked for by this browser opens nothing', async () => {
  person.email = 'olga@northwind.example';
  person.sub = 'idp-1';
  for (const change of [{ state: 'forged' }, { code: 'forged' }]) {
    const visitor = browser(app.web);
    await comeBack(visitor, change);
    assert.equal((await visitor.get('/me')).status, 401, JSON.stringify(change));
  }
  // Another browser cannot use the state of the one that began.
  const [began, other] = [browser(app.web), browser(app.web)];
  const asked = new URL((await began.post('/sign-in/company')).body.url);
  codes.set('c', { nonce: asked.searchParams.get('nonce') });
  const response = await app.web.app.inject({ method: 'GET', url: `/api/auth/callback/oidc?code=c&state=${encodeURIComponent(asked.searchParams.get('state')!)}` });
  assert.doesNotMatch(String(response.headers['set-cookie']), /session_token=[^;]/);
  assert.equal((await other.get('/me')).status, 401);
});

test('a provider that does not answer leaves the password way open', async () => {
  const lonely = await accessApp(db, { oidc: { name: 'Gone', discoveryUrl: 'http://127.0.0.1:9/none', clientId: 'kindred', clientSecret: 'hush' } });
  const visitor = browser(lonely.web);
  assert.equal((await visitor.post('/sign-in/company')).body.code, 'company_sign_in_unreachable');
  assert.equal((await visitor.post('/sign-in', { email: 'olga@northwind.example', password: 'correct horse' })).status, 200);
});
