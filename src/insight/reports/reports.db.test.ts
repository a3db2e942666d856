import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { emailsRoutes } from '../../craft/emails/index.ts';
import { changeRollups } from '../../delivery/events/index.ts';
import { applyUnsubscribe, judgeNow, storeHits, type Hit } from '../../delivery/tracking/index.ts';
import { movableClock } from '../../platform/clock/index.ts';
import { createLiveHub, feedRoutes } from '../feed/index.ts';
import { campaignsRoutes, workOnCampaigns } from '../../work/campaigns/index.ts';
import { addPeople, body, handOver } from '../../work/campaigns/testing/campaign-world.ts';
import type { Did } from './contract.ts';
import { reportsRoutes } from './index.ts';

// A campaign of twelve, and everything that can become of one: hits taken in and judged by the real thing.

const { db } = await freshDatabase();
const clock = movableClock('2026-11-23T09:00:00Z');
const hub = createLiveHub({ on: () => () => {}, close: async () => {} });
const app = await testApp({ db, clock, routes: [...campaignsRoutes({ db, trackingUrl: 'http://localhost' }), ...emailsRoutes({ db }), ...reportsRoutes({ db }), ...feedRoutes({ db, hub })] });
const company = await addCompany(db);
const other = await addCompany(db, 'Southwind');
const { workspaceId } = company;
const world = await addPeople(db, company, Array.from({ length: 12 }, (_, n) => `Reader${n}`));
const mia = app.as(company.member);
await db.pool.query(`update contacts set first_name = '=HYPERLINK("x")' where id = $1`, [world.contactIds[1]]);

const { body: email } = await mia.post('/emails', { name: 'L', subject: 'Hello', preheader: '', bodyKind: 'markdown', body: `${body}\n\n[Other](https://ferrow.example/other)` });
const { body: draft } = await mia.post('/campaigns', { name: 'Autumn', emailId: email.id, fromName: 'Mia', fromAddress: 'mia@northwind.example', serverId: world.serverId, audience: { lists: [world.listId], excludeLists: [] } });
await mia.post(`/campaigns/${draft.id}/launch`, { expectedRevision: 1, expectedEmailVersion: 1, at: null });
while (await workOnCampaigns(db, clock.now()));
const campaignId: number = draft.id;
const messages: number[] = (await db.pool.query('select id from messages where workspace_id = $1 and source_id = $2 order by recipient_id', [workspaceId, campaignId])).rows.map((row) => row.id);
const source = { workspaceId, sourceKind: 'campaign', sourceId: campaignId, step: 0 };
await db.pool.query(`update messages set state = 'dropped', reason = 'suppressed: manual', ended_at = now() where id = $1`, [messages[9]]);
await db.pool.query(`update messages set state = 'refused', reason = 'refused: 5.1.1', bounce = 'permanent', bounced_at = $2, ended_at = $2, attempts = 1 where id = $1`, [messages[10], clock.now()]);
await db.pool.query(`insert into attempts (workspace_id, message_id, number, instance_id, server_id, outcome, answer) values ($1, $2, 1, 1, 1, 'refused', '550 no such user')`, [workspaceId, messages[10]]);
await db.pool.query(`update messages set hold_reason = 'missing_variable: contact.first_name' where id = $1`, [messages[11]]);
await db.transaction((tx) => changeRollups(tx, [
  { ...source, metric: 'dropped', at: clock.now(), change: 1 }, { ...source, metric: 'refused_address_permanent', at: clock.now(), change: 1 },
]));
await handOver(db, workspaceId, campaignId, clock.now());

let ids = 1000;
const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36';
const hit = (message: number, seconds: number, more: Partial<Hit> = {}): Hit => ({
  id: (ids += 1), workspaceId, messageId: messages[message]!, at: Date.parse('2026-11-23T10:00:00.123Z') + seconds * 1000, kind: 'open', link: null,
  method: 'GET', agent: browser, address: '198.51.100.7', headers: null, ownMember: null, robot: false, ...more,
});
const apple = { agent: 'Mozilla/5.0', address: '17.58.0.1' };
await storeHits(db, [
  hit(0, 0), hit(0, 30, { kind: 'click', link: 0 }),
  hit(1, 60), hit(1, 90, { kind: 'click', link: 1 }),
  hit(2, 120, { agent: 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', address: '66.249.84.1' }),
  hit(3, 5, apple), hit(4, 6, apple),
]);
const checking = (await mia.get('/feed')).body;
await db.transaction((tx) => applyUnsubscribe(tx, hit(2, 200, { kind: 'unsubscribe', method: 'POST' })));
clock.moveTo('2026-11-23T10:10:00Z');
await judgeNow(db, clock);

const people = async (did: Did, query: object = {}) => {
  const answer = await mia.get(`/campaigns/${campaignId}/people`, { did, ...query });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
};
const indexes = async (did: Did, query: object = {}) => (await people(did, query)).items.map((item: { messageId: number }) => messages.indexOf(item.messageId));

test('each figure has its parts, its interval, and machines beside persons', async () => {
  const { figures, counts, deliveredWord } = (await mia.get(`/campaigns/${campaignId}/results`)).body;
  const of = (key: string) => figures.find((figure: { key: string }) => figure.key === key);
  assert.deepEqual([counts.planned, counts.sent, counts.accepted, counts.delivered, counts.held, counts.dropped, counts.refused, deliveredWord], [12, 10, 9, 9, 1, 1, 1, 'accepted']);
  assert.deepEqual([of('openRate').rate.numerator, of('openRate').rate.denominator, of('openRate').all.numerator], [3, 9, 5]);
  assert.deepEqual([of('openToClickRate').rate.numerator, of('openToClickRate').rate.denominator], [2, 3]);
  assert.deepEqual([of('clickThroughRate').rate.numerator, of('clickThroughRate').rate.denominator], [2, 9]);
  assert.deepEqual([of('unsubscribeRate').rate.numerator, of('bounceRate').rate.numerator, of('bounceRate').rate.denominator], [1, 1, 10]);
  const { low, high } = of('openRate').rate.interval;
  assert.ok(low > 0.12 && low < 1 / 3 && high > 1 / 3 && high < 0.65);
  for (const figure of figures) assert.ok(figure.formula && figure.name && figure.rate.did);
});

for (const [did, expected] of [
  ['planned', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]], ['accepted', [0, 1, 2, 3, 4, 5, 6, 7, 8]], ['delivered', [0, 1, 2, 3, 4, 5, 6, 7, 8]],
  ['opened', [2, 1, 0]], ['machine-only', [4, 3]], ['opened-all', [2, 1, 4, 3, 0]], ['not-opened', [3, 4, 5, 6, 7, 8]], ['clicked', [1, 0]], ['clicked-all', [1, 0]],
  ['unsubscribed', [2]], ['bounced', [10]], ['bounced-permanent', [10]], ['bounced-temporary', []], ['refused', [10]], ['dropped', [9]], ['held', [11]],
  ['waiting', []], ['in-flight', []], ['unknown', []], ['cancelled', []], ['complained', []], ['replied', []],
] as const) {
  test(`who is behind "${did}", and as many as it says`, async () => {
    assert.deepEqual(await indexes(did), expected);
    const { total } = await people(did);
    assert.equal(total, expected.length);
    const paged: number[] = [];
    let after: string | undefined;
    do {
      const page = await people(did, { limit: 1, ...(after ? { after } : {}) });
      paged.push(...page.items.map((item: { messageId: number }) => messages.indexOf(item.messageId)));
      after = page.next ?? undefined;
    } while (after);
    assert.deepEqual(paged, expected, 'page by page');
  });
}

test('a list can be narrowed to a link or a reason, and stays as long as its number', async () => {
  const links = (await mia.get(`/campaigns/${campaignId}/links`)).body.items;
  assert.deepEqual(links.map((link: { target: string; persons: number }) => [link.target, link.persons]), [['https://ferrow.example/', 1], ['https://ferrow.example/other', 1]]);
  assert.deepEqual([await indexes('clicked', { link: 1 }), (await people('clicked', { link: 1 })).total], [[1], 1]);
  const held = 'missing_variable: contact.first_name';
  assert.deepEqual([await indexes('held', { reason: held }), (await people('held', { reason: held })).total], [[11], 1]);
  assert.deepEqual(await indexes('held', { reason: 'frequency' }), []);
});

test('a person on a list comes with exact times and the server’s words', async () => {
  const [opened] = (await people('clicked')).items.slice(-1);
  assert.deepEqual([opened.openedAt, opened.openedClass, opened.clickedAt, opened.links], ['2026-11-23T10:00:00.123Z', 'person', '2026-11-23T10:00:30.123Z', [0]]);
  assert.match(opened.openedReason, /\w/);
  const reasonOf = async (did: Did) => (await people(did)).items[0].openedReason;
  assert.notEqual(await reasonOf('machine-only'), opened.openedReason, 'a machine is one for another reason');
  assert.equal(await reasonOf('not-opened'), await reasonOf('machine-only'), 'and is told so wherever it stands');
  const [refused] = (await people('refused')).items;
  assert.deepEqual([refused.answer, refused.bounce], ['550 no such user', 'permanent']);
  const [held] = (await people('held')).items;
  assert.match(held.reasonTitle, /contact\.first_name/);
});

test('somebody erased stays on the list without a name', async () => {
  await db.pool.query('update contacts set erased_at = now(), deleted_at = now(), email = null, email_key = null where id = $1', [world.contactIds[8]]);
  const last = (await people('accepted')).items.at(-1);
  assert.deepEqual([last.messageId, last.contact], [messages[8], null]);
  assert.equal((await people('accepted')).total, 9);
});

test('opens stand over time, persons and machines apart', async () => {
  const { points, zone } = (await mia.get(`/campaigns/${campaignId}/series`)).body;
  assert.equal(zone, 'UTC');
  assert.deepEqual(points, [{ at: '2026-11-23T10:00:00.000Z', opened: 3, openedMachine: 2, clicked: 2, clickedMachine: 0 }]);
});

test('the same list leaves as CSV, safe for spreadsheets', async () => {
  const { text, headers } = await mia.get(`/campaigns/${campaignId}/people.csv`, { did: 'clicked' });
  assert.match(String(headers['content-type']), /^text\/csv/);
  assert.match(String(headers['content-disposition']), /Autumn - clicked\.csv/);
  const lines = text.trim().split('\r\n');
  assert.equal(lines.length, 3);
  assert.match(lines[1]!, /"'=HYPERLINK\(""x""\)"/);
  assert.match(lines[1]!, /https:\/\/ferrow\.example\/other/);
});

test('a forged cursor is refused, whatever it holds', async () => {
  const forged = [['x', 1], ['2026-11-23', 1], [null, 1], [1, 1], ["'; drop table x", 1], ['5', 'x'], []].map((values) => Buffer.from(JSON.stringify(values)).toString('base64url'));
  for (const after of [...forged, 'nonsense', '']) for (const did of ['opened', 'accepted']) {
    assert.equal((await mia.get(`/campaigns/${campaignId}/people`, { did, after })).status, 400, `${did} ${after}`);
  }
});

test('what came in is on the feed at once as checking, and settled later with class and reason', async () => {
  assert.equal(checking.items.length, 7);
  assert.ok(checking.items.every((item: { class: string }) => item.class === 'checking'));
  assert.deepEqual([checking.items[0].kind, checking.items[0].source.name, checking.items[0].source.member.name, checking.items[0].contact.id], ['message.opened', 'Autumn', 'Mia Marketer', world.contactIds[2]]);
  const { items } = (await mia.get('/feed')).body;
  assert.deepEqual(items.map((item: { kind: string; class: string | null }) => `${item.kind.slice(8)} ${item.class}`), [
    'unsubscribed person', 'opened proxy', 'clicked person', 'opened person', 'clicked person', 'opened machine', 'opened machine', 'opened person']);
  assert.ok(items.slice(1).every((item: { reason: string | null }) => item.reason));
  assert.equal(items[2].link.target, 'https://ferrow.example/other');
});

test('the feed is filtered and paged without losing anything', async () => {
  const all = (await mia.get('/feed')).body.items.map((item: { key: string }) => item.key);
  const paged: string[] = [];
  let after: string | undefined;
  do {
    const page = (await mia.get('/feed', { limit: 3, after })).body;
    paged.push(...page.items.map((item: { key: string }) => item.key));
    after = page.next ?? undefined;
  } while (after);
  assert.deepEqual(paged, all);
  const count = async (query: object, who = mia) => (await who.get('/feed', query as Record<string, string>)).body.items.length;
  assert.deepEqual([await count({ class: 'machine' }), await count({ class: 'person' }), await count({ kind: 'message.clicked' })], [2, 6, 2]);
  assert.deepEqual([await count({ team: 'marketing' }), await count({ team: 'sales' }), await count({ campaignId })], [8, 0, 8]);
  assert.deepEqual([await count({ mine: 'yes' }), await count({ mine: 'yes' }, app.as(company.seller))], [8, 0]);
  assert.equal(await count({}, app.as(other.owner)), 0);
});

test('a contact’s whole time stands on one line: what we sent, what they did, how they came', async () => {
  const { items } = (await mia.get(`/contacts/${world.contactIds[2]}/timeline`)).body;
  const kinds = items.map((item: { type: string; kind: string }) => `${item.type} ${item.kind}`);
  for (const expected of ['message accepted', 'event message.opened', 'event message.unsubscribed', 'suppression unsubscribed', 'created created']) assert.ok(kinds.includes(expected), `${expected} in ${kinds}`);
  const times = items.map((item: { at: string }) => item.at);
  assert.deepEqual(times, times.toSorted().toReversed());
  const paged: string[] = [];
  let after: string | undefined;
  do {
    const page = (await mia.get(`/contacts/${world.contactIds[2]}/timeline`, { limit: 2, after })).body;
    paged.push(...page.items.map((item: { key: string }) => item.key));
    after = page.next ?? undefined;
  } while (after);
  assert.deepEqual(paged, items.map((item: { key: string }) => item.key));
  const planned = (await mia.get(`/contacts/${world.contactIds[11]}/timeline`)).body.items.find((item: { type: string }) => item.type === 'message');
  assert.deepEqual([planned.kind, planned.planned], ['held', true]);
});

test('what came back since a moment is counted, machines and persons apart', async () => {
  const since = async (at: string) => (await mia.get('/feed/count', { since: at })).body;
  assert.deepEqual(await since('2026-11-23T10:00:00Z'), { count: 8, persons: 6 }, '5 opened, 2 followed, 1 left; two of the opens by machines alone');
  assert.deepEqual(await since('2026-11-23T11:00:00Z'), { count: 0, persons: 0 });
  assert.deepEqual((await app.as(other.owner).get('/feed/count', { since: '2026-11-23T00:00:00Z' })).body, { count: 0, persons: 0 });
});

test('the home page says what goes out, what is done of the setting-up, and what wants a decision', async () => {
  const home = (await mia.get('/overview')).body;
  assert.deepEqual(home.setup.map((step: { key: string; done: boolean }) => `${step.key} ${step.done}`), ['import true', 'write true', 'settings true', 'server false', 'launch true']);
  assert.deepEqual([home.underWay[0].id, home.underWay[0].held, home.underWay[0].accepted], [campaignId, 1, 9]);
  assert.deepEqual(home.decisions.map((one: { kind: string; count: number }) => [one.kind, one.count]), [['held', 1]]);
  await db.pool.query('update workspaces set is_demo = true where workspace_id = $1', [workspaceId]);
  const ofDemo: { key: string }[] = (await mia.get('/overview')).body.setup;
  await db.pool.query('update workspaces set is_demo = false where workspace_id = $1', [workspaceId]);
  assert.equal(ofDemo.some((step) => step.key === 'server'), false, 'an invented company is not asked for a mail server');
  const empty = (await app.as(other.owner).get('/overview')).body;
  assert.ok(empty.setup.every((step: { done: boolean }) => !step.done));
});

test('another workspace finds none of it', async () => {
  for (const path of ['results', 'series', 'links', 'people', 'people.csv']) assert.equal((await app.as(other.owner).get(`/campaigns/${campaignId}/${path}`)).status, 404, path);
  assert.equal((await app.as(other.owner).get(`/contacts/${world.contactIds[0]}/timeline`)).status, 404);
});

test('nothing failed unexpectedly', () => assert.deepEqual(app.failures, []));
