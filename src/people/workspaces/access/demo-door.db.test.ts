import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessApp } from '../../../../test/support/access.ts';
import { browser } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { createUser } from '../../../platform/auth/index.ts';
import type { WorkspacesDeps } from '../deps.ts';

const { db } = await freshDatabase();
const credentials = { email: 'olga@northwind.example', password: 'correct horse' };
let door: { workspaceId: number; memberId: number; userId: string } | undefined;
let making: ReturnType<NonNullable<WorkspacesDeps['demo']>['progress']> = null;
const open = async () => {
    if (door) return door;
    const { rows: [workspace] } = await db.pool.query(`insert into workspaces (name, is_demo) values ('Ferrow', true) returning workspace_id`);
    const userId = await createUser(db, { email: 'ada@ferrow.example', name: 'Ada', passwordHash: null });
    const { rows: [member] } = await db.pool.query(`insert into members (workspace_id, user_id, email, name, team, role) values ($1, $2, 'ada@ferrow.example', 'Ada', 'both', 'owner') returning id`, [workspace.workspace_id, userId]);
    return (door = { workspaceId: workspace.workspace_id, memberId: member.id, userId });
};
const app = await accessApp(db, { demo: { open, progress: () => making } });
const visitor = browser(app.web);

test('whoever waits for the demo is told how far it is', async () => {
  assert.deepEqual((await app.anonymous.get('/setup/demo/progress')).body, { making: null });
  making = { part: 'campaigns', share: 0.25 };
  assert.deepEqual((await app.anonymous.get('/setup/demo/progress')).body, { making });
  making = null;
});

test('before a company is set up, anybody looks at the demo', async () => {
  assert.equal((await visitor.post('/setup/demo')).status, 200);
  const { body } = await visitor.get('/me');
  assert.deepEqual([body.member.name, body.workspace.isDemo], ['Ada', true]);
  assert.deepEqual((await app.anonymous.get('/setup')).body, { state: 'empty', demo: true, companySignIn: null });
});

test('setting up a company is still possible, and ends what came in through the demo', async () => {
  const olga = browser(app.web);
  assert.equal((await olga.post('/setup', { companyName: 'Northwind', timeZone: 'UTC', name: 'Olga', team: 'both', ...credentials })).status, 200);
  assert.equal((await visitor.get('/me')).status, 401);
  assert.equal((await app.anonymous.get('/setup')).body.state, 'ready');
});

test('from then on only an owner opens the demo, as themselves', async () => {
  const stranger = browser(app.web);
  assert.equal((await stranger.post('/setup/demo')).status, 403);
  assert.equal(stranger.cookies.size, 0);
  const olga = browser(app.web);
  await olga.post('/sign-in', credentials);
  for (let times = 0; times < 2; times += 1) assert.equal((await olga.post('/setup/demo')).body.workspaceId, door!.workspaceId);
  const { body } = await olga.call('GET', '/me', { headers: { 'kindred-workspace': String(door!.workspaceId) } });
  assert.deepEqual([body.member.name, body.member.role, body.workspace.isDemo], ['Olga', 'owner', true]);
  assert.deepEqual((await olga.get('/me')).body.workspace.name, 'Northwind', 'her own company stays the first');
});

test('a demo that is none is never signed in to', async () => {
  const { rows: [real] } = await db.pool.query(`select m.workspace_id, m.id, m.user_id from members m join workspaces w using (workspace_id) where not w.is_demo`);
  const crooked = await accessApp(db, { demo: { open: async () => ({ workspaceId: real.workspace_id, memberId: real.id, userId: real.user_id }), progress: () => null } });
  const olga = browser(crooked.web);
  await olga.post('/sign-in', credentials);
  assert.equal((await olga.post('/setup/demo')).status, 500);
});

test('an installation without a demo says so', async () => {
  await db.pool.query('delete from members where workspace_id <> $1', [door!.workspaceId]);
  await db.pool.query('delete from servers where workspace_id <> $1', [door!.workspaceId]);
  await db.pool.query('delete from audit_entries');
  await db.pool.query('delete from workspaces where not is_demo');
  const bare = await accessApp(db);
  assert.equal((await browser(bare.web).post('/setup/demo')).body.code, 'no_demo');
});
