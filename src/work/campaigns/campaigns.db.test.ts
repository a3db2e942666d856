import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { emailsRoutes } from '../../craft/emails/index.ts';
import { movableClock } from '../../platform/clock/index.ts';
import { freezeAudience } from './freeze-audience.ts';
import { campaignsRoutes, workOnCampaigns } from './index.ts';
import { addContacts, addPeople, body, handOver, putOnList } from './testing/campaign-world.ts';

const { db } = await freshDatabase();
const clock = movableClock('2026-11-23T08:00:00Z');
const app = await testApp({ db, clock, routes: [...campaignsRoutes({ db, trackingUrl: 'http://localhost:4400' }), ...emailsRoutes({ db })] });
const company = await addCompany(db);
const other = await addCompany(db, 'Southwind');
const { workspaceId } = company;
const world = await addPeople(db, company, Array.from({ length: 12 }, (_, n) => `Reader${n}`));
const mia = app.as(company.member);

async function draft(more: object = {}) {
  const { body: email } = await mia.post('/emails', { name: 'Letter', subject: 'Hello', preheader: 'And more', bodyKind: 'markdown', body });
  const answer = await mia.post('/campaigns', { name: 'Autumn', emailId: email.id, fromName: 'Mia', fromAddress: 'mia@northwind.example', serverId: world.serverId, audience: { lists: [world.listId], excludeLists: [] }, ...more });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}
const launch = (campaign: { id: number; revision: number }, more: object = {}) =>
  mia.post(`/campaigns/${campaign.id}/launch`, { expectedRevision: campaign.revision, expectedEmailVersion: 1, at: null, ...more });
const statusOf = async (id: number) => (await mia.get(`/campaigns/${id}`)).body.status;
const work = async () => { while (await workOnCampaigns(db, clock.now())); };
const planned = async (id: number) => (await db.pool.query(
  `select recipient_id, state from messages where workspace_id = $1 and source_kind = 'campaign' and source_id = $2 order by recipient_id`, [workspaceId, id])).rows;

test('a campaign goes from draft to finished, each state derived from what happened', async () => {
  const campaign = await draft();
  assert.deepEqual([campaign.status, campaign.server.kind, campaign.team], ['draft', 'local', 'marketing']);
  const launched = await launch(campaign);
  assert.equal(launched.body.status, 'preparing', launched.text);
  assert.equal(launched.body.launchedVersion, 1);
  await work();
  assert.equal(await statusOf(campaign.id), 'sending');
  assert.equal((await planned(campaign.id)).length, 12);
  await handOver(db, workspaceId, campaign.id, clock.now(), 5);
  const progress = (await mia.get(`/campaigns/${campaign.id}/progress`)).body;
  assert.deepEqual([progress.planned, progress.accepted, progress.waiting, progress.audience], [12, 5, 7, { size: 12, frozen: true }]);
  await handOver(db, workspaceId, campaign.id, clock.now());
  await work();
  const finished = (await mia.get(`/campaigns/${campaign.id}`)).body;
  assert.equal(finished.status, 'finished');
  assert.equal(finished.finishedAt, clock.now().toISOString());
  assert.deepEqual(finished.moves, ['duplicate', 'archive']);
});

test('pressed twice, and by two people at once, it is launched once', async () => {
  const campaign = await draft();
  const answers = await Promise.all([launch(campaign), launch(campaign), launch(campaign)]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409]);
  assert.equal((await launch(campaign)).body.code, 'campaign_cannot_move');
  await Promise.all([work(), work(), work()]);
  assert.equal((await planned(campaign.id)).length, 12);
  const compiled = await db.pool.query('select count(*) as count from compiled_emails x join campaigns c on c.compiled_id = x.id and c.workspace_id = x.workspace_id where c.id = $1', [campaign.id]);
  assert.equal(compiled.rows[0].count, 1);
});

test('what was changed since the launcher looked is not launched', async () => {
  const campaign = await draft();
  await mia.post(`/emails/${campaign.email.id}/versions`, { subject: 'New', preheader: '', bodyKind: 'markdown', body, textBody: null, expectedVersion: 1 });
  assert.equal((await launch(campaign)).body.code, 'email_changed');
  const saved = (await mia.patch(`/campaigns/${campaign.id}`, { expectedRevision: campaign.revision, name: 'Winter' })).body;
  assert.equal((await launch(campaign, { expectedEmailVersion: 2 })).body.code, 'campaign_changed');
  assert.equal((await launch(saved, { expectedEmailVersion: 2 })).status, 200);
});

test('preflight stops a launch, and says why field by field', async () => {
  const campaign = await draft({ fromAddress: '', audience: { lists: [], excludeLists: [] } });
  const refused = await launch(campaign);
  assert.deepEqual([refused.status, refused.body.code], [400, 'preflight_stopped']);
  assert.deepEqual(refused.body.fields.map((field: { path: string }) => field.path), ['from.from_missing', 'audience.audience_missing']);
  const seen = (await mia.get(`/campaigns/${campaign.id}/preflight`)).body;
  assert.equal(seen.mayLaunch, false);
  assert.equal(await statusOf(campaign.id), 'draft');
  const smtp = await db.pool.query(`insert into servers (workspace_id, name, kind, host, port) values ($1, 'Relay', 'smtp', 'smtp.northwind.example', 587) returning id`, [workspaceId]);
  const real = await draft({ serverId: smtp.rows[0].id });
  assert.deepEqual((await launch(real)).body.fields.map((field: { path: string }) => field.path), ['settings.address_unreachable']);
});

test('a pause stops the lane at once, a resume opens it; neither loses anybody', async () => {
  const campaign = await draft();
  await launch(campaign);
  await work();
  await handOver(db, workspaceId, campaign.id, clock.now(), 4);
  assert.equal((await mia.post(`/campaigns/${campaign.id}/pause`)).body.status, 'paused');
  assert.equal(await handOver(db, workspaceId, campaign.id, clock.now()), 0);
  await work();
  assert.equal(await statusOf(campaign.id), 'paused');
  assert.equal((await mia.post(`/campaigns/${campaign.id}/pause`)).status, 409);
  assert.equal((await mia.post(`/campaigns/${campaign.id}/resume`)).body.status, 'sending');
  assert.equal(await handOver(db, workspaceId, campaign.id, clock.now()), 8);
  assert.equal(await statusOf(campaign.id), 'finished');
});

test('paused before its audience was looked at, it is frozen but nothing goes', async () => {
  const campaign = await draft();
  await launch(campaign);
  await mia.post(`/campaigns/${campaign.id}/pause`);
  await work();
  assert.equal((await planned(campaign.id)).length, 12);
  assert.equal(await handOver(db, workspaceId, campaign.id, clock.now()), 0);
});

test('cancelled, the rest is marked and never goes; what went stays counted', async () => {
  const campaign = await draft();
  await launch(campaign);
  await work();
  await handOver(db, workspaceId, campaign.id, clock.now(), 3);
  assert.equal((await mia.post(`/campaigns/${campaign.id}/cancel`)).body.status, 'cancelled');
  assert.equal(await handOver(db, workspaceId, campaign.id, clock.now()), 0);
  await work();
  const states = (await planned(campaign.id)).map((row) => row.state);
  assert.deepEqual([states.filter((state) => state === 'cancelled').length, states.filter((state) => state === 'accepted').length], [9, 3]);
  assert.equal(await statusOf(campaign.id), 'cancelled');
  for (const move of ['resume', 'pause', 'cancel', 'launch']) {
    const asked = move === 'launch' ? await launch({ ...campaign, revision: campaign.revision + 1 }) : await mia.post(`/campaigns/${campaign.id}/${move}`);
    assert.equal(asked.status, 409, move);
  }
  const { rows } = await db.pool.query('select finished_at from campaigns where id = $1', [campaign.id]);
  assert.ok(rows[0].finished_at, 'the worker has nothing left to do for it');
});

test('cancelled while its audience is being frozen, nobody is planned any more', async () => {
  const campaign = await draft();
  await launch(campaign);
  assert.equal(await freezeAudience(db, workspaceId, campaign.id, clock.now(), 5), true);
  await mia.post(`/campaigns/${campaign.id}/cancel`);
  assert.equal(await freezeAudience(db, workspaceId, campaign.id, clock.now(), 5), false);
  await work();
  assert.deepEqual((await planned(campaign.id)).map((row) => row.state), Array(5).fill('cancelled'));
});

test('an audience is frozen in chunks: each person once over all lists, without the excluded, the deleted, and whoever a kill would double', async () => {
  const more = await addContacts(db, workspaceId, ['Extra1', 'Extra2', 'Gone']);
  const lists = await Promise.all(['Second', 'Never'].map(async (name) => (await db.pool.query('insert into lists (workspace_id, name) values ($1, $2) returning id', [workspaceId, name])).rows[0].id));
  await putOnList(db, workspaceId, lists[0], [...world.contactIds.slice(0, 6), ...more]);
  await putOnList(db, workspaceId, lists[1], [world.contactIds[2]!, more[0]!]);
  await db.pool.query('update contacts set deleted_at = now() where workspace_id = $1 and id = $2', [workspaceId, more[2]]);
  const campaign = await draft({ audience: { lists: [world.listId, lists[0]], excludeLists: [lists[1]] } });
  const forecast = (await mia.get(`/campaigns/${campaign.id}/preflight`)).body.forecast;
  assert.deepEqual(forecast, {
    listed: 20, duplicates: 6, excluded: 2, audience: 12, judged: true, mailed: 12, held: [], dropped: [], past: 0, timetable: [],
    sources: [{ kind: 'list', id: world.listId, count: 12 }, { kind: 'list', id: lists[0], count: 8 }], leftOutBy: [{ kind: 'list', id: lists[1], count: 2 }],
  });
  await launch(campaign);
  const expected = [...world.contactIds, ...more].filter((id) => id !== world.contactIds[2] && id !== more[0] && id !== more[2]);
  let rounds = 0;
  for (let again = true; again; rounds += 1) {
    again = await freezeAudience(db, workspaceId, campaign.id, clock.now(), 4);
    // A kill after the plan but before the cursor cannot happen (one transaction); one that forgot the cursor would still double nobody.
    if (rounds === 1) await db.pool.query('update campaigns set audience_cursor = 0, audience_size = 0 where id = $1', [campaign.id]);
  }
  assert.ok(rounds >= 4);
  assert.deepEqual((await planned(campaign.id)).map((row) => row.recipient_id), expected.toSorted((a, b) => a - b));
});

test('scheduled, it waits for its time in the zone said; taken off, it is a draft again; its audience is that of the hour', async () => {
  const campaign = await draft();
  const at = { local: '2026-11-24T09:00', zone: 'Asia/Kathmandu' };
  const scheduled = (await launch(campaign, { at })).body;
  assert.deepEqual([scheduled.status, scheduled.sendAt], ['scheduled', '2026-11-24T03:15:00.000Z']);
  await work();
  assert.deepEqual(await planned(campaign.id), []);
  const back = (await mia.post(`/campaigns/${campaign.id}/unschedule`)).body;
  assert.deepEqual([back.status, back.sendAt, back.launchedVersion], ['draft', null, null]);
  assert.equal((await launch(back, { at })).status, 200);
  const [late] = await addContacts(db, workspaceId, ['Late']);
  await putOnList(db, workspaceId, world.listId, [late!]);
  clock.moveTo('2026-11-24T03:15:00Z');
  await work();
  assert.equal((await planned(campaign.id)).length, 13);
  assert.equal(await statusOf(campaign.id), 'sending');
  assert.equal((await launch(await draft(), { at: { local: '2026-11-20T09:00' } })).body.code, 'time_is_past');
});

test('a server put away before the time comes makes the campaign stand still, and say why; nobody is planned', async () => {
  const { rows } = await db.pool.query(`insert into servers (workspace_id, name, kind) values ($1, 'Old', 'local') returning id`, [workspaceId]);
  const campaign = await draft({ serverId: rows[0].id });
  await launch(campaign);
  await db.pool.query('update servers set archived_at = now() where workspace_id = $1 and id = $2', [workspaceId, rows[0].id]);
  await work();
  const progress = (await mia.get(`/campaigns/${campaign.id}/progress`)).body;
  assert.equal(progress.status, 'paused');
  assert.match(progress.serverPausedReason, /put away/);
  assert.deepEqual(await planned(campaign.id), []);
});

test('of two editors one is told, with both sides; after launch only the name may change', async () => {
  const campaign = await draft();
  const save = (change: object, revision = campaign.revision) => mia.patch(`/campaigns/${campaign.id}`, { expectedRevision: revision, ...change });
  const first = (await save({ fromName: 'Mia M' })).body;
  const second = await save({ fromName: 'Other' });
  assert.deepEqual([second.status, second.body.code, second.body.details.theirs.from.name, second.body.details.yours.fromName], [409, 'campaign_changed', 'Mia M', 'Other']);
  const launched = (await launch(first)).body;
  assert.equal((await save({ fromName: 'Late' }, launched.revision)).body.code, 'campaign_not_draft');
  assert.equal((await save({ name: 'Renamed' }, launched.revision)).body.name, 'Renamed');
});

test('the forecast is the gate’s own verdict, counted', async () => {
  const [plain, noName, blocked, withdrawn, often] = await addContacts(db, workspaceId, ['Plain', 'Noname', 'Blocked', 'Withdrawn', 'Often']);
  const list = (await db.pool.query(`insert into lists (workspace_id, name) values ($1, 'Judged') returning id`, [workspaceId])).rows[0].id;
  await putOnList(db, workspaceId, list, [plain!, noName!, blocked!, withdrawn!, often!]);
  await db.pool.query(`update contacts set first_name = ' ' where id = $1`, [noName]);
  await db.pool.query(`update contacts set consent = 'withdrawn' where id = $1`, [withdrawn]);
  await db.pool.query(`insert into suppressions (workspace_id, address_hash, reason) values ($1, sha256('blocked@reader.example'), 'unsubscribed')`, [workspaceId]);
  await db.pool.query('update workspaces set frequency_max = 1, frequency_days = 7 where workspace_id = $1', [workspaceId]);
  await db.pool.query(`insert into touches (workspace_id, contact_id, at, kind, team) values ($1, $2, $3, 'message', 'sales')`, [workspaceId, often, clock.now()]);
  const campaign = await draft({ audience: { lists: [list], excludeLists: [] } });
  await mia.post(`/emails/${campaign.email.id}/versions`, { subject: 'For {{ first_name }}', preheader: '', bodyKind: 'markdown', body, textBody: null, expectedVersion: 1 });
  const { forecast, items } = (await mia.get(`/campaigns/${campaign.id}/preflight`)).body;
  await db.pool.query('update workspaces set frequency_max = null, frequency_days = null where workspace_id = $1', [workspaceId]);
  const reasons = (counts: { reason: string; count: number }[]) => counts.map(({ reason, count }) => `${reason} ${count}`).toSorted();
  assert.equal(forecast.mailed, 1);
  assert.deepEqual(reasons(forecast.held), ['frequency 1', 'missing_variable: contact.first_name 1']);
  assert.deepEqual(reasons(forecast.dropped), ['consent_withdrawn 1', 'suppressed: unsubscribed 1']);
  assert.ok(items.some((item: { code: string }) => item.code === 'variable_missing'));
});

test('a test goes to colleagues, contacts and new addresses, again and again, filled, marked, and counted nowhere', async () => {
  const campaign = await draft();
  const sent = await mia.post(`/campaigns/${campaign.id}/test`, { to: [], contactId: world.contactIds[0] });
  assert.deepEqual([sent.status, sent.body.planned], [200, 1]);
  const again = await mia.post(`/campaigns/${campaign.id}/test`, { to: ['READER1@reader.example', 'sam.seller@w1.example', 'new@elsewhere.example'], contactId: world.contactIds[0] });
  assert.equal(again.body.planned, 3);
  const { rows } = await db.pool.query(`
    select m.recipient_kind, m.step, m.vars, l.purpose, x.content from messages m join lanes l on l.workspace_id = m.workspace_id and l.id = m.lane_id
    join compiled_emails x on x.workspace_id = m.workspace_id and x.id = m.compiled_id
    where m.workspace_id = $1 and m.source_kind = 'test' and m.source_id = $2 order by m.step, m.recipient_kind`, [workspaceId, campaign.id]);
  assert.deepEqual(rows.map((row) => [row.recipient_kind, row.step, row.purpose]), [['member', 1, 'internal'], ['contact', 2, 'internal'], ['contact', 2, 'internal'], ['member', 2, 'internal']]);
  assert.deepEqual(rows[0].vars, { 'contact.first_name': 'Reader0' });
  assert.equal(rows[0].content.subject.join(''), '[Test] Hello');
  assert.equal((await mia.get(`/campaigns/${campaign.id}/progress`)).body.planned, 0);
  const bad = await mia.post(`/campaigns/${campaign.id}/test`, { to: ['not an address'] });
  assert.deepEqual([bad.status, bad.body.fields[0].path], [400, 'body.to.0']);
});

test('a copy is a draft with a copy of its email; what is archived leaves the list and can come back', async () => {
  const campaign = await draft({ name: 'Original' });
  const copy = (await mia.post(`/campaigns/${campaign.id}/duplicate`)).body;
  assert.deepEqual([copy.name, copy.status, copy.email.id === campaign.email.id, copy.audience.lists.length], ['Original (copy)', 'draft', false, 1]);
  await mia.post(`/campaigns/${copy.id}/archive`, { archived: true });
  const ids = async (show: string) => (await mia.get('/campaigns', { show, search: 'original' })).body.items.map((item: { id: number }) => item.id);
  assert.deepEqual([await ids('drafts'), await ids('archived')], [[campaign.id], [copy.id]]);
  assert.equal((await mia.post(`/campaigns/${copy.id}/archive`, { archived: false })).status, 200);
  assert.deepEqual(await ids('all'), [copy.id, campaign.id]);
});

test('another workspace finds nothing, a viewer moves nothing, and a team does not send for the other', async () => {
  const campaign = await draft();
  const revision = { expectedRevision: campaign.revision };
  const calls: [method: string, path: string, body?: object][] = [
    ['GET', ''], ['GET', '/progress'], ['GET', '/preflight'], ['PATCH', '', { ...revision, name: 'X' }], ['POST', '/duplicate'], ['POST', '/archive', { archived: true }],
    ['POST', '/launch', { ...revision, expectedEmailVersion: 1, at: null }], ['POST', '/pause'], ['POST', '/resume'], ['POST', '/cancel'], ['POST', '/unschedule'], ['POST', '/test', { to: [] }],
  ];
  for (const [method, path, sent] of calls) {
    const call = (actor: typeof company.owner) => app.as(actor).call(method, `/campaigns/${campaign.id}${path}`, { body: sent });
    assert.equal((await call(other.owner)).status, 404, `${method} ${path}`);
    assert.equal((await call(company.viewer)).status, method === 'GET' ? 200 : 403, `${method} ${path}`);
  }
  assert.equal((await app.as(company.seller).post(`/campaigns/${campaign.id}/launch`, { ...revision, expectedEmailVersion: 1, at: null })).status, 403);
  assert.equal((await app.as(company.seller).post('/campaigns', { name: 'X', team: 'marketing' })).body.code, 'other_team');
  assert.equal((await app.as(company.seller).patch(`/campaigns/${campaign.id}`, { ...revision, team: 'sales' })).status, 200, 'taken over by the own team');
  assert.equal((await app.as(company.seller).patch(`/campaigns/${campaign.id}`, { expectedRevision: 2, team: 'marketing' })).body.code, 'other_team');
  const stolen = await app.as(other.owner).post('/campaigns', { name: 'X', audience: { lists: [world.listId], excludeLists: [] } });
  assert.equal(stolen.body.code, 'unknown_list');
  assert.equal((await app.as(other.owner).post('/campaigns', { name: 'X', emailId: campaign.email.id })).status, 404);
  assert.equal((await app.as(other.owner).post('/campaigns', { name: 'X', serverId: world.serverId })).status, 404);
  assert.equal(await statusOf(campaign.id), 'draft');
});

test('nothing failed unexpectedly', () => assert.deepEqual(app.failures, []));
