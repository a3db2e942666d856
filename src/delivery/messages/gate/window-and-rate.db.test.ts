import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../../test/support/database.ts';
import { createShelf } from '../content/compiled-shelf.ts';
import { openLane, setLaneRate, setLaneState } from '../plan/lanes.ts';
import { planForContacts } from '../plan/plan-messages.ts';
import { addCompiled, addContacts, makeWorld, testLinks, type World } from '../testing/sending-world.ts';
import { claimBatch } from './claim-batch.ts';
import { listOpenLanes } from './open-lanes.ts';
import type { SendingWindow } from './sending-window.ts';

// Pauses and outages: what fell due meanwhile keeps to the source's hours and to its rate.

const { db } = await freshDatabase();
const shelf = createShelf(testLinks);
const { rows } = await db.query<{ id: number }>({ text: `insert into sender_instances (host, pid) values ('test', 1) returning id` });
const instanceId = rows[0]!.id;
const morning = new Date('2026-11-23T09:00:00Z');
const at = (minutes: number) => new Date(morning.getTime() + minutes * 60_000);
const office: SendingWindow = { fromMinute: 540, untilMinute: 1020, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' };

async function laneWith(given: { people: number; zone?: string; window?: SendingWindow; perHour?: number; everyMinutes?: number; perMinute?: number }) {
  const world = await makeWorld(db, 1, { ...(given.perMinute ? { perMinute: given.perMinute } : {}) });
  await db.query({ text: `update servers set tokens_at = $2, tokens = 100 where workspace_id = $1`, values: [world.workspaceId, morning] });
  const laneId = await openLane(db, { workspaceId: world.workspaceId, sourceKind: 'campaign', sourceId: 1, serverId: world.serverId, purpose: 'marketing', team: 'marketing', window: given.window ?? null });
  if (given.perHour) await setLaneRate(db, world.workspaceId, laneId, given.perHour, morning);
  const contactIds = await addContacts(world, given.people, given.zone ? { time_zone: given.zone } : {});
  await planForContacts(db, {
    workspaceId: world.workspaceId, laneId, sourceKind: 'campaign', sourceId: 1, step: 0, compiledId: await addCompiled(world), contactIds,
    dueAt: morning, dueAfterMs: contactIds.map((_, index) => index * (given.everyMinutes ?? 0) * 60_000), expiresAt: null, now: morning,
  });
  return { world, laneId, workspaceId: world.workspaceId };
}

/** As a sender would at that moment: how many it gets. */
async function claim({ world, laneId }: { world: World; laneId: number }, now: Date, limit = 500): Promise<number> {
  const lane = (await listOpenLanes(db, now)).find((one) => one.workspaceId === world.workspaceId && one.laneId === laneId);
  return lane ? (await claimBatch(db, shelf, { instanceId, lane, limit, now })).claimed.length : 0;
}

const held = async ({ workspaceId }: { workspaceId: number }) => (await db.query<{ reason: string; due: Date; expires: Date | null; count: number }>({
  text: `select hold_reason as reason, due_at as due, expires_at as expires, count(*)::int as count from messages where workspace_id = $1 and state = 'planned' and hold_reason is not null group by 1, 2, 3`, values: [workspaceId],
})).rows;

test('each contact has a due time of their own, in one statement', async () => {
  const made = await laneWith({ people: 6, everyMinutes: 10 });
  assert.deepEqual([await claim(made, at(-1)), await claim(made, at(0)), await claim(made, at(25)), await claim(made, at(50))], [0, 1, 2, 3]);
});

test('due while the lane was paused, it waits for the next window instead of going at midnight', async () => {
  const made = await laneWith({ people: 4, window: office });
  await setLaneState(db, made.workspaceId, made.laneId, 'paused', at(0));
  assert.equal(await claim(made, at(5)), 0);
  await setLaneState(db, made.workspaceId, made.laneId, 'open', at(14 * 60));
  assert.equal(await claim(made, at(14 * 60)), 0);
  assert.deepEqual(await held(made), [{ reason: 'outside_window', due: new Date('2026-11-24T09:00:00Z'), expires: null, count: 4 }]);
  assert.equal(await claim(made, new Date('2026-11-24T08:59:59Z')), 0);
  assert.equal(await claim(made, new Date('2026-11-24T09:00:00Z')), 4);
});

test('a window is open by the recipient’s clock: the company’s when they have none', async () => {
  const made = await laneWith({ people: 2, zone: 'Nowhere/Land', window: office });
  const company = await db.query<{ id: number }>({ text: `insert into companies (workspace_id, name, time_zone) values ($1, 'Depot', 'America/New_York') returning id`, values: [made.workspaceId] });
  await db.query({ text: 'update contacts set company_id = $2 where workspace_id = $1', values: [made.workspaceId, company.rows[0]!.id] });
  assert.equal(await claim(made, at(0)), 0);
  assert.equal((await held(made))[0]!.due.toISOString(), '2026-11-23T14:00:00.000Z');
});

test('a wait for the window never runs out, however short holds may last', async () => {
  const made = await laneWith({ people: 1, window: { ...office, weekdays: [5] } });
  await db.query({ text: 'update workspaces set hold_expiry_days = 1 where workspace_id = $1', values: [made.workspaceId] });
  assert.equal(await claim(made, at(0)), 0);
  assert.equal(await claim(made, new Date('2026-11-27T09:00:00Z')), 1);
});

test('after a pause of hours a spread goes on at its rate: nothing is caught up in a burst', async () => {
  const made = await laneWith({ people: 40, everyMinutes: 15, perHour: 4 });
  let gone = await claim(made, at(0));
  await setLaneState(db, made.workspaceId, made.laneId, 'paused', at(1));
  await setLaneState(db, made.workspaceId, made.laneId, 'open', at(300));
  const perHour: number[] = [];
  for (let hour = 5; hour < 15; hour++) {
    let within = 0;
    for (let minute = 0; minute < 60; minute += 5) within += await claim(made, at(hour * 60 + minute));
    perHour.push(within);
    gone += within;
  }
  assert.ok(perHour.every((count) => count <= 5), `${perHour}`);
  assert.equal(gone, 40, 'and all of them go in the end');
});

test('without a pause the rate keeps nobody waiting', async () => {
  const made = await laneWith({ people: 24, everyMinutes: 5, perHour: 12 });
  for (let index = 0; index < 24; index++) assert.equal(await claim(made, at(index * 5)), 1, `${index}`);
});

test('a lane that has used up its hour gives the server’s tokens back', async () => {
  const made = await laneWith({ people: 5, perHour: 1, perMinute: 60 });
  assert.equal(await claim(made, at(0)), 1);
  const tokens = async () => (await db.query<{ tokens: number }>({ text: 'select tokens from servers where workspace_id = $1', values: [made.workspaceId] })).rows[0]!.tokens;
  const before = await tokens();
  assert.equal(await claim(made, at(0)), 0);
  assert.equal(await tokens(), before);
});
