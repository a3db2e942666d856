import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { contactsRoutes } from '../../people/contacts/index.ts';
import { movableClock } from '../../platform/clock/index.ts';
import { Problem } from '../../platform/errors/index.ts';
import { askInTurn, countSegment } from './ask-people.ts';
import type { Condition } from './condition/condition.ts';
import { freezeSegments, frozenPredicate } from './freeze-segments.ts';
import { segmentsRoutes } from './routes.ts';
import { contactsBySegment } from './contacts-by-segment.ts';
import { segmentsUsingAttribute, segmentsUsingList } from './used-attributes.ts';
import { listsRoutes } from '../../people/lists/index.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-11-23T09:00:00Z'));
const noCampaigns = { campaignNames: async () => [], findCampaigns: async () => [], campaignsUsing: async () => [] };
const routes = [...segmentsRoutes({ db, ...noCampaigns }), ...contactsRoutes({ db, followers: [], attributeUses: (workspaceId, key) => segmentsUsingAttribute(db, workspaceId, key), segments: contactsBySegment({ db, campaignNames: noCampaigns.campaignNames }) })];
const segments = contactsBySegment({ db, campaignNames: noCampaigns.campaignNames });
routes.push(...listsRoutes({ db, segments, listUses: async (workspaceId, listId) => ({ segments: await segmentsUsingList(db, workspaceId, listId), forms: ['Sign-up'], campaigns: [] }) }));
const app = await testApp({ db, routes, clock });
const company = await addCompany(db, 'Ferrow');
const rival = await addCompany(db, 'Rival');
const [member, viewer, owner, stranger] = [app.as(company.member), app.as(company.viewer), app.as(company.owner), app.as(rival.owner)];

await db.pool.query(`insert into contacts (workspace_id, email, email_key, first_name, job_title, consent) select $1, n || '@p.example', n || '@p.example', 'P' || n, case when n <= 15 then 'Editor' else 'Buyer' end, case when n % 2 = 0 then 'given' else 'unknown' end from generate_series(1, 40) n`, [company.workspaceId]);
await db.pool.query(`insert into contacts (workspace_id, email, email_key, job_title) values ($1, 'x@rival.example', 'x@rival.example', 'Editor')`, [rival.workspaceId]);

const editors: Condition = { rule: 'attribute', field: 'jobTitle', op: 'is', value: 'editor' };
const given: Condition = { rule: 'consent', op: 'in', states: ['given'] };
const save = async (name: string, condition: Condition) => (await member.post('/segments', { name, condition })).body;

test('a condition is counted before it is saved, with ten of its people and in words', async () => {
  const { status, body } = await viewer.post('/segments/ask', { condition: { all: [editors] } });
  assert.deepEqual([status, body.count, body.sample.length, body.words], [200, 15, 10, 'Contacts whose job title is “editor”.']);
  assert.equal((await stranger.post('/segments/ask', { condition: editors })).body.count, 1);
});

test('a saved segment is seen by everybody here, its people page by page and as CSV', async () => {
  const segment = await save('Editors', editors);
  const first = (await viewer.get(`/segments/${segment.id}/people`, { limit: 10 })).body;
  const second = (await viewer.get(`/segments/${segment.id}/people`, { limit: 10, after: first.next })).body;
  assert.deepEqual([first.items.length, second.items.length, second.next], [10, 5, null]);
  assert.equal(new Set([...first.items, ...second.items].map(({ id }: { id: number }) => id)).size, 15);
  assert.equal((await member.get(`/segments/${segment.id}/export.csv`)).text.trim().split('\n').length, 16);
  assert.equal((await viewer.get(`/segments/${segment.id}/people/${first.items[0].id}`)).body.isIn, true);
  await member.post(`/segments/${segment.id}/count`);
  const [line] = (await viewer.get('/segments', { search: 'edit' })).body.items;
  assert.deepEqual([line.counted.count, line.owner.id, line.flaws], [15, company.member.memberId, []]);
});

test('a viewer saves nothing, and another workspace finds nothing of ours', async () => {
  const segment = await save('Private to us', given);
  assert.equal((await viewer.post('/segments', { name: 'Mine', condition: given })).status, 403);
  for (const [method, path] of [['GET', ''], ['GET', '/people'], ['GET', '/export.csv'], ['POST', '/count'], ['POST', '/duplicate'], ['POST', '/archive'], ['POST', '/bring-back']] as const) {
    assert.equal((await stranger.call(method, `/segments/${segment.id}${path}`)).status, 404, `${method} ${path}`);
  }
  assert.equal((await stranger.patch(`/segments/${segment.id}`, { expectedRevision: 1, name: 'Taken' })).status, 404);
  const { rows: [list] } = await db.pool.query(`insert into lists (workspace_id, name) values ($1, 'Ours') returning id`, [company.workspaceId]);
  const asked = await stranger.post('/segments/ask', { condition: { rule: 'list', op: 'not-in', ids: [list.id] } });
  assert.deepEqual([asked.status, asked.body.code], [400, 'segment_flawed']);
  assert.equal(asked.text.includes('Ours'), false);
});

test('two who change one segment do not overwrite each other', async () => {
  const segment = await save('Shared', given);
  assert.equal((await member.patch(`/segments/${segment.id}`, { expectedRevision: 1, condition: editors })).body.revision, 2);
  const late = await owner.patch(`/segments/${segment.id}`, { expectedRevision: 1, condition: given });
  assert.deepEqual([late.status, late.body.code], [409, 'segment_changed']);
  assert.deepEqual((await viewer.get(`/segments/${segment.id}`)).body.condition, editors);
});

test('an attribute in use warns by the segments’ names; put away, they find nobody and say why', async () => {
  await owner.post('/attributes', { key: 'plan', label: 'Plan', type: 'text' });
  const segment = await save('Without a plan', { rule: 'attribute', field: 'attributes.plan', op: 'is-not', value: 'gold' });
  const warned = await owner.patch('/attributes/plan', { archived: true });
  assert.deepEqual([warned.status, warned.body.code, warned.body.detail.includes('“Without a plan”')], [409, 'attribute_in_use', true]);
  assert.equal((await owner.patch('/attributes/plan', { archived: true, evenIfUsed: true })).status, 200);
  assert.match((await viewer.get(`/segments/${segment.id}`)).body.flaws[0], /“Plan” was put away/);
  assert.equal((await viewer.post(`/segments/${segment.id}/count`)).body.code, 'segment_flawed');
  assert.equal((await viewer.get(`/segments/${segment.id}/people`)).body.code, 'segment_flawed');
  await assert.rejects(freezeSegments(db, company.workspaceId, [segment.id], noCampaigns.campaignNames), (error) => error instanceof Problem && /“Plan” was put away/.test(error.message));
});

test('contacts are filtered by a segment, together with every other filter, in the list, the count and the export', async () => {
  const segment = await save('Editors to filter', editors);
  const emails = async (query: object, who = viewer) => ((await who.get('/contacts', { limit: 100, ...query })).body.items as { email: string }[]).map(({ email }) => email);
  const found = await emails({ segmentId: segment.id });
  assert.deepEqual(found, Array.from({ length: 15 }, (_, n) => `${15 - n}@p.example`));
  assert.deepEqual(await emails({ segmentId: segment.id, consent: 'given', search: '1' }), ['14@p.example', '12@p.example', '10@p.example']);
  assert.equal((await viewer.get('/contacts/count', { segmentId: segment.id, consent: 'given' })).body.count, 7);
  const first = (await viewer.get('/contacts', { limit: 10, segmentId: segment.id })).body;
  assert.deepEqual([...first.items.map(({ email }: { email: string }) => email), ...await emails({ segmentId: segment.id, after: first.next })], found);
  assert.ok((await viewer.get('/contacts/segments')).body.items.some(({ id }: { id: number }) => id === segment.id));
  assert.equal((await stranger.get('/contacts', { segmentId: segment.id })).status, 404);
  assert.deepEqual((await stranger.get('/contacts/segments')).body.items, []);
  const list = (await member.post('/lists', { name: 'Found editors' })).body;
  assert.equal((await member.post(`/lists/${list.id}/found`, { filter: { segmentId: segment.id, consent: 'given' } })).body.added, 7);
  assert.deepEqual((await emails({ segmentId: segment.id, listId: list.id })).length, 7);
});

test('a list in use warns by the names of what works with it, and is put away all the same when wanted', async () => {
  const list = (await member.post('/lists', { name: 'Readers' })).body;
  await save('On the list', { not: { any: [{ rule: 'list', op: 'in', ids: [list.id] }] } });
  const warned = await member.post(`/lists/${list.id}/archive`);
  assert.deepEqual([warned.status, warned.body.code], [409, 'list_in_use']);
  assert.match(warned.body.detail, /“On the list”[\s\S]*“Sign-up”/);
  assert.equal((await viewer.get(`/lists/${list.id}`)).body.archivedAt, null);
  assert.equal((await member.post(`/lists/${list.id}/archive?evenIfUsed=yes`)).status, 200);
  assert.equal((await stranger.post(`/lists/${list.id}/archive`)).status, 404);
});

test('a question nobody waits for any more ends in the database, and its connection is free for others', async () => {
  const asking = { db, campaignNames: noCampaigns.campaignNames };
  const gone = new AbortController();
  const slow = askInTurn(asking, { workspaceId: company.workspaceId, signal: gone.signal }, async (on) => {
    const asleep = on.query({ text: 'select pg_sleep(6)' });
    gone.abort(new Error('left'));
    return asleep;
  });
  const began = performance.now();
  await assert.rejects(slow, /left/);
  assert.ok(performance.now() - began < 5000, 'it did not sleep to its end');
  assert.equal(await countSegment(asking, { workspaceId: company.workspaceId, condition: editors, now: clock.now() }), 15);
});

test('a circle is refused by name, however the second half of it comes about', async () => {
  const inner = await save('Inner', given);
  const outer = await save('Outer', { rule: 'segment', op: 'in', id: inner.id });
  const closed = await member.patch(`/segments/${inner.id}`, { expectedRevision: 1, condition: { not: { rule: 'segment', op: 'in', id: outer.id } } });
  assert.deepEqual([closed.status, closed.body.code], [400, 'segment_flawed']);
  assert.match(closed.body.detail, /“Inner” → “Outer” → “Inner”/);
});

test('a frozen copy keeps what it said, whatever becomes of the segment', async () => {
  const inner = await save('To be changed', editors);
  const outer = await save('Holding it', { all: [{ rule: 'segment', op: 'in', id: inner.id }, given] });
  const [frozen] = await freezeSegments(db, company.workspaceId, [outer.id], noCampaigns.campaignNames);
  await member.patch(`/segments/${inner.id}`, { expectedRevision: 1, condition: given });
  const values: unknown[] = [company.workspaceId];
  const where = frozenPredicate(JSON.parse(JSON.stringify(frozen)), { alias: 'c', workspace: '$1', value: (each) => `$${values.push(each)}`, now: clock.now() });
  const { rows: [{ count }] } = await db.pool.query(`select count(*)::int as count from contacts c where c.workspace_id = $1 and ${where}`, values);
  assert.equal(count, 7);
  await assert.rejects(freezeSegments(db, rival.workspaceId, [outer.id], noCampaigns.campaignNames), (error) => error instanceof Problem && error.code === 'not_found');
});

test('a condition of a newer version is refused, and kept as it is', async () => {
  const asked = await member.post('/segments', { name: 'Tomorrow', version: 2, condition: given });
  assert.deepEqual([asked.status, asked.body.code], [400, 'segment_version']);
  const { rows: [{ id }] } = await db.pool.query(`insert into segments (workspace_id, name, schema_version, condition) values ($1, 'From tomorrow', 2, '{"some":[]}') returning id`, [company.workspaceId]);
  const shown = (await viewer.get(`/segments/${id}`)).body;
  assert.match(shown.flaws[0], /newer Kindred/);
  assert.deepEqual(shown.condition, { some: [] });
  assert.equal((await viewer.post(`/segments/${id}/count`)).body.code, 'segment_version');
});

test('a name is taken once among the living, and a copy finds one of its own', async () => {
  const segment = await save('Twice', given);
  assert.equal((await member.post('/segments', { name: 'TWICE', condition: given })).body.code, 'segment_name_taken');
  const copies = [(await member.post(`/segments/${segment.id}/duplicate`)).body.name, (await member.post(`/segments/${segment.id}/duplicate`)).body.name];
  assert.deepEqual(copies, ['Twice (copy)', 'Twice (copy 2)']);
  await member.post(`/segments/${segment.id}/archive`);
  await save('Twice', given);
  assert.equal((await member.post(`/segments/${segment.id}/bring-back`)).body.code, 'segment_name_taken');
});

test('nothing went wrong unexpectedly', () => { assert.deepEqual(app.failures, []); });
