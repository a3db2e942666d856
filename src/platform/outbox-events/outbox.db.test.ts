import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import { createListener } from '../listen/index.ts';
import { deliverOutbox, emit, startOutbox, type OutboxEvent, type OutboxHandler } from './index.ts';

const { db, url } = await freshDatabase();
const left = async () => (await db.pool.query<{ name: string }>('select name from outbox_events order by id')).rows.map(({ name }) => name);
const say = (name: string, payload: Record<string, unknown> = {}) => db.transaction((tx) => emit(tx, { workspaceId: 1, name, payload }));
const stopping = (error: unknown) => { throw error; };

test('what was told is heard in its order, and what nobody hears is gone', async () => {
  for (const n of [1, 2, 3]) await say('test.happened', { n });
  await say('test.unheard');
  const heard: unknown[] = [];
  while (await deliverOutbox(db, new Map([['test.happened', [async (_tx, { payload }) => void heard.push(payload['n'])]]]), 2, stopping));
  assert.deepEqual([heard, await left()], [[1, 2, 3], []]);
});

test('a handler that fails keeps its event alone, with nothing it wrote; the rest goes on', async () => {
  for (const name of ['test.bad', 'test.good']) await say(name);
  const heard: string[] = [];
  const failures: unknown[] = [];
  let broken = true;
  const note: OutboxHandler = async (_tx, { name }) => void heard.push(name);
  const fail: OutboxHandler = async (tx) => {
    await emit(tx, { workspaceId: 1, name: 'test.half', payload: {} });
    if (broken) throw new Error('not now');
  };
  const handlers = new Map([['test.bad', [fail]], ['test.good', [note]]]);
  await deliverOutbox(db, handlers, 100, (error) => failures.push(error));
  assert.deepEqual([heard, failures.length, await left()], [['test.good'], 1, ['test.bad']]);
  broken = false;
  await deliverOutbox(db, handlers, 100, stopping, new Date(Date.now() + 3_600_000));
  assert.deepEqual(await left(), ['test.half']);
  await deliverOutbox(db, handlers, 100, stopping);
});

test('the loop hears at once, without being asked', async () => {
  const listener = createListener(url);
  const heard = new Promise<OutboxEvent>((resolve) => {
    const loop = startOutbox({ db, listener, onError: stopping, handlers: new Map([['test.live', [async (_tx, event) => { resolve(event); void loop.stop().then(() => listener.close()); }]]]) });
  });
  await say('test.live', { yes: true });
  assert.deepEqual(await heard, { workspaceId: 1, name: 'test.live', payload: { yes: true } });
});
