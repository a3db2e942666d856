import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { createShelf } from '../content/compiled-shelf.ts';
import { openLane } from '../plan/lanes.ts';
import { adoptAddressed, forgetAddressed, sendToPerson } from '../plan/send-to-person.ts';
import { addCompiled, addContacts, makeWorld, plan, testLinks, type World } from '../testing/sending-world.ts';
import { claimBatch } from './claim-batch.ts';
import { listOpenLanes } from './open-lanes.ts';

// What people chose for themselves, read from the database by the claim: topics, fewer mails, an address to confirm.

const { db } = await freshDatabase();
const shelf = createShelf(testLinks);
const { rows: [instance] } = await db.query<{ id: number }>({ text: `insert into sender_instances (host, pid) values ('test', 1) returning id` });
const now = new Date('2026-11-23T09:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

async function claim(world: World, at = now) {
  const claimed = [];
  for (const lane of (await listOpenLanes(db, at)).filter(({ workspaceId }) => workspaceId === world.workspaceId)) {
    claimed.push(...(await claimBatch(db, shelf, { instanceId: instance!.id, lane, limit: 100, now: at })).claimed);
  }
  return claimed;
}

async function reasonsOf(world: World) {
  const { rows } = await db.query<{ recipient_id: number; reason: string | null }>({ text: 'select recipient_id, coalesce(hold_reason, reason) as reason from messages where workspace_id = $1', values: [world.workspaceId] });
  return new Map(rows.map((row) => [row.recipient_id, row.reason]));
}

async function addTopic(world: World): Promise<number> {
  return (await db.query<{ id: number }>({ text: `insert into topics (workspace_id, name) values ($1, 'Product news') returning id`, values: [world.workspaceId] })).rows[0]!.id;
}

const laneAbout = (world: World, topicId: number | null, sourceId = 1) =>
  openLane(db, { workspaceId: world.workspaceId, sourceKind: 'campaign', sourceId, serverId: world.serverId, purpose: 'marketing', team: 'marketing', topicId });

test('a campaign about a topic passes over who left it; another workspace’s choices under the same ids do not count', async () => {
  const [world, other] = [await makeWorld(db, 1), await makeWorld(db, 1)];
  const topicId = await addTopic(world);
  const [stays, left, never] = await addContacts(world, 3) as [number, number, number];
  for (const [contactId, choice] of [[stays, 'in'], [left, 'out']] as const) {
    await db.query({ text: `insert into topic_choices (workspace_id, contact_id, topic_id, choice, source, at) values ($1, $2, $3, $4, 'test', $5)`, values: [world.workspaceId, contactId, topicId, choice, now] });
  }
  await plan(world, await laneAbout(world, topicId), await addCompiled(world), [stays, left, never], { now });
  const [foreign] = await addContacts(other, 1) as [number];
  await plan(other, await laneAbout(other, topicId), await addCompiled(other), [foreign], { now });
  assert.deepEqual((await claim(world)).map(({ recipientId }) => recipientId).toSorted((a, b) => a - b), [stays, never]);
  assert.equal((await reasonsOf(world)).get(left), 'topic_left');
  assert.deepEqual((await claim(other)).map(({ recipientId }) => recipientId), [foreign]);
});

test('a campaign without a topic reaches who left one', async () => {
  const world = await makeWorld(db, 1);
  const topicId = await addTopic(world);
  const [left] = await addContacts(world, 1) as [number];
  await db.query({ text: `insert into topic_choices (workspace_id, contact_id, topic_id, choice, source, at) values ($1, $2, $3, 'out', 'test', $4)`, values: [world.workspaceId, left, topicId, now] });
  await plan(world, await laneAbout(world, null), await addCompiled(world), [left], { now });
  assert.equal((await claim(world)).length, 1);
});

test('who asked for one mail a month gets one of two that are due at once, the other is held with its reason', async () => {
  const world = await makeWorld(db, 1);
  const [capped, free] = await addContacts(world, 2) as [number, number];
  await db.query({ text: 'insert into mail_caps (workspace_id, contact_id, mails, days, at) values ($1, $2, 1, 30, $3)', values: [world.workspaceId, capped, now] });
  const compiledId = await addCompiled(world);
  for (const sourceId of [1, 2]) await plan(world, await laneAbout(world, null, sourceId), compiledId, [capped, free], { sourceId, now });
  const got = await claim(world);
  assert.deepEqual(got.map(({ recipientId }) => recipientId).toSorted((a, b) => a - b), [capped, free, free].toSorted((a, b) => a - b));
  const { rows } = await db.query<{ hold_reason: string | null }>({ text: `select hold_reason from messages where workspace_id = $1 and state = 'planned'`, values: [world.workspaceId] });
  assert.deepEqual(rows.map((row) => row.hold_reason), ['own_frequency']);
});

test('a mail accepted within the person’s own days holds the next one, though the workspace has no rule', async () => {
  const world = await makeWorld(db, 1);
  const [capped] = await addContacts(world, 1) as [number];
  await db.query({ text: 'insert into mail_caps (workspace_id, contact_id, mails, days, at) values ($1, $2, 1, 7, $3)', values: [world.workspaceId, capped, now] });
  await db.query({ text: `insert into touches (workspace_id, contact_id, at, kind, team) values ($1, $2, $3, 'message', 'sales')`, values: [world.workspaceId, capped, days(-3)] });
  await plan(world, await laneAbout(world, null), await addCompiled(world), [capped], { now });
  assert.equal((await claim(world)).length, 0);
  assert.equal((await reasonsOf(world)).get(capped), 'own_frequency');
  assert.equal((await claim(world, days(4.1))).length, 1, 'three days ago and four more are seven');
});

test('who is no contact yet is written to at the address they typed, and becomes the contact’s mail later; a dead address is not tried', async () => {
  const world = await makeWorld(db, 1);
  const mail = (id: number, address: string) => sendToPerson(db, {
    workspaceId: world.workspaceId, to: { id, address }, source: { kind: 'sign-up', laneId: 1, sourceId: id, step: 0 }, subject: 'Confirm', text: 'Confirm', html: '<p>Confirm</p>', now,
  });
  await mail(501, 'Jane@People.example');
  await mail(502, 'Dead@People.example');
  await db.query({ text: `insert into suppressions (workspace_id, address_hash, reason) values ($1, sha256('dead@people.example'), 'bounced')`, values: [world.workspaceId] });
  const claimed = await claim(world);
  assert.deepEqual(claimed.map(({ address, recipientKind, tracked }) => ({ address, recipientKind, tracked })), [{ address: 'Jane@People.example', recipientKind: 'address', tracked: false }]);
  assert.equal((await reasonsOf(world)).get(502), 'suppressed: bounced');
  const [contactId] = await addContacts(world, 1) as [number];
  await adoptAddressed(db, world.workspaceId, 'sign-up', 501, contactId);
  await forgetAddressed(db, world.workspaceId, 'sign-up', [502], now);
  const { rows } = await db.query<{ recipient_kind: string; recipient_id: number; vars: unknown }>({ text: 'select recipient_kind, recipient_id, vars from messages where workspace_id = $1 order by id', values: [world.workspaceId] });
  assert.deepEqual(rows, [{ recipient_kind: 'contact', recipient_id: contactId, vars: null }, { recipient_kind: 'address', recipient_id: 502, vars: null }]);
});

test('what is still planned for a forgotten address never goes', async () => {
  const world = await makeWorld(db, 1);
  await sendToPerson(db, { workspaceId: world.workspaceId, to: { id: 601, address: 'late@people.example' }, source: { kind: 'sign-up', laneId: 1, sourceId: 601, step: 0 }, subject: 'x', text: 'x', html: 'x', now });
  await forgetAddressed(db, world.workspaceId, 'sign-up', [601], now);
  assert.deepEqual(await claim(world), []);
});
