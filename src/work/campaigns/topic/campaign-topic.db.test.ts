import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { movableClock } from '../../../platform/clock/index.ts';
import { emailsRoutes } from '../../../craft/emails/index.ts';
import { campaignsRoutes, workOnCampaigns } from '../index.ts';
import { addPeople, body } from '../testing/campaign-world.ts';

const { db } = await freshDatabase();
const clock = movableClock('2026-11-23T08:00:00Z');
const app = await testApp({ db, clock, routes: [...campaignsRoutes({ db, trackingUrl: 'http://localhost:4400' }), ...emailsRoutes({ db })] });
const ours = await addCompany(db);
const add = async (text: string, values: unknown[]) => (await db.pool.query<{ id: number }>(`${text} returning id`, values)).rows[0]!.id;
const emailId = await add(`insert into emails (workspace_id, name) values ($1, 'x')`, [ours.workspaceId]);
await db.pool.query(`insert into email_versions (workspace_id, email_id, version, body_kind) values ($1, $2, 1, 'markdown')`, [ours.workspaceId, emailId]);
const campaignId = await add(`insert into campaigns (workspace_id, name, email_id, team) values ($1, 'Open day', $2, 'marketing')`, [ours.workspaceId, emailId]);
const topicId = await add(`insert into topics (workspace_id, name) values ($1, 'Events')`, [ours.workspaceId]);
const path = `/campaigns/${campaignId}/topic`;

test('a draft is told its topic, and can be told otherwise', async () => {
  const member = app.as(ours.member);
  assert.deepEqual((await member.get(path)).body, { topicId: null });
  assert.deepEqual((await member.put(path, { topicId })).body, { topicId });
  assert.deepEqual((await member.put(path, { topicId: null })).body, { topicId: null });
});

test('a topic of another company, one put away, and a campaign of the other team are refused; nothing changes', async () => {
  const rival = await addCompany(db, 'Rival');
  const theirs = await add(`insert into topics (workspace_id, name) values ($1, 'Theirs')`, [rival.workspaceId]);
  const away = await add(`insert into topics (workspace_id, name, archived_at) values ($1, 'Away', now())`, [ours.workspaceId]);
  for (const wrong of [theirs, away, 999_999]) assert.equal((await app.as(ours.member).put(path, { topicId: wrong })).status, 400);
  assert.equal((await app.as(ours.seller).put(path, { topicId })).status, 400);
  assert.equal((await app.as(rival.owner).put(path, { topicId: theirs })).status, 404);
  assert.deepEqual((await app.as(ours.viewer).get(path)).body, { topicId: null });
});

test('once it is launched the topic stays', async () => {
  await db.pool.query('update campaigns set launched_at = now(), send_at = now() where workspace_id = $1 and id = $2', [ours.workspaceId, campaignId]);
  const answer = await app.as(ours.member).put(path, { topicId });
  assert.equal(answer.status, 409);
  assert.equal(answer.body.code, 'campaign_not_draft');
});

test('the forecast and the explanation count who left the topic; freezing gives it to the lane', async () => {
  const company = await addCompany(db, 'Southwind');
  const w = company.workspaceId;
  const world = await addPeople(db, company, ['Ann', 'Bob', 'Cem']);
  const events = await add(`insert into topics (workspace_id, name) values ($1, 'Events')`, [w]);
  const { rows: people } = await db.pool.query<{ id: number }>('select contact_id as id from list_members where workspace_id = $1 and list_id = $2 order by 1', [w, world.listId]);
  await db.pool.query(`insert into topic_choices (workspace_id, contact_id, topic_id, choice, source, at) values ($1, $2, $4, 'out', 'test', now()), ($1, $3, $4, 'in', 'test', now())`, [w, people[0]!.id, people[1]!.id, events]);
  const mia = app.as(company.member);
  const { body: email } = await mia.post('/emails', { name: 'Letter', subject: 'Hello', preheader: 'And more', bodyKind: 'markdown', body });
  const audience = { lists: [world.listId], excludeLists: [], segments: [], excludeSegments: [] };
  const { body: campaign } = await mia.post('/campaigns', { name: 'Open day', emailId: email.id, fromName: 'Mia', fromAddress: 'mia@northwind.example', serverId: world.serverId, audience });
  const forecast = async () => (await mia.get(`/campaigns/${campaign.id}/preflight`)).body.forecast;
  assert.equal((await forecast()).mailed, 3);
  await mia.put(`/campaigns/${campaign.id}/topic`, { topicId: events });
  const now = await forecast();
  assert.equal(now.mailed, 2);
  assert.deepEqual(now.dropped.map(({ reason, count }: { reason: string; count: number }) => [reason, count]), [['topic_left', 1]]);
  const { body: why } = await mia.post('/campaigns/audience/explain', { audience, team: 'marketing', contactId: people[0]!.id, campaignId: campaign.id });
  assert.match(why.fate.reason, /does not want mail on this topic/);
  const seen = (await mia.get(`/campaigns/${campaign.id}`)).body;
  const launched = await mia.post(`/campaigns/${campaign.id}/launch`, { expectedRevision: seen.revision, expectedEmailVersion: seen.email.version, at: null });
  assert.equal(launched.status, 200, launched.text);
  await workOnCampaigns(db, clock.now());
  assert.deepEqual((await db.pool.query('select topic_id from lanes where workspace_id = $1', [w])).rows, [{ topic_id: events }]);
  const { body: copied } = await mia.post(`/campaigns/${campaign.id}/duplicate`);
  assert.deepEqual((await mia.get(`/campaigns/${copied.id}/topic`)).body, { topicId: events }, 'a copy writes about the same');
});
