import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticatorCode } from '../../../test/support/authenticator.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { accessApp } from '../../../test/support/access.ts';
import { browser } from '../../../test/support/api.ts';
import { removeSecondFactors } from './users.ts';

const { db } = await freshDatabase();
const app = await accessApp(db);
const credentials = { email: 'olga@northwind.example', password: 'correct horse' };
const olga = browser(app.web);
await olga.post('/setup', { companyName: 'Northwind', timeZone: 'UTC', name: 'Olga', team: 'both', ...credentials });

const codeOf = (address: string): string => authenticatorCode(new URL(address).searchParams.get('secret')!);

let uri = '';
let backupCodes: string[] = [];

test('a second factor needs the password, and counts once a code is confirmed', async () => {
  assert.equal((await olga.post('/account/second-factor', { password: 'wrong horse' })).body.code, 'wrong_password');
  ({ body: { uri, backupCodes } } = await olga.post('/account/second-factor', { password: credentials.password }));
  assert.match(uri, /^otpauth:\/\/totp\/Kindred/);
  assert.equal((await olga.get('/account')).body.secondFactor, false);
  assert.equal((await browser(app.web).post('/sign-in', credentials)).body.needsSecondFactor, false);
  assert.equal((await olga.post('/account/second-factor/confirm', { code: '000000' })).body.code, 'wrong_code');
  assert.equal((await olga.post('/account/second-factor/confirm', { code: codeOf(uri) })).status, 200);
  assert.equal((await olga.get('/account')).body.secondFactor, true);
});

test('the password alone then opens nothing', async () => {
  const visitor = browser(app.web);
  const answer = await visitor.post('/sign-in', credentials);
  assert.equal(answer.body.needsSecondFactor, true);
  assert.equal((await visitor.get('/me')).status, 401);
  assert.equal((await visitor.post('/sign-in/second-factor', { code: '123456' })).body.code, 'wrong_code');
  assert.equal((await visitor.get('/me')).status, 401);
  assert.equal((await visitor.post('/sign-in/second-factor', { code: codeOf(uri) })).status, 200);
  assert.equal((await visitor.get('/me')).body.member.name, 'Olga');
});

test('a code without the password before it opens nothing either', async () => {
  const visitor = browser(app.web);
  assert.equal((await visitor.post('/sign-in/second-factor', { code: codeOf(uri) })).status, 400);
  assert.equal((await visitor.get('/me')).status, 401);
});

test('a backup code works once', async () => {
  const code = backupCodes[0]!;
  for (const status of [200, 400]) {
    const visitor = browser(app.web);
    await visitor.post('/sign-in', credentials);
    assert.equal((await visitor.post('/sign-in/second-factor', { code })).status, status);
  }
});

test('wrong codes close the account for a while, the right one included', async () => {
  const visitor = browser(app.web);
  await visitor.post('/sign-in', credentials);
  const codes = [];
  for (let tries = 0; tries < 12; tries += 1) {
    codes.push((await visitor.post('/sign-in/second-factor', { code: '123456' })).body.code);
    if (tries === 4) await visitor.post('/sign-in', credentials);
    if (tries === 8) await visitor.post('/sign-in', credentials);
  }
  assert.equal((await visitor.post('/sign-in', credentials)).body.needsSecondFactor, true);
  const right = await visitor.post('/sign-in/second-factor', { code: codeOf(uri) });
  assert.notEqual(right.status, 200, codes.join(' '));
  assert.equal((await visitor.get('/me')).status, 401);
});

test('whoever runs the machine takes a lost second factor off', async () => {
  await db.transaction(async (tx) => removeSecondFactors(tx, (await tx.query<{ id: string }>({ text: 'select id from auth_users' })).rows[0]!.id));
  assert.equal((await browser(app.web).post('/sign-in', credentials)).body.needsSecondFactor, false);
});

test('changing the password ends every other session and keeps this one', async () => {
  const elsewhere = browser(app.web);
  await elsewhere.post('/sign-in', credentials);
  assert.equal((await olga.post('/account/password', { current: 'wrong horse', password: 'battery staple' })).body.code, 'wrong_password');
  assert.equal((await olga.post('/account/password', { current: credentials.password, password: 'battery staple' })).status, 200);
  assert.equal((await elsewhere.get('/me')).status, 401);
  assert.equal((await olga.get('/me')).status, 200);
});
