import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessApp } from '../../../test/support/access.ts';
import { addCompany, browser } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { sweepAccess } from './jobs.ts';

const { db } = await freshDatabase();
const app = await accessApp(db);
const counts = async () => (await db.pool.query(`select
  (select count(*)::int from auth_sessions) as sessions, (select count(*)::int from auth_password_links) as links,
  (select count(*)::int from auth_tries) as tries, (select count(*)::int from idempotent_calls) as calls`)).rows[0];

test('what has run out is swept, what still holds is kept, twice as well as once', async () => {
  const olga = browser(app.web);
  await olga.post('/setup', { companyName: 'Northwind', timeZone: 'UTC', name: 'Olga', email: 'olga@northwind.example', password: 'correct horse', team: 'both' });
  await olga.post('/password/forgot', { email: 'olga@northwind.example' });
  const { workspaceId } = await addCompany(db);
  await db.pool.query(`insert into idempotent_calls (workspace_id, route, key, fingerprint, started_at) values ($1, 'r', 'k', '', now())`, [workspaceId]);
  const before = await counts();
  assert.ok(before.tries > 0);
  await sweepAccess(db, new Date());
  assert.deepEqual(await counts(), before);
  for (let times = 0; times < 2; times += 1) {
    await sweepAccess(db, new Date(Date.now() + 40 * 86_400_000));
    assert.deepEqual(await counts(), { sessions: 0, links: 0, tries: 0, calls: 0 });
  }
});
