import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessApp, tokenOf } from '../../../../test/support/access.ts';
import { browser } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';

const { db } = await freshDatabase();
const app = await accessApp(db);
const first = { companyName: 'Northwind', timeZone: 'Europe/Lisbon', name: 'Olga', email: 'Olga@northwind.example', password: 'correct horse', team: 'both' };
const olga = browser(app.web);

test('before the first visit the house is empty', async () => {
  assert.deepEqual((await app.anonymous.get('/setup')).body, { state: 'empty', demo: false, companySignIn: null });
  assert.equal((await app.anonymous.get('/me')).status, 401);
});

test('of twenty who set up at once, one becomes the owner', async () => {
  const visitors = Array.from({ length: 20 }, (_, index) => browser(app.web).post('/setup', { ...first, email: index === 0 ? first.email : `late${index}@northwind.example` }));
  const statuses = (await Promise.all(visitors)).map((answer) => answer.status);
  assert.equal(statuses.filter((status) => status === 200).length, 1);
  assert.equal(statuses.filter((status) => status === 409).length, 19);
  const { rows } = await db.pool.query('select count(*)::int as members, (select count(*)::int from servers) as servers, (select count(*)::int from auth_users) as users from members');
  assert.deepEqual(rows[0], { members: 1, servers: 1, users: 1 });
  await db.pool.query(`update members set email = 'olga@northwind.example', name = 'Olga'`);
  await db.pool.query(`update auth_users set email = 'olga@northwind.example'`);
});

test('the owner signs in, in any case of the address, and sees where they are', async () => {
  const answer = await olga.post('/sign-in', { email: 'OLGA@northwind.example', password: 'correct horse' });
  assert.deepEqual(answer.body, { needsSecondFactor: false });
  const cookie = String(answer.headers['set-cookie']);
  assert.match(cookie, /HttpOnly/i);
  assert.match(cookie, /SameSite=Lax/i);
  assert.doesNotMatch(cookie, /Secure/);
  const { body } = await olga.get('/me');
  assert.equal(body.member.role, 'owner');
  assert.equal(body.workspace.timeZone, 'Europe/Lisbon');
  assert.ok(body.permissions.includes('canChangeSettings'));
  assert.deepEqual(body.banner, { localMailbox: true });
});

test('a wrong password and an unknown address are told the same, and cost the same', async () => {
  const wrong = await browser(app.web).post('/sign-in', { email: 'olga@northwind.example', password: 'incorrect horse' });
  const unknown = await browser(app.web).post('/sign-in', { email: 'nobody@northwind.example', password: 'incorrect horse' });
  assert.equal(wrong.status, 401);
  assert.deepEqual(wrong.body, unknown.body);
  const took = async (email: string) => {
    const start = performance.now();
    await app.auth.signIn({ email, password: 'incorrect horse' }, { headers: new Headers(), clientAddress: '127.0.0.1' }).catch(() => {});
    return performance.now() - start;
  };
  const known: number[] = [];
  const strange: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    known.push(await took('olga@northwind.example'));
    strange.push(await took(`nobody${round}@northwind.example`));
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[2]!;
  // Without the hash for unknown addresses it would be some thirty times less.
  assert.ok(median(strange) > median(known) / 3, `${median(strange)} ms against ${median(known)} ms`);
});

test('a session brought along is never taken over by the one who signs in', async () => {
  const before = olga.cookies.get('kindred.session_token');
  const victim = browser(app.web);
  victim.cookies.set('kindred.session_token', before!);
  await victim.post('/sign-in', { email: 'olga@northwind.example', password: 'correct horse' });
  assert.notEqual(victim.cookies.get('kindred.session_token'), before);
});

test('a forged or altered session cookie is nobody', async () => {
  const thief = browser(app.web);
  const [token] = decodeURIComponent(olga.cookies.get('kindred.session_token')!).split('.');
  for (const value of [token!, `${token}.AAAA`, `${token}.${'A'.repeat(44)}`, 'x', encodeURIComponent(`${token}.${Buffer.alloc(32).toString('base64')}`)]) {
    thief.cookies.set('kindred.session_token', value);
    assert.equal((await thief.get('/me')).status, 401, value);
  }
});

test('ten wrong passwords close the door for that address from that place, and not for colleagues', async () => {
  const guesser = browser(app.web);
  let last;
  for (let tries = 0; tries < 11; tries += 1) last = await guesser.post('/sign-in', { email: 'victim@northwind.example', password: `guess ${tries}` });
  assert.equal(last!.status, 429);
  assert.ok(Number(last!.headers['retry-after']) > 60);
  assert.equal((await browser(app.web).post('/sign-in', { email: 'olga@northwind.example', password: 'correct horse' })).status, 200);
  app.clock.advanceMs(16 * 60_000);
  assert.equal((await guesser.post('/sign-in', { email: 'victim@northwind.example', password: 'guess' })).status, 401);
});

test('who signs out is out, and the cookie is worth nothing afterwards', async () => {
  const visitor = browser(app.web);
  await visitor.post('/sign-in', { email: 'olga@northwind.example', password: 'correct horse' });
  const cookie = visitor.cookies.get('kindred.session_token')!;
  assert.equal((await visitor.post('/sign-out')).status, 200);
  assert.equal(visitor.cookies.get('kindred.session_token'), undefined);
  visitor.cookies.set('kindred.session_token', cookie);
  assert.equal((await visitor.get('/me')).status, 401);
});

test('forgetting a password answers the same for any address, and mails only members', async () => {
  const known = await app.anonymous.post('/password/forgot', { email: 'Olga@Northwind.example' });
  const unknown = await app.anonymous.post('/password/forgot', { email: 'nobody@northwind.example' });
  assert.deepEqual([known.status, known.text], [unknown.status, unknown.text]);
  assert.equal(app.mails.length, 1);
  assert.equal(app.mails[0]!.template, 'password');
});

test('a password link works once, ends every session, and not after two hours', async () => {
  const token = tokenOf(app.mails[0]!.url);
  assert.equal((await app.anonymous.post('/password/reset', { token, password: 'short' })).body.fields[0].path, 'body.password');
  assert.equal((await app.anonymous.post('/password/reset', { token: `${token}x`, password: 'battery staple' })).body.code, 'link_not_valid');
  const both = await Promise.all([1, 2].map(() => app.anonymous.post('/password/reset', { token, password: 'battery staple' })));
  assert.deepEqual(both.map((answer) => answer.status).toSorted(), [200, 400]);
  assert.equal((await olga.get('/me')).status, 401);
  assert.equal((await olga.post('/sign-in', { email: 'olga@northwind.example', password: 'correct horse' })).status, 401);
  assert.equal((await olga.post('/sign-in', { email: 'olga@northwind.example', password: 'battery staple' })).status, 200);
  await app.anonymous.post('/password/forgot', { email: 'olga@northwind.example' });
  app.clock.advanceMs(2 * 3_600_000 + 1);
  assert.equal((await app.anonymous.post('/password/reset', { token: tokenOf(app.mails.at(-1)!.url), password: 'another one' })).body.code, 'link_not_valid');
});

test('nothing of the sign-in library is open to the outside', async () => {
  for (const [method, path] of [['POST', '/api/auth/sign-up/email'], ['POST', '/api/auth/sign-in/email'], ['POST', '/api/auth/kindred/start-session'], ['GET', '/api/auth/get-session'], ['GET', '/api/auth/callback/github']] as const) {
    const response = await app.web.app.inject({ method, url: path, headers: { 'content-type': 'application/json' }, payload: method === 'POST' ? '{"email":"a@b.example","password":"correct horse","name":"x","userId":"1"}' : '' });
    assert.notEqual(response.statusCode, 200, path);
    assert.equal(response.headers['set-cookie'], undefined, path);
  }
});

test('the company name cannot break a mail header or a file name', async () => {
  const other = await olga.patch('/settings', { name: 'Evil\r\nBcc: all@example.com' });
  assert.equal(other.status, 400);
  assert.equal((await olga.get('/settings')).body.name, 'Northwind');
});

test('cookies are Secure where people come by https', async () => {
  const secure = await accessApp(db, { secure: true });
  const answer = await browser(secure.web).post('/sign-in', { email: 'olga@northwind.example', password: 'battery staple' });
  assert.match(String(answer.headers['set-cookie']), /__Secure-kindred\.session_token=.*; Secure/);
});
