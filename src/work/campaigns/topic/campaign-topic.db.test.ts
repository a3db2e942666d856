import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCompany, testApp } from '../../../../test/support/api.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { campaignTopicRoutes } from './routes.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: campaignTopicRoutes({ db }) });
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
