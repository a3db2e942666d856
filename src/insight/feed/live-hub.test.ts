import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Channel, Listener } from '../../platform/listen/index.ts';
import { createLiveHub } from './live-hub.ts';

/** A line for notices that the test speaks into. */
function spokenListener(): Listener & { say(payload: unknown): void; ears: number } {
  const callbacks = new Set<(payload: unknown) => void>();
  return {
    on: (_channel: Channel, callback) => {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    close: async () => {},
    say: (payload) => { for (const callback of callbacks) callback(payload); },
    get ears() { return callbacks.size; },
  };
}

const timing = { gatherMs: 20, heartbeatMs: 60_000 };
const next = async (stream: AsyncGenerator<string>) => (await stream.next()).value as string;
const changed = (topics: string[], ids: object = {}) => `event: changed\ndata: ${JSON.stringify({ topics, ids })}\n\n`;

test('a watcher is greeted, then told what changed in its own workspace alone', async () => {
  const listener = spokenListener();
  const hub = createLiveHub(listener, timing);
  const gone = new AbortController();
  const stream = hub.watch(1, gone.signal);
  assert.match(await next(stream), /^event: hello\n/);
  listener.say({ w: 2, t: 'hits' });
  listener.say({ w: 1, t: 'campaign', id: 7 });
  assert.equal(await next(stream), changed(['campaign'], { campaign: [7] }));
  gone.abort();
  assert.equal((await stream.next()).done, true);
});

test('however much happens, it is gathered: one message holds all of it, each id once', async () => {
  const listener = spokenListener();
  const hub = createLiveHub(listener, timing);
  const gone = new AbortController();
  const stream = hub.watch(1, gone.signal);
  await next(stream);
  listener.say({ w: 1, t: 'hits' });
  assert.equal(await next(stream), changed(['hits']));
  for (let id = 1; id <= 1000; id += 1) listener.say({ w: 1, t: 'campaign', id: id % 3 });
  listener.say({ w: 1, t: 'hits' });
  assert.equal(await next(stream), changed(['campaign', 'hits'], { campaign: [1, 2, 0] }));
  gone.abort();
});

test('between two messages lies the time of gathering', async () => {
  const listener = spokenListener();
  const hub = createLiveHub(listener, { gatherMs: 50, heartbeatMs: 60_000 });
  const gone = new AbortController();
  const stream = hub.watch(1, gone.signal);
  await next(stream);
  const times: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    listener.say({ w: 1, t: 'hits' });
    await next(stream);
    times.push(performance.now());
  }
  assert.ok(times[2]! - times[0]! >= 95, `${times[2]! - times[0]!} ms`);
  gone.abort();
});

test('after the database was lost from sight everybody is greeted anew; other notices are passed over', async () => {
  const listener = spokenListener();
  const hub = createLiveHub(listener, timing);
  const gone = new AbortController();
  const stream = hub.watch(1, gone.signal);
  await next(stream);
  listener.say('nonsense');
  listener.say({ w: 1 });
  listener.say(null);
  assert.match(await next(stream), /^event: hello\n/);
  gone.abort();
});

test('silence is broken by a comment, so that nothing on the way takes the line for dead', async () => {
  const hub = createLiveHub(spokenListener(), { gatherMs: 20, heartbeatMs: 10 });
  const gone = new AbortController();
  const stream = hub.watch(1, gone.signal);
  await next(stream);
  assert.match(await next(stream), /^: /);
  gone.abort();
});

test('many watch over one line, and nothing is kept for those who went', async () => {
  const listener = spokenListener();
  const hub = createLiveHub(listener, timing);
  const gone = new AbortController();
  const streams = Array.from({ length: 20 }, () => hub.watch(1, gone.signal));
  await Promise.all(streams.map(next));
  assert.deepEqual([hub.watchersOf(1), hub.watchersOf(2), listener.ears], [20, 0, 1]);
  gone.abort();
  await Promise.all(streams.map((stream) => stream.next()));
  assert.equal(hub.watchersOf(1), 0);
  hub.close();
  assert.equal(listener.ears, 0);
});
