import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../../test/support/api.ts';
import { startAuthorizationServer } from '../../../../test/support/authorization-server.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { startMailAccounts, type MailAccounts } from '../../../../test/support/mail-account.ts';
import { startTokenImap } from '../../../../test/support/token-imap.ts';
import { systemClock } from '../../../platform/clock/index.ts';
import { connectToServer, mailboxServer } from '../../transport/index.ts';
import { accessTokenOfServer, createAccessTokens, mailboxRoutes } from '../index.ts';
import { findMailboxRow } from '../own/queries.ts';

const { db } = await freshDatabase();
const secret = 'a secret of more than thirty-two characters';
const redirectUri = 'http://localhost/settings/mailbox';
const tokens = createAccessTokens({ db, secret });
const app = await testApp({ db, routes: mailboxRoutes({ db, secret, ports: { helloName: 'test.example' }, tokens, redirectUri }) });
const started = await startMailAccounts();
const skip = typeof started === 'string' ? started : false;
const mail = started as MailAccounts;
const provider = await startAuthorizationServer((token) => { if (!skip) mail.token = token; });
const imapPort = await startTokenImap((user, token) => user === 'ana@sellers.example' && token === provider.token);
const settings = { clientId: 'kindred', clientSecret: provider.clientSecret, authorizeUrl: provider.authorizeUrl, tokenUrl: provider.tokenUrl, scopes: 'mail offline' };

async function registered() {
  const company = await addCompany(db);
  assert.equal((await app.as(company.owner).put('/mailbox-providers/other', settings)).status, 200);
  const { password: _password, ...rest } = mail.account('ana');
  const account = { ...rest, username: null, incoming: { host: '127.0.0.1', port: imapPort, security: 'none' } };
  const begin = async () => (await app.as(company.seller).post('/mailboxes/sign-in', account)).body.url as string;
  return { company, seller: app.as(company.seller), account, begin };
}

test('a member signs in with the provider: code with proof, a state of their own, and both ways work by token', { skip }, async () => {
  const { company, seller, begin } = await registered();
  const url = await begin();
  const query = new URL(url).searchParams;
  assert.deepEqual([query.get('client_id'), query.get('redirect_uri'), query.get('scope')], ['kindred', redirectUri, 'mail offline']);
  const back = provider.consent(url);
  const finished = await seller.post('/mailboxes/sign-in/finish', back);
  assert.equal(finished.status, 200, finished.text);
  assert.deepEqual([finished.body.auth, finished.body.lastTest.ok], ['oauth2', true]);
  assert.ok(!finished.text.includes(provider.token));
  assert.equal((await seller.post('/mailboxes/sign-in/finish', back)).body.code, 'sign_in_unknown', 'a state is good once');

  // Near its end a token is renewed, for SMTP as for IMAP, and only once though several ask.
  await db.query({ text: `update mailboxes set access_expires_at = now() + interval '1 minute' where id = $1`, values: [finished.body.id] });
  const before = provider.asked.length;
  const row = await findMailboxRow.one(db, [company.workspaceId, finished.body.id, null], 'mailbox');
  const fresh = await Promise.all([tokens.fresh(row, new Date()), tokens.fresh(row, new Date())]);
  assert.deepEqual([...new Set(fresh)], [provider.token]);
  assert.deepEqual(provider.asked.slice(before).map((form) => form['grant_type']), ['refresh_token']);
  const server = await mailboxServer(db, company.workspaceId, row.server_id);
  const line = await connectToServer(server, { secret, helloName: 'test.example', localPort: 9, accessToken: accessTokenOfServer(db, tokens, systemClock) });
  assert.equal((await line.handOver({ envelopeFrom: 'ana@sellers.example', to: 'ann@people.example', bytes: Buffer.from('Subject: x\r\n\r\nx\r\n') })).outcome, 'accepted');
  line.close();
});

test('a provider that gives no token any more asks for a new sign-in, and says so', { skip }, async () => {
  const { company, seller, begin } = await registered();
  const { body } = await seller.post('/mailboxes/sign-in/finish', provider.consent(await begin()));
  await db.query({ text: 'update mailboxes set access_expires_at = now() where id = $1', values: [body.id] });
  provider.revoked = true;
  const row = await findMailboxRow.one(db, [company.workspaceId, body.id, null], 'mailbox');
  await assert.rejects(tokens.fresh(row, new Date()), { code: 'sign_in_refused' });
  provider.revoked = false;
});

test('nobody finishes another’s sign-in, with a forged state, a stolen code or too late', { skip }, async () => {
  const { company, seller, begin } = await registered();
  const back = provider.consent(await begin());
  assert.equal((await app.as(company.member).post('/mailboxes/sign-in/finish', back)).body.code, 'sign_in_unknown');
  assert.equal((await seller.post('/mailboxes/sign-in/finish', { ...back, state: 'forged' })).body.code, 'sign_in_unknown');
  const rival = await addCompany(db, 'Rival');
  assert.equal((await app.as(rival.seller).post('/mailboxes/sign-in/finish', back)).body.code, 'sign_in_unknown');
  // A code from another sign-in does not fit the proof kept with this state.
  const stolen = provider.consent(await begin());
  assert.equal((await seller.post('/mailboxes/sign-in/finish', { state: back.state, code: stolen.code })).body.code, 'sign_in_refused');
  const late = provider.consent(await begin());
  await db.query({ text: `update mailbox_sign_ins set started_at = now() - interval '16 minutes'` });
  assert.equal((await seller.post('/mailboxes/sign-in/finish', late)).body.code, 'sign_in_unknown');
  assert.deepEqual((await seller.get('/mailboxes')).body.own, []);
});

test('the registration is an owner’s; its secret is never shown, and goes to no other address', { skip }, async () => {
  const { company, seller } = await registered();
  const owner = app.as(company.owner);
  assert.equal((await app.as(company.manager).put('/mailbox-providers/other', settings)).status, 403);
  assert.equal((await seller.get('/mailbox-providers/other')).status, 403);
  const shown = await owner.get('/mailbox-providers/other');
  assert.deepEqual([shown.body.hasSecret, shown.text.includes(provider.clientSecret)], [true, false]);
  await owner.put('/mailbox-providers/other', { ...settings, clientSecret: null, scopes: 'mail' });
  assert.equal((await owner.get('/mailbox-providers/other')).body.hasSecret, true);
  await owner.put('/mailbox-providers/other', { ...settings, clientSecret: null, tokenUrl: 'https://elsewhere.example/token' });
  assert.equal((await owner.get('/mailbox-providers/other')).body.hasSecret, false);
  assert.equal((await owner.put('/mailbox-providers/other', { ...settings, tokenUrl: 'http://elsewhere.example/token' })).body.code, 'not_encrypted');
  assert.deepEqual((await seller.get('/mailbox-providers')).body.items.find((one: { provider: string }) => one.provider === 'other'), { provider: 'other', ready: true });
  assert.equal((await owner.delete('/mailbox-providers/other')).status, 200);
  assert.equal((await seller.post('/mailboxes/sign-in', mail.account('ana'))).body.code, 'provider_not_registered');
});
