import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSink } from '../../bench/smtp-sink.ts';
import { testApp } from '../../../test/support/api.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { asId, type Role } from '../../platform/identity/index.ts';
import { planOne } from './plan/plan-messages.ts';
import { reapDeadSenders } from './sender/reap-dead-senders.ts';
import { messageRoutes } from './routes.ts';
import { addCompiled, addContacts, addLane, makeWorld, plan, senderFor, statesOf, until, type World } from './testing/sending-world.ts';
import { settleUnknownByHits } from './unknown/settle-by-hits.ts';

const { db } = await freshDatabase();
const app = await testApp({ db, routes: messageRoutes({ db }) });
const as = (world: World, role: Role = 'member') => app.as({ workspaceId: world.workspaceId, memberId: asId(1), name: 'Ann', team: 'both', role });
const sums = async (world: World) => Object.fromEntries((await db.query<{ metric: string; sum: number }>({
  text: 'select metric, sum(change)::int as sum from rollup_changes where workspace_id = $1 group by metric having sum(change) <> 0', values: [world.workspaceId],
})).rows.map((row) => [row.metric, row.sum]));

/** A campaign whose sender died with two mails on their way and one claimed. */
async function afterACrash(port = 1) {
  const world = await makeWorld(db, port);
  const lane = await addLane(world);
  const compiled = await addCompiled(world);
  await plan(world, lane, compiled, await addContacts(world, 3));
  const { rows } = await db.query<{ id: number }>({ text: 'select id from messages where workspace_id = $1 order by id', values: [world.workspaceId] });
  const ids = rows.map((row) => row.id);
  const { rows: dead } = await db.query<{ id: number }>({ text: `insert into sender_instances (host, pid) values ('gone', 1) returning id` });
  await db.query({ text: `update messages set state = 'handing', claimed_by = $2, attempts = 1 where workspace_id = $1 and id = any($3)`, values: [world.workspaceId, dead[0]!.id, ids.slice(0, 2)] });
  await db.query({ text: `update messages set state = 'claimed', claimed_by = $2 where workspace_id = $1 and id = $3`, values: [world.workspaceId, dead[0]!.id, ids[2]] });
  await db.query({ text: `insert into attempts (workspace_id, message_id, number, instance_id, server_id, address) select $1, id, 1, $2, $3, 'x' from unnest($4::bigint[]) id`, values: [world.workspaceId, dead[0]!.id, world.serverId, ids.slice(0, 2)] });
  assert.equal(await reapDeadSenders(db, new Date(), []), 1);
  assert.equal(await reapDeadSenders(db, new Date(), []), 0, 'once');
  return { world, ids };
}

test('what a dead sender was handing over is unknown by name, what it had only claimed goes on; nothing is sent again by itself', async () => {
  const sink = await startSink({ onMail: () => {} });
  const { world, ids } = await afterACrash(sink.port);
  assert.deepEqual(await statesOf(world), { unknown: 2, planned: 1 });
  const { body } = await as(world, 'viewer').get('/messages/unknown');
  assert.deepEqual(body.items.map((item: { id: number; recipient: { name: string } }) => [item.id, item.recipient.name]), [[ids[0], 'Person 1'], [ids[1], 'Person 2']]);
  assert.match(body.items[0].reason.words, /cut off/);
  const sender = senderFor(db);
  await until(async () => (await statesOf(world))['accepted'] === 1);
  await sender.stop();
  await sink.close();
  assert.equal(sink.count(), 1);
  assert.deepEqual(await sums(world), { planned: 3, unknown: 2, accepted: 1, accepted_tracked: 1 });
});

test('a member decides: taken as accepted, or sent again under the same Message-ID; once', async () => {
  const seen: string[] = [];
  const sink = await startSink({ onMail: ({ messageId }) => seen.push(messageId) });
  const { world, ids } = await afterACrash(sink.port);
  const member = as(world);
  assert.equal((await as(world, 'viewer').post(`/messages/${ids[0]}/resolve`, { decision: 'accepted' })).status, 403);
  assert.equal((await member.post(`/messages/${ids[0]}/resolve`, { decision: 'accepted' })).status, 200);
  assert.equal((await member.post(`/messages/${ids[0]}/resolve`, { decision: 'resend' })).body.code, 'not_unknown');
  assert.equal((await member.post(`/messages/${ids[1]}/resolve`, { decision: 'resend' })).status, 200);
  const sender = senderFor(db);
  await until(async () => (await statesOf(world))['accepted'] === 3);
  await sender.stop();
  await sink.close();
  assert.equal(seen.length, 2);
  assert.deepEqual(await sums(world), { planned: 3, accepted: 3, accepted_tracked: 3 });
  const { body } = await member.get(`/messages/${ids[1]}`);
  assert.deepEqual(body.handOvers.map((handOver: { number: number; outcome: string }) => [handOver.number, handOver.outcome]), [[1, 'unknown'], [2, 'accepted']]);
  const { rows } = await db.query({ text: 'select contact_id from touches where workspace_id = $1', values: [world.workspaceId] });
  assert.equal(rows.length, 3, 'each is a touch');
});

test('a hit proves that a mail arrived', async () => {
  const { world, ids } = await afterACrash();
  await db.query({ text: `insert into hits (workspace_id, message_id, at, id, kind, method) values ($1, $2, now(), 1, 'open', 'GET')`, values: [world.workspaceId, ids[0]] });
  await settleUnknownByHits(db, new Date());
  await settleUnknownByHits(db, new Date());
  assert.deepEqual(await statesOf(world), { accepted: 1, unknown: 1, planned: 1 });
  assert.deepEqual(await sums(world), { planned: 3, unknown: 1, accepted: 1, accepted_tracked: 1 });
});

test('another workspace\'s messages are not there', async () => {
  const [{ world, ids }, other] = [await afterACrash(), await makeWorld(db, 1)];
  const stranger = as(other, 'owner');
  assert.equal((await stranger.get(`/messages/${ids[0]}`)).status, 404);
  assert.deepEqual((await stranger.get('/messages/unknown')).body.items, []);
  assert.deepEqual((await stranger.get('/messages', { sourceKind: 'campaign', sourceId: 1 })).body.items, []);
  assert.equal((await stranger.post(`/messages/${ids[0]}/resolve`, { decision: 'accepted' })).body.code, 'not_unknown');
  assert.equal((await statesOf(world))['unknown'], 2);
});

test('held messages are listed with their reason, page by page', async () => {
  const world = await makeWorld(db, 1);
  const lane = await addLane(world);
  await plan(world, lane, await addCompiled(world, { required: ['contact.phone'] }), await addContacts(world, 5));
  const sender = senderFor(db);
  const member = as(world);
  const held = (query: Record<string, string | number>) => member.get('/messages', { sourceKind: 'campaign', sourceId: 1, held: 'true', ...query });
  await until(async () => (await held({})).body.items.length === 5);
  await sender.stop();
  const first = (await held({ limit: 3, reason: 'missing_variable' })).body;
  assert.deepEqual(first.items[0].reason, { code: 'missing_variable: contact.phone', words: 'The email needs a value that this contact lacks (contact.phone)' });
  const rest = (await held({ limit: 3, after: first.next })).body;
  assert.deepEqual([first.items.length, rest.items.length, rest.next], [3, 2, null]);
  assert.deepEqual((await held({ reason: 'quiet_hours' })).body.items, []);
});

test('planning one message twice is one message', async () => {
  const world = await makeWorld(db, 1);
  const [laneId, compiledId, [contact]] = [await addLane(world), await addCompiled(world), await addContacts(world, 1)];
  const once = () => planOne(db, {
    workspaceId: world.workspaceId, laneId, sourceKind: 'single', sourceId: 9, step: 0, compiledId, recipientKind: 'contact', recipientId: contact!, dueAt: new Date(), expiresAt: null, now: new Date(),
  });
  assert.equal(await once(), await once());
  assert.deepEqual(await sums(world), { planned: 1 });
});
