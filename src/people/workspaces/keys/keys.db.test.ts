import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { accessApp } from '../../../../test/support/access.ts';
import { browser, caller } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { endpoint } from '../../../platform/http/contract.ts';
import { implement } from '../../../platform/http/index.ts';
import { canEditPeople, canManageServers, canView } from '../permissions.ts';

const { db } = await freshDatabase();
const answer = z.object({ by: z.string() });
const app = await accessApp(db, {
  more: [
    implement(endpoint({ method: 'GET', path: '/contacts', summary: 's', tag: 't', response: answer }), { allow: canView, scope: 'contacts:read', handle: async ({ actor }) => ({ by: actor.name }) }),
    implement(endpoint({ method: 'POST', path: '/contacts', summary: 's', tag: 't', response: answer }), { allow: canEditPeople, scope: 'contacts:write', audit: 'contact.added', handle: async ({ actor }) => ({ by: actor.name }) }),
    implement(endpoint({ method: 'POST', path: '/servers', summary: 's', tag: 't', response: answer }), { allow: canManageServers, scope: 'servers:write', handle: async ({ actor }) => ({ by: actor.name }) }),
  ],
});
const olga = browser(app.web);
const { workspaceId } = (await olga.post('/setup', { companyName: 'Northwind', timeZone: 'UTC', name: 'Olga', email: 'olga@northwind.example', password: 'correct horse', team: 'both' })).body;
const { rows: [mia] } = await db.pool.query(`insert into auth_users (id, name, email) values ('mia', 'Mia', 'mia@northwind.example') returning id`);
const { rows: [miaMember] } = await db.pool.query(`insert into members (workspace_id, user_id, email, name, team, role) values ($1, $2, 'mia@northwind.example', 'Mia', 'sales', 'member') returning id`, [workspaceId, mia.id]);
const miaBrowser = browser(app.web);
for (const cookie of await app.auth.startSession('mia', { headers: new Headers(), clientAddress: '127.0.0.1' })) {
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
  miaBrowser.cookies.set(name!, value!);
}
const withKey = (key: string) => caller(app.web, { authorization: `Bearer ${key}` });

test('a key is shown once, kept as a hash, and does what its scopes say', async () => {
  const { body } = await miaBrowser.post('/api-keys', { name: 'Importer', scopes: ['contacts:read'] });
  assert.match(body.key, /^kindred_\d+_[\w-]{43}$/);
  const { rows } = await db.pool.query('select * from api_keys');
  assert.equal(JSON.stringify(rows).includes(body.key), false);
  const listed = (await miaBrowser.get('/api-keys')).body.items[0];
  assert.equal(listed.hint, `${body.key.slice(0, body.key.lastIndexOf('_', 12) + 7)}…`);
  assert.equal(listed.lastUsedAt, null);
  const program = withKey(body.key);
  assert.deepEqual((await program.get('/contacts')).body, { by: 'Mia' });
  assert.notEqual((await miaBrowser.get('/api-keys')).body.items[0].lastUsedAt, null);
  assert.equal((await program.post('/contacts')).body.code, 'missing_scope');
  assert.equal((await program.post('/api-keys', { name: 'Child', scopes: ['contacts:read'] })).body.code, 'not_for_keys');
  assert.equal((await program.post('/account/password', { current: 'x', password: 'correct horse' })).body.code, 'not_for_keys');
});

test('nobody makes a key that may more than they may', async () => {
  assert.deepEqual((await miaBrowser.post('/api-keys', { name: 'Greedy', scopes: ['servers:write'] })).body.fields, [{ path: 'body.scopes', message: 'cannot hold servers:write' }]);
  assert.equal((await olga.post('/api-keys', { name: 'Made up', scopes: ['everything:write'] })).status, 400);
  const scopes = (await miaBrowser.get('/api-keys/scopes')).body.items.map((item: { scope: string }) => item.scope);
  assert.ok(scopes.includes('contacts:write'));
  assert.equal(scopes.includes('servers:write'), false);
});

test('a key loses with its member: role, membership, all', async () => {
  const { key } = (await miaBrowser.post('/api-keys', { name: 'Writer', scopes: ['contacts:write'] })).body;
  assert.equal((await withKey(key).post('/contacts')).status, 200);
  await db.pool.query(`update members set role = 'viewer' where id = $1`, [miaMember.id]);
  assert.equal((await withKey(key).post('/contacts')).status, 403);
  await db.pool.query(`update members set role = 'member' where id = $1`, [miaMember.id]);
  const { rows: [entry] } = await db.pool.query(`select api_key_id from audit_entries where action = 'contact.added' and outcome = 'done' limit 1`);
  assert.ok(entry.api_key_id > 0);
  await olga.delete(`/members/${miaMember.id}`);
  assert.equal((await withKey(key).post('/contacts')).body.code, 'key_not_valid');
});

test('a revoked or expired key opens nothing', async () => {
  const made = (await olga.post('/api-keys', { name: 'Short', scopes: ['contacts:read'], expiresAt: new Date(app.clock.now().getTime() + 60_000).toISOString() })).body;
  assert.equal((await withKey(made.key).get('/contacts')).status, 200);
  app.clock.advanceMs(61_000);
  assert.equal((await withKey(made.key).get('/contacts')).status, 401);
  const revoked = (await olga.post('/api-keys', { name: 'Revoked', scopes: ['contacts:read'] })).body;
  await olga.delete(`/api-keys/${revoked.id}`);
  assert.equal((await withKey(revoked.key).get('/contacts')).status, 401);
  assert.equal((await olga.delete(`/api-keys/${revoked.id}`)).status, 200);
});

test('a key is for its own company, and a broken one is no way back to the cookie', async () => {
  const { key } = (await olga.post('/api-keys', { name: 'Ours', scopes: ['contacts:read'] })).body;
  const { rows: [rival] } = await db.pool.query(`insert into workspaces (name) values ('Rival') returning workspace_id`);
  assert.equal((await withKey(key).call('GET', '/contacts', { headers: { 'kindred-workspace': String(rival.workspace_id) } })).status, 404);
  assert.equal((await withKey(key.replace(`kindred_${workspaceId}_`, `kindred_${rival.workspace_id}_`)).get('/contacts')).status, 401);
  for (const header of ['Bearer x', 'Bearer a b', 'Bearer kindred_1_', `Bearer ${key}x`, 'bearer', `Bearer kindred_99999999999_${'a'.repeat(43)}`]) {
    assert.equal((await olga.call('GET', '/contacts', { headers: { authorization: header } })).status, 401, header);
  }
  assert.equal((await olga.call('POST', '/contacts', { headers: { authorization: 'Basic eDp5', 'sec-fetch-site': 'cross-site' } })).body.code, 'cross_site');
});
