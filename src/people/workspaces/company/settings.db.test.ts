import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessApp } from '../../../../test/support/access.ts';
import { addCompany, testApp } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { workspacesRoutes } from '../routes.ts';

const { db } = await freshDatabase();
const { deps } = await accessApp(db);
const app = await testApp({ db, routes: workspacesRoutes(deps) });
const company = await addCompany(db);
const rival = await addCompany(db, 'Rival');
const owner = app.as(company.owner);

test('settings change by what is named, and the rest stays', async () => {
  const { body } = await owner.patch('/settings', { name: 'Northwind Audio', frequency: { max: 2, days: 7 }, quietHours: { fromMinute: 1200, untilMinute: 480 } });
  assert.equal(body.name, 'Northwind Audio');
  const after = (await owner.patch('/settings', { timeZone: 'Asia/Kathmandu', quietHours: null })).body;
  assert.deepEqual([after.name, after.timeZone, after.frequency, after.quietHours], ['Northwind Audio', 'Asia/Kathmandu', { max: 2, days: 7 }, null]);
  const { rows } = await db.pool.query('select name from workspaces where workspace_id = $1', [rival.workspaceId]);
  assert.equal(rows[0].name, 'Rival');
});

test('what makes no sense is refused by its field', async () => {
  for (const [field, body] of [
    ['body.timeZone', { timeZone: 'Mars/Olympus' }], ['body.timeZone', { timeZone: '+01:00' }], ['body.name', { name: '   ' }], ['body.name', { name: 'a\u0085b' }],
    ['body.quietHours', { quietHours: { fromMinute: 60, untilMinute: 60 } }], ['body.quietHours.fromMinute', { quietHours: { fromMinute: 1440, untilMinute: 60 } }],
    ['body.frequency.max', { frequency: { max: 0, days: 7 } }], ['body.frequency.days', { frequency: { max: 1 } }], ['body.holdExpiryDays', { holdExpiryDays: 91 }], ['body.trackingMode', { trackingMode: 'all' }],
  ] as const) {
    const answer = await owner.patch('/settings', body);
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.equal(answer.body.fields[0].path, field);
  }
});

test('what only the program may set is not taken', async () => {
  await owner.patch('/settings', { isDemo: true, is_demo: true, workspaceId: rival.workspaceId, addresses: { base: { url: 'http://evil.example' } }, holdExpiryDays: 9 });
  const { rows } = await db.pool.query('select is_demo, hold_expiry_days from workspaces order by workspace_id');
  assert.deepEqual(rows, [{ is_demo: false, hold_expiry_days: 9 }, { is_demo: false, hold_expiry_days: 7 }]);
});

test('everybody reads them, owners alone change them, and the log says from what to what', async () => {
  assert.equal((await app.as(company.viewer).get('/settings')).body.addresses.base.reachable, false);
  for (const actor of [company.manager, company.member, company.viewer]) assert.equal((await app.as(actor).patch('/settings', { name: 'x' })).status, 403);
  await owner.patch('/settings', { marketingNeedsConsent: true });
  const { body } = await owner.get('/audit', { action: 'workspace.changed-settings', limit: 1 });
  assert.deepEqual(body.items[0].detail, { marketingNeedsConsent: { from: false, to: true } });
});
