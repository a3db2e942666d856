import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addCompany, testApp } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { emailsRoutes } from '../../../craft/emails/index.ts';
import { movableClock } from '../../../platform/clock/index.ts';
import { freezeAudience } from '../freeze-audience.ts';
import { campaignsRoutes, workOnCampaigns } from '../index.ts';
import { addContacts, addPeople, body, putOnList } from '../testing/campaign-world.ts';

const { db } = await freshDatabase();
const clock = movableClock('2026-11-23T08:00:00Z');
const app = await testApp({ db, clock, routes: [...campaignsRoutes({ db, trackingUrl: 'http://localhost:4400' }), ...emailsRoutes({ db })] });
const company = await addCompany(db);
const other = await addCompany(db, 'Southwind');
const { workspaceId } = company;
const world = await addPeople(db, company, []);
const mia = app.as(company.member);

// Forty people: the n-th has n seats; the gold plan is every second one's.
const people = await addContacts(db, workspaceId, Array.from({ length: 40 }, (_, n) => `Person${String(n).padStart(2, '0')}`));
await db.pool.query(`insert into attribute_definitions (workspace_id, key, label, type) values ($1, 'seats', 'Seats', 'number'), ($1, 'plan', 'Plan', 'text')`, [workspaceId]);
await db.pool.query(`update contacts c set attributes = jsonb_build_object('seats', p.n - 1, 'plan', case when p.n % 2 = 1 then 'gold' else 'silver' end)
  from unnest($2::bigint[]) with ordinality as p (id, n) where c.workspace_id = $1 and c.id = p.id`, [workspaceId, people]);

let made = 0;
async function segment(name: string, condition: object, inWorkspace = workspaceId): Promise<number> {
  return (await db.pool.query(`insert into segments (workspace_id, name, schema_version, condition) values ($1, $2, 1, $3) returning id`, [inWorkspace, name, condition])).rows[0].id;
}
async function list(contactIds: readonly number[]): Promise<number> {
  const { rows } = await db.pool.query('insert into lists (workspace_id, name) values ($1, $2) returning id', [workspaceId, `List ${made += 1}`]);
  await putOnList(db, workspaceId, rows[0].id, contactIds);
  return rows[0].id;
}
const seatsBelow = (value: number) => ({ rule: 'attribute', field: 'attributes.seats', op: 'less', value });
const gold = await segment('Gold', { rule: 'attribute', field: 'attributes.plan', op: 'is', value: 'gold' });
const few = await segment('Few seats', seatsBelow(10));
const seats = (ids: readonly number[]) => ids.map((id) => people.indexOf(id));

async function draft(audience: object, more: object = {}): Promise<{ id: number; revision: number; audience: Record<string, { id: number; name: string }[]> }> {
  const { body: email } = await mia.post('/emails', { name: 'Letter', subject: 'Hello', preheader: 'And more', bodyKind: 'markdown', body });
  const answer = await mia.post('/campaigns', { name: 'Aimed', emailId: email.id, fromName: 'Mia', fromAddress: 'mia@northwind.example', serverId: world.serverId, audience, ...more });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}
const launch = (campaign: { id: number; revision: number }) => mia.post(`/campaigns/${campaign.id}/launch`, { expectedRevision: campaign.revision, expectedEmailVersion: 1, at: null });
const planned = async (id: number): Promise<number[]> => (await db.pool.query<{ recipient_id: number }>(
  `select recipient_id from messages where workspace_id = $1 and source_kind = 'campaign' and source_id = $2 order by recipient_id`, [workspaceId, id])).rows.map((row) => row.recipient_id);
const work = async () => { while (await workOnCampaigns(db, clock.now())); };
const forecast = async (audience: object, more: object = {}) => (await mia.post('/campaigns/forecast', { audience, team: 'marketing', ...more })).body;

test('lists and segments together are counted with their overlap, and with what each exclusion takes', async () => {
  const listId = await list(people.slice(5, 15));
  const out = await list([people[0]!, people[6]!, people[39]!]);
  const audience = { lists: [listId], segments: [few], excludeLists: [out], excludeSegments: [gold] };
  const counted = await forecast(audience);
  assert.deepEqual([counted.listed, counted.duplicates, counted.excluded, counted.audience, counted.mailed], [20, 5, 8, 7, 7]);
  assert.deepEqual(counted.sources, [{ kind: 'list', id: listId, count: 10 }, { kind: 'segment', id: few, count: 10 }]);
  assert.deepEqual(counted.leftOutBy, [{ kind: 'list', id: out, count: 2 }, { kind: 'segment', id: gold, count: 8 }]);
  const first = await forecast(audience, { depth: 'count' });
  assert.deepEqual([first.judged, first.audience, first.excluded, first.sources], [false, 7, 8, counted.sources]);
  const campaign = await draft(audience);
  assert.deepEqual(campaign.audience['segments'], [{ id: few, name: 'Few seats' }]);
  await launch(campaign);
  await work();
  assert.deepEqual(seats(await planned(campaign.id)), [1, 3, 5, 7, 9, 11, 13], 'whom the forecast counted');
});

test('what a segment says is copied when freezing begins: an edit in the middle changes nothing, a kill doubles nobody', async () => {
  const mine = await segment('Mine', seatsBelow(30));
  const inner = await segment('Asks another', { all: [{ rule: 'segment', op: 'in', id: mine }, { not: { rule: 'segment', op: 'in', id: few } }] });
  const campaign = await draft({ segments: [inner] }, { sendTime: { kind: 'spread', hours: 2 } });
  await launch(campaign);
  assert.equal(await freezeAudience(db, workspaceId, campaign.id, clock.now(), 15), true);
  await db.pool.query('update segments set condition = $2 where workspace_id = $1 and id = $3', [workspaceId, seatsBelow(1), mine]);
  const killed = { ...db, transaction: ((run: Parameters<typeof db.transaction>[0]) => db.transaction(async (tx) => {
    await run(tx);
    throw new Error('killed before the commit');
  })) as typeof db.transaction };
  await assert.rejects(freezeAudience(killed, workspaceId, campaign.id, clock.now(), 15), /killed/);
  const round = async (): Promise<void> => { if (await freezeAudience(db, workspaceId, campaign.id, clock.now(), 4)) await round(); };
  await Promise.all([round(), round(), round()]);
  assert.deepEqual(seats(await planned(campaign.id)), Array.from({ length: 20 }, (_, index) => index + 10));
  const { rows } = await db.pool.query(`select due_at from messages where workspace_id = $1 and source_kind = 'campaign' and source_id = $2 order by recipient_id`, [workspaceId, campaign.id]);
  assert.deepEqual(rows.map((row) => (row.due_at.getTime() - clock.now().getTime()) / 360_000), Array.from({ length: 20 }, (_, index) => index), 'each at their own place');
  await db.pool.query('update segments set archived_at = now() where workspace_id = $1 and id = any($2)', [workspaceId, [inner, mine]]);
});

test('a segment whose attribute was put away stops preflight and launch by name; launched before, it stands still and says so', async () => {
  await db.pool.query(`insert into attribute_definitions (workspace_id, key, label, type) values ($1, 'tier', 'Tier', 'number')`, [workspaceId]);
  const tiered = await segment('Upper tier', { rule: 'attribute', field: 'attributes.tier', op: 'greater', value: 2 });
  const campaign = await draft({ lists: [await list(people.slice(0, 3))], excludeSegments: [tiered] });
  const launched = await draft({ lists: [await list(people.slice(0, 3))], excludeSegments: [tiered] });
  assert.equal((await launch(launched)).status, 200);
  await db.pool.query(`update attribute_definitions set archived_at = now() where workspace_id = $1 and key = 'tier'`, [workspaceId]);
  const { body: seen } = await mia.get(`/campaigns/${campaign.id}/preflight`);
  assert.equal(seen.mayLaunch, false);
  assert.match(seen.items.find((item: { code: string }) => item.code === 'segment_broken').detail, /Upper tier.*Tier/);
  assert.match((await launch(campaign)).body.fields[0].message, /Upper tier/);
  assert.equal((await mia.post('/campaigns/forecast', { audience: { segments: [tiered] }, team: 'marketing' })).status, 400);
  await work();
  const { body: progress } = await mia.get(`/campaigns/${launched.id}/progress`);
  assert.equal(progress.status, 'paused');
  assert.match(progress.serverPausedReason, /Upper tier/);
  assert.deepEqual(await planned(launched.id), [], 'nobody is written to on half a condition');
  await db.pool.query(`update attribute_definitions set archived_at = null where workspace_id = $1 and key = 'tier'`, [workspaceId]);
  assert.equal((await mia.post(`/campaigns/${launched.id}/resume`)).status, 200);
  await work();
  assert.equal((await planned(launched.id)).length, 3, 'mended and resumed, it goes on');
});

test('why is this one in it, why not that one', async () => {
  const listId = await list([people[4]!, people[5]!, people[20]!]);
  await db.pool.query(`insert into suppressions (workspace_id, address_hash, address, reason) values ($1, sha256('person20@reader.example'), 'person20@reader.example', 'unsubscribed')`, [workspaceId]);
  const audience = { lists: [listId], segments: [few], excludeSegments: [gold] };
  const explain = async (n: number, more: object = {}) => (await mia.post('/campaigns/audience/explain', { audience, team: 'marketing', contactId: people[n], ...more })).body;
  const odd = await explain(5);
  assert.deepEqual([odd.isIn, odd.included.map(({ name }: { name: string }) => name), odd.excluded], [true, [`List ${made}`, 'Few seats'], []]);
  assert.match(odd.words, /^In it: on the list “List \d+” and in the segment “Few seats”\. Nothing stands in the way/);
  assert.match((await explain(4)).words, /^Not in it: .* but left out for being in the segment “Gold”\.$/);
  assert.match((await explain(30)).words, /^Not in it: on none/);
  await db.pool.query('update contacts set deleted_at = now() where workspace_id = $1 and id = $2', [workspaceId, people[7]]);
  assert.match((await explain(7)).words, /was deleted/);
  await db.pool.query('update contacts set deleted_at = null where workspace_id = $1 and id = $2', [workspaceId, people[7]]);
  const left = await mia.post('/campaigns/audience/explain', { audience: { lists: [listId] }, team: 'marketing', contactId: people[20], sendTime: { kind: 'local', minute: 540 } });
  assert.equal(left.body.fate.verdict, 'drop');
  assert.match(left.body.words, /would not go: .*suppression list/);
  assert.deepEqual([left.body.dueAt, left.body.zone, left.body.zoneFrom], ['2026-11-23T09:00:00.000Z', 'UTC', 'workspace']);
});

test('another workspace’s segments and contacts are not here', async () => {
  const theirs = await segment('Theirs', seatsBelow(5), other.workspaceId);
  assert.equal((await mia.post('/campaigns', { name: 'X', audience: { segments: [theirs] } })).body.code, 'unknown_segment');
  assert.equal((await mia.post('/campaigns', { name: 'X', audience: { excludeSegments: [theirs] } })).body.code, 'unknown_segment');
  assert.equal((await mia.post('/campaigns/forecast', { audience: { segments: [theirs] }, team: 'marketing' })).status >= 400, true);
  const asked = await app.as(other.owner).post('/campaigns/audience/explain', { audience: { lists: [] }, team: 'marketing', contactId: people[0] });
  assert.equal(asked.status, 404);
});

test('whatever the audience: forecast, count, freezing and explanation agree on who is in it', async () => {
  const a = await list(people.filter((_, n) => n % 3 === 0));
  const b = await list(people.filter((_, n) => n > 25));
  const some = <T>(...values: T[]) => fc.subarray(values);
  await fc.assert(fc.asyncProperty(some(a, b), some(gold, few), some(a, b), some(gold, few), async (lists, segments, excludeLists, excludeSegments) => {
    if (lists.length + segments.length === 0) return;
    const audience = { lists, segments, excludeLists, excludeSegments };
    const on = (listIds: number[], segmentIds: number[], n: number) => (listIds.includes(a) && n % 3 === 0) || (listIds.includes(b) && n > 25) || (segmentIds.includes(gold) && n % 2 === 0) || (segmentIds.includes(few) && n < 10);
    const expected = people.map((_, n) => n).filter((n) => on(lists, segments, n) && !on(excludeLists, excludeSegments, n));
    assert.equal((await forecast(audience)).audience, expected.length);
    assert.equal((await forecast(audience, { depth: 'count' })).audience, expected.length);
    const one = expected[0] ?? 0;
    assert.equal((await mia.post('/campaigns/audience/explain', { audience, team: 'marketing', contactId: people[one] })).body.isIn, expected.includes(one));
    if (expected.length === 0) return;
    const campaign = await draft(audience);
    await launch(campaign);
    while (await freezeAudience(db, workspaceId, campaign.id, clock.now(), 9));
    assert.deepEqual(seats(await planned(campaign.id)), expected);
  }), { numRuns: 15 });
});

test('nothing failed unexpectedly', () => assert.deepEqual(app.failures, []));
