import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import { accessApp, tokenOf } from '../../test/support/access.ts';
import { browser } from '../../test/support/api.ts';
import { freshDatabase } from '../../test/support/database.ts';
import { Problem } from '../platform/errors/index.ts';
import { run } from './member.ts';

const { db, url } = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), 'kindred-member-'));
after(() => rm(folder, { recursive: true, force: true }));
const app = await accessApp(db);
const olga = browser(app.web);
await olga.post('/setup', { companyName: 'Northwind', timeZone: 'UTC', name: 'Olga', email: 'olga@northwind.example', password: 'correct horse', team: 'both' });

async function kindred(...args: string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await run(args, { stdin: process.stdin, stdout, stderr, environment: { DATABASE_URL: url, KINDRED_DATA: folder, KINDRED_BASE_URL: 'http://localhost:4400' } });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

test('who lost the password gets in by the printed link', async () => {
  const { code, out, err } = await kindred('link', 'OLGA@northwind.example');
  assert.equal(code, 0);
  assert.match(err, /Sets a new password/);
  assert.equal((await app.anonymous.post('/password/reset', { token: tokenOf(out.trim()), password: 'battery staple' })).status, 200);
  assert.equal((await olga.post('/sign-in', { email: 'olga@northwind.example', password: 'battery staple' })).status, 200);
});

test('an invited member gets a new link, and the old one stops working', async () => {
  const { body } = await olga.post('/invitations', { email: 'mia@northwind.example', team: 'sales', role: 'member' });
  const { out, err } = await kindred('mia@northwind.example');
  assert.match(err, /invitation to Northwind/);
  assert.equal((await app.anonymous.post('/invitations/accept', { token: tokenOf(body.url), password: 'correct horse' })).status, 400);
  assert.equal((await app.anonymous.post('/invitations/accept', { token: tokenOf(out.trim()), password: 'correct horse' })).status, 200);
});

test('the log tells that the command line made a link', async () => {
  const { body } = await olga.get('/audit', { action: 'member.password-link-made' });
  assert.equal(body.items[0].member, null);
  assert.equal(body.items[0].detail.through, 'command line');
});

test('an address of nobody, and words that are none of its own, are said so', async () => {
  await assert.rejects(kindred('link', 'nobody@northwind.example'), (error: Problem) => error.code === 'no_such_member');
  assert.equal((await kindred('link')).code, 2);
  assert.match((await kindred('link', 'a@b.example', '--force')).err, /no option --force/);
});
