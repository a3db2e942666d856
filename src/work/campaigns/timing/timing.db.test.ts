import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { emailsRoutes } from '../../../craft/emails/index.ts';
import { movableClock } from '../../../platform/clock/index.ts';
import { freezeAudience } from '../freeze-audience.ts';
import { campaignsRoutes, workOnCampaigns } from '../index.ts';
import { addContacts, addPeople, body, handOver, putOnList } from '../testing/campaign-world.ts';

const { db } = await freshDatabase();
const clock = movableClock('2026-11-23T13:30:00Z');
const app = await testApp({ db, clock, routes: [...campaignsRoutes({ db, trackingUrl: 'http://localhost:4400' }), ...emailsRoutes({ db })] });
const company = await addCompany(db);
const { workspaceId } = company;
await db.pool.query(`update workspaces set time_zone = 'Europe/London' where workspace_id = $1`, [workspaceId]);
const world = await addPeople(db, company, []);
const mia = app.as(company.member);
const marchOn = clock.moveTo;

let lists = 0;
/** A list of new people in these zones; null: they have none of their own. */
async function listOf(zones: readonly (string | null)[], companyId: number | null = null): Promise<{ listId: number; ids: number[] }> {
  const { rows } = await db.pool.query('insert into lists (workspace_id, name) values ($1, $2) returning id', [workspaceId, `List ${lists += 1}`]);
  const ids = await addContacts(db, workspaceId, zones.map((_, index) => `L${lists}n${index}`));
  await db.pool.query('update contacts c set time_zone = z.zone, company_id = $4 from unnest($2::bigint[], $3::text[]) as z (id, zone) where c.workspace_id = $1 and c.id = z.id', [workspaceId, ids, zones, companyId]);
  await putOnList(db, workspaceId, rows[0].id, ids);
  return { listId: rows[0].id, ids };
}

async function draft(listId: number, sendTime: object): Promise<{ id: number; revision: number }> {
  const { body: email } = await mia.post('/emails', { name: 'Letter', subject: 'Hello', preheader: 'And more', bodyKind: 'markdown', body });
  const made = await mia.post('/campaigns', { name: 'Timed', emailId: email.id, fromName: 'Mia', fromAddress: 'mia@northwind.example', serverId: world.serverId, audience: { lists: [listId] }, sendTime });
  assert.equal(made.status, 200, made.text);
  return made.body;
}
const launch = (campaign: { id: number; revision: number }, at: object | null = null) => mia.post(`/campaigns/${campaign.id}/launch`, { expectedRevision: campaign.revision, expectedEmailVersion: 1, at });
const work = async () => { while (await workOnCampaigns(db, clock.now())); };
const due = async (id: number): Promise<string[]> => (await db.pool.query<{ due_at: Date }>(
  `select due_at from messages where workspace_id = $1 and source_kind = 'campaign' and source_id = $2 order by recipient_id`, [workspaceId, id])).rows.map((row) => row.due_at.toISOString());

test('each is due at their own hour: by the contact’s zone, else the company’s, else the workspace’s', async () => {
  marchOn('2026-11-23T07:30:00Z');
  const tokyo = await db.pool.query(`insert into companies (workspace_id, name, time_zone) values ($1, 'Tokyo Depot', 'Asia/Tokyo') returning id`, [workspaceId]);
  const { listId } = await listOf(['Asia/Kathmandu', null, 'America/New_York', 'Nowhere/Land'], tokyo.rows[0].id);
  const alone = await listOf([null, 'Nowhere/Land']);
  await putOnList(db, workspaceId, listId, alone.ids);
  const campaign = await draft(listId, { kind: 'local', minute: 540 });
  assert.equal((await launch(campaign)).status, 200);
  await work();
  assert.deepEqual(await due(campaign.id), [
    '2026-11-24T03:15:00.000Z', '2026-11-24T00:00:00.000Z', '2026-11-23T14:00:00.000Z', '2026-11-24T00:00:00.000Z', '2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00.000Z',
  ]);
  const { body: table } = await mia.get(`/campaigns/${campaign.id}/timetable`);
  assert.deepEqual(table.lines, [
    { zone: 'Europe/London', at: '2026-11-23T09:00:00.000Z', count: 2 }, { zone: 'America/New_York', at: '2026-11-23T14:00:00.000Z', count: 1 },
    { zone: 'Asia/Tokyo', at: '2026-11-24T00:00:00.000Z', count: 2 }, { zone: 'Asia/Kathmandu', at: '2026-11-24T03:15:00.000Z', count: 1 },
  ]);
  assert.equal(await handOver(db, workspaceId, campaign.id, clock.now()), 0, 'nobody before their hour');
  marchOn('2026-11-23T09:00:00Z');
  assert.equal(await handOver(db, workspaceId, campaign.id, clock.now()), 2);
  assert.equal((await mia.get(`/campaigns/${campaign.id}/progress`)).body.nextDueAt, '2026-11-23T14:00:00.000Z');
});

test('launched for a day, it begins when that hour comes to the first place on earth', async () => {
  marchOn('2026-11-23T08:00:00Z');
  const { listId } = await listOf(['Pacific/Kiritimati', 'Europe/London']);
  const campaign = await draft(listId, { kind: 'local', minute: 540 });
  const launched = await launch(campaign, { local: '2026-11-25T00:00' });
  assert.deepEqual([launched.body.status, launched.body.sendAt, launched.body.sendDay], ['scheduled', '2026-11-24T19:00:00.000Z', '2026-11-25']);
  await work();
  assert.deepEqual(await due(campaign.id), []);
  marchOn('2026-11-24T19:00:00Z');
  await work();
  assert.deepEqual(await due(campaign.id), ['2026-11-24T19:00:00.000Z', '2026-11-25T09:00:00.000Z']);
  marchOn('2026-11-27T00:00:00Z');
  assert.equal((await launch(await draft(listId, { kind: 'local', minute: 540 }), { local: '2026-11-25T09:00' })).body.code, 'time_is_past');
});

test('spread over hours: evenly by place, the same when chunks are small and workers many, and the lane keeps the rate', async () => {
  marchOn('2026-11-23T13:30:00Z');
  const { listId } = await listOf(Array.from({ length: 24 }, () => null));
  const campaign = await draft(listId, { kind: 'spread', hours: 6 });
  await launch(campaign);
  const begins = clock.now().getTime();
  const round = async (): Promise<void> => { if (await freezeAudience(db, workspaceId, campaign.id, clock.now(), 5)) await round(); };
  await Promise.all([round(), round(), round()]);
  assert.deepEqual((await due(campaign.id)).map((at) => (Date.parse(at) - begins) / 900_000), Array.from({ length: 24 }, (_, index) => index));
  const { rows: lanes } = await db.pool.query(`select per_hour from lanes where workspace_id = $1 and source_id = $2 and source_kind = 'campaign'`, [workspaceId, campaign.id]);
  assert.equal(lanes[0].per_hour, 4);
  const { body: table } = await mia.get(`/campaigns/${campaign.id}/timetable`);
  assert.deepEqual(table.lines.map((line: { at: string; count: number }) => `${line.at.slice(11, 16)} ${line.count}`), ['13:00 2', '14:00 4', '15:00 4', '16:00 4', '17:00 4', '18:00 4', '19:00 2']);
});

test('stopped in the middle of a chunk, the next worker plans each once and at the same time', async () => {
  marchOn('2026-11-23T13:30:00Z');
  const zones = ['Asia/Tokyo', 'Europe/London', 'America/New_York'];
  const { listId, ids } = await listOf(Array.from({ length: 30 }, (_, index) => zones[index % 3]!));
  const campaign = await draft(listId, { kind: 'local', minute: 540, hours: 1 });
  await launch(campaign);
  await freezeAudience(db, workspaceId, campaign.id, clock.now(), 7);
  const cut = { ...db, transaction: ((run: Parameters<typeof db.transaction>[0]) => db.transaction(async (tx) => {
    await run(tx);
    throw new Error('killed before the commit');
  })) as typeof db.transaction };
  await assert.rejects(freezeAudience(cut, workspaceId, campaign.id, clock.now(), 7), /killed/);
  marchOn('2026-11-23T13:40:00Z');
  while (await freezeAudience(db, workspaceId, campaign.id, clock.now(), 7));
  const times = await due(campaign.id);
  const nine: Record<string, string> = { 'Asia/Tokyo': '2026-11-24T00:00:00Z', 'Europe/London': '2026-11-24T09:00:00Z', 'America/New_York': '2026-11-23T14:00:00Z' };
  assert.deepEqual(times, ids.map((_, index) => new Date(Date.parse(nine[zones[index % 3]!]!) + index * 120_000).toISOString()));
  const { body: table } = await mia.get(`/campaigns/${campaign.id}/timetable`);
  assert.equal(table.lines.reduce((sum: number, line: { count: number }) => sum + line.count, 0), 30, 'no line is counted twice');
});

test('a timing that means nothing is refused with words', async () => {
  const { listId } = await listOf([null]);
  const campaign = await draft(listId, { kind: 'at-once' });
  const window = { fromMinute: 540, untilMinute: 540, weekdays: [1], clock: 'recipient' };
  for (const sendTime of [{ kind: 'window', window }, { kind: 'window', window: { ...window, untilMinute: 600, weekdays: [] } }, { kind: 'spread', hours: 0 }, { kind: 'local', minute: 1440 }, { kind: 'soon' }]) {
    assert.equal((await mia.patch(`/campaigns/${campaign.id}`, { expectedRevision: campaign.revision, sendTime })).status, 400, JSON.stringify(sendTime));
  }
});

test('nothing failed unexpectedly', () => assert.deepEqual(app.failures, []));
