import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSink, type SunkMail } from '../../../bench/smtp-sink.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { cancelPlanned, openLane, setLaneState } from '../plan/lanes.ts';
import { planForContacts } from '../plan/plan-messages.ts';
import { isLanePending, listHeld, listMessages } from '../standing/list-messages.ts';
import { addCompiled, addContacts, addLane, addServer, makeWorld, plan, senderFor, statesOf, until, type World } from '../testing/sending-world.ts';

const { db } = await freshDatabase();
const source = (world: World, sourceId = 1) => ({ workspaceId: world.workspaceId, sourceKind: 'campaign', sourceId });
const page = { after: null, limit: 100, now: new Date() };
const sums = async (world: World) => Object.fromEntries((await db.query<{ metric: string; sum: number }>({
  text: 'select metric, sum(change)::int as sum from rollup_changes where workspace_id = $1 group by metric having sum(change) <> 0', values: [world.workspaceId],
})).rows.map((row) => [row.metric, row.sum]));

/** Answers `answer` to every recipient, and keeps what it took. */
async function sinkWith(answer?: (at: 'recipient' | 'content', address: string) => string | Promise<string>) {
  const mails: SunkMail[] = [];
  const sink = await startSink({ onMail: (mail) => mails.push(mail), ...(answer ? { answer } : {}) });
  return { ...sink, mails };
}

test('a paused lane lets nothing begin, resumes where it was, and keeps no other lane waiting', async () => {
  const sink = await sinkWith(async () => { await new Promise((resolve) => setImmediate(resolve)); return '250 ok'; });
  const world = await makeWorld(db, sink.port, { maxConnections: 2 });
  const [first, second] = [await addLane(world, { sourceId: 1 }), await addLane(world, { sourceId: 2 })];
  const compiled = await addCompiled(world);
  const contacts = await addContacts(world, 300);
  await plan(world, first, compiled, contacts, { sourceId: 1 });
  const sender = senderFor(db);
  await until(() => sink.count() > 20);
  await setLaneState(db, world.workspaceId, first, 'paused', new Date());
  const atPause = sink.count();
  await plan(world, second, compiled, contacts, { sourceId: 2 });
  await until(async () => !(await isLanePending(db, world.workspaceId, second)));
  const ofFirst = async () => (await listMessages(db, source(world), ['accepted'], { ...page, limit: 500 })).length;
  assert.ok(await ofFirst() <= atPause + 2, 'no more than the hand-overs under way');
  const waiting = await listMessages(db, source(world), ['planned'], page);
  assert.equal(waiting[0]!.reason, 'lane_paused');
  await setLaneState(db, world.workspaceId, first, 'open', new Date());
  await until(async () => !(await isLanePending(db, world.workspaceId, first)));
  await sender.stop();
  await sink.close();
  assert.deepEqual(await statesOf(world), { accepted: 600 });
  assert.equal(new Set(sink.mails.map((mail) => mail.messageId)).size, 600);
});

test('a cancelled lane ends: what is planned or comes back to it is cancelled, and it never opens again', async () => {
  const sink = await sinkWith((_at, address) => (address.startsWith('p1@') ? '451 4.3.0 later' : '250 ok'));
  const world = await makeWorld(db, sink.port);
  const lane = await addLane(world);
  const compiled = await addCompiled(world);
  const contacts = await addContacts(world, 400);
  await plan(world, lane, compiled, contacts);
  const sender = senderFor(db);
  await until(() => sink.count() > 10);
  await setLaneState(db, world.workspaceId, lane, 'closed', new Date());
  await cancelPlanned(db, world.workspaceId, lane, new Date(), 50);
  await until(async () => !(await isLanePending(db, world.workspaceId, lane)));
  await sender.stop();
  await sink.close();
  const { accepted = 0, cancelled = 0, ...others } = await statesOf(world);
  assert.deepEqual([accepted, others], [sink.count(), {}]);
  assert.deepEqual(await sums(world), { planned: 400, accepted, accepted_tracked: accepted, cancelled });
  await assert.rejects(setLaneState(db, world.workspaceId, lane, 'open', new Date()), { code: 'lane_closed' });
  assert.equal(await plan(world, lane, compiled, contacts, { step: 1 }), 0, 'nothing is planned into a closed lane');
});

test('a server limited to some mails a minute stays within them and stalls no other server', async () => {
  const [slow, fast] = [await sinkWith(), await sinkWith()];
  const world = await makeWorld(db, slow.port, { perMinute: 60 });
  const slowLane = await addLane(world, { sourceId: 1 });
  const fastLane = await addLane(world, { sourceId: 2, serverId: await addServer(db, world.workspaceId, fast.port) });
  const compiled = await addCompiled(world);
  const contacts = await addContacts(world, 200);
  const started = Date.now();
  await plan(world, slowLane, compiled, contacts, { sourceId: 1 });
  await plan(world, fastLane, compiled, contacts, { sourceId: 2 });
  const senders = [senderFor(db), senderFor(db)];
  await until(() => fast.count() === 200);
  await until(() => slow.count() >= 2);
  const seconds = (Date.now() - started) / 1000;
  assert.ok(slow.count() <= 3 + seconds, `${slow.count()} mails in ${seconds} s at one a second`);
  await Promise.all(senders.map((sender) => sender.stop()));
  await Promise.all([slow.close(), fast.close()]);
});

test('answers become states: deferred with a reason and a later time, refused, suppressed only when the address is dead', async () => {
  const answers: Record<string, string> = {
    'p1@people.example': '450 4.2.2 mailbox full', 'p2@people.example': '550 5.1.1 user unknown', 'p3@people.example': '550 5.7.1 spam', 'p4@people.example': '552 5.2.2 mailbox full',
  };
  const sink = await sinkWith((at, address) => (at === 'recipient' ? answers[address] : undefined) ?? '250 ok');
  const world = await makeWorld(db, sink.port);
  const contacts = await addContacts(world, 5);
  await plan(world, await addLane(world), await addCompiled(world), contacts);
  const sender = senderFor(db);
  await until(async () => (await listMessages(db, source(world), null, page)).every(({ attempts }) => attempts === 1) && (await statesOf(world))['handing'] === undefined && (await statesOf(world))['claimed'] === undefined);
  await sender.stop();
  await sink.close();
  const rows = await listMessages(db, source(world), null, page);
  assert.deepEqual(rows.map(({ state, bounce }) => [state, bounce]), [['planned', null], ['refused', 'permanent'], ['refused', null], ['refused', 'temporary'], ['accepted', null]]);
  assert.equal(rows[0]!.reason, 'deferred: 4.2.2');
  assert.ok(rows[0]!.due_at.getTime() > Date.now() + 60_000);
  assert.ok(rows[0]!.expires_at!.getTime() > Date.now() + 6 * 86_400_000);
  assert.equal((await listHeld(db, source(world), 'deferred', page)).length, 1);
  const { rows: suppressed } = await db.query<{ address: string; reason: string }>({ text: 'select address, reason from suppressions where workspace_id = $1', values: [world.workspaceId] });
  assert.deepEqual(suppressed, [{ address: 'p2@people.example', reason: 'bounced' }]);
  assert.deepEqual(await sums(world), { planned: 5, accepted: 1, accepted_tracked: 1, refused_address_permanent: 1, refused_address_temporary: 1, refused_other: 1 });
  const { rows: attempts } = await db.query<{ outcome: string }>({ text: 'select outcome from attempts where workspace_id = $1 order by message_id', values: [world.workspaceId] });
  assert.deepEqual(attempts.map(({ outcome }) => outcome), ['deferred', 'refused', 'refused', 'refused', 'accepted']);
});

test('a server that cannot be reached is paused with its reason, its messages stay planned, and an accepted mail ends the pause', async () => {
  const sink = await sinkWith();
  const world = await makeWorld(db, 1);
  await plan(world, await addLane(world), await addCompiled(world), await addContacts(world, 3));
  const sender = senderFor(db);
  const paused = async () => (await db.query<{ paused_until: Date | null; paused_reason: string; pauses: number }>({ text: 'select paused_until, paused_reason, pauses from servers where workspace_id = $1', values: [world.workspaceId] })).rows[0]!;
  await until(async () => (await paused()).paused_until !== null && (await statesOf(world))['planned'] === 3);
  assert.match((await paused()).paused_reason, /refuses connections/);
  assert.match((await listMessages(db, source(world), null, { ...page, now: new Date() }))[0]!.reason!, /^server_paused: .*refuses connections/);
  assert.equal((await db.query({ text: 'select from attempts where workspace_id = $1', values: [world.workspaceId] })).rowCount, 0, 'no hand-over was begun');
  await db.query({ text: 'update servers set port = $2, paused_until = now() where workspace_id = $1', values: [world.workspaceId, sink.port] });
  await until(async () => (await statesOf(world))['accepted'] === 3);
  await until(async () => (await paused()).pauses === 0);
  await sender.stop();
  await sink.close();
});

test('a server that refuses our sender holds that campaign and no other', async () => {
  const sink = await sinkWith();
  const world = await makeWorld(db, sink.port);
  const contacts = await addContacts(world, 3);
  const badLane = await addLane(world, { sourceId: 1 });
  await plan(world, badLane, await addCompiled(world, { from: { name: 'x', address: 'refused@sender.example' } }), contacts, { sourceId: 1 });
  await plan(world, await addLane(world, { sourceId: 2 }), await addCompiled(world), contacts, { sourceId: 2 });
  const sender = senderFor(db, {
    connect: async () => ({
      isUsable: true, accepted: 0, close: () => {},
      handOver: async ({ bytes }) => (bytes.includes('refused@')
        ? { outcome: 'refused', stage: 'sender', code: 553, enhanced: null, answer: '553 not your address', lineLost: false }
        : { outcome: 'accepted', stage: 'content', code: 250, enhanced: null, answer: '250 ok', lineLost: false }),
    }),
  });
  await until(async () => (await listMessages(db, source(world, 2), ['accepted'], page)).length === 3);
  await until(async () => (await listMessages(db, source(world), ['planned'], page)).length === 3);
  await sender.stop();
  await sink.close();
  const { rows } = await db.query<{ held_reason: string }>({ text: 'select held_reason from lanes where workspace_id = $1 and id = $2', values: [world.workspaceId, badLane] });
  assert.equal(rows[0]!.held_reason, '553 not your address');
});

test('two lanes that reach one person at once keep the frequency rule between them', async () => {
  const sink = await sinkWith();
  const world = await makeWorld(db, sink.port, { maxConnections: 8 });
  await db.query({ text: 'update workspaces set frequency_max = 1, frequency_days = 7 where workspace_id = $1', values: [world.workspaceId] });
  const contacts = await addContacts(world, 60);
  const compiled = await addCompiled(world);
  for (const sourceId of [1, 2, 3]) {
    const laneId = await openLane(db, { workspaceId: world.workspaceId, sourceKind: 'campaign', sourceId, serverId: world.serverId, purpose: sourceId === 2 ? 'sales' : 'marketing', team: sourceId === 2 ? 'sales' : 'marketing' });
    await planForContacts(db, { workspaceId: world.workspaceId, laneId, sourceKind: 'campaign', sourceId, step: 0, compiledId: compiled, contactIds: contacts, dueAt: new Date(), expiresAt: null, now: new Date() });
  }
  const senders = [senderFor(db), senderFor(db), senderFor(db)];
  await until(async () => (await statesOf(world))['accepted'] === 60 && (await listHeld(db, source(world, 1), 'frequency', page)).length + (await listHeld(db, source(world, 2), 'frequency', page)).length + (await listHeld(db, source(world, 3), 'frequency', page)).length === 120);
  await Promise.all(senders.map((sender) => sender.stop()));
  await sink.close();
  assert.equal(new Set(sink.mails.map((mail) => mail.to)).size, 60);
  assert.equal(sink.mails.length, 60);
});

test('Liquid that loops or fails drops its message with a reason, and the sender goes on', async () => {
  const sink = await sinkWith();
  const world = await makeWorld(db, sink.port);
  const contacts = await addContacts(world, 4);
  const loops = '{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}';
  await plan(world, await addLane(world, { sourceId: 1 }), await addCompiled(world, { text: [{ liquid: `{% if contact.first_name == 'Person 1' %}${loops}{% endif %}ok`, escape: 'none' }] }), contacts, { sourceId: 1 });
  await plan(world, await addLane(world, { sourceId: 2 }), await addCompiled(world, { html: [{ liquid: '{{ contact.first_name | nosuchfilter }}', escape: 'html' }] }), contacts, { sourceId: 2 });
  await plan(world, await addLane(world, { sourceId: 3 }), await addCompiled(world, { subject: [{ liquid: '{% unclosed', escape: 'none' }] }), contacts, { sourceId: 3 });
  const sender = senderFor(db);
  await until(async () => (await statesOf(world))['accepted'] === 3 && (await statesOf(world))['dropped'] === 9);
  await sender.stop();
  await sink.close();
  for (const row of await listMessages(db, source(world, 2), ['dropped'], page)) assert.match(row.reason!, /^content_failed: .*nosuchfilter/);
  assert.match((await listMessages(db, source(world, 1), ['dropped'], page))[0]!.reason!, /limit exceeded/);
});
