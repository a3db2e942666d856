import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLiveHub, type LiveChange } from './live-hub.ts';

const nothing = (): void => {};

/** A server of streams, a window that can be hidden, and a clock that is wound by hand. */
function surroundings() {
  const lines: { push: (text: string) => void; end: () => void; signal: AbortSignal }[] = [];
  const waiting: { run: () => void; delayMs: number }[] = [];
  const around = { visible: true, refuse: false };
  const hub = createLiveHub({
    async open(signal) {
      if (around.refuse) throw new Error('nobody');
      const queue: (string | null)[] = [];
      let wake: () => void = nothing;
      const say = (part: string | null): void => { queue.push(part); wake(); };
      lines.push({ push: (text) => say(text), end: () => say(null), signal });
      return (async function* () {
        for (;;) {
          while (queue.length === 0) await new Promise<void>((resolve) => { wake = resolve; });
          const part = queue.shift()!;
          if (part === null) return;
          yield part;
        }
      })();
    },
    visible: () => around.visible,
    later(run, delayMs) {
      const entry = { run, delayMs };
      waiting.push(entry);
      return () => { if (waiting.includes(entry)) waiting.splice(waiting.indexOf(entry), 1); };
    },
    chance: () => 1,
  });
  const windClock = (): void => { for (const { run } of waiting.splice(0)) run(); };
  return { hub, lines, waiting, around, windClock };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const changed = (topic: string): string => `event: changed\ndata: {"topics":["${topic}"],"ids":{}}\n\n`;

test('one stream serves all who listen, and nothing is open while nobody does', async () => {
  const { hub, lines, windClock } = surroundings();
  assert.equal(lines.length, 0);
  const heard: string[] = [];
  const stopA = hub.listen((change) => heard.push(`a ${change.topics}`));
  const stopB = hub.listen((change) => heard.push(`b ${change.topics}`));
  await settled();
  lines[0]!.push(`event: hello\ndata: {}\n\n${changed('hits')}`);
  await settled();
  assert.equal(lines.length, 1);
  assert.equal(hub.state(), 'open');
  assert.deepEqual(heard, ['a hits', 'b hits']);
  stopA();
  stopB();
  windClock();
  assert.equal(hub.state(), 'off');
  assert.equal(lines[0]!.signal.aborted, true);
});

test('going from page to page keeps the stream', async () => {
  const { hub, lines, windClock } = surroundings();
  const stop = hub.listen(() => {});
  await settled();
  stop();
  hub.listen(() => {});
  windClock();
  await settled();
  assert.equal(lines.length, 1);
  assert.equal(lines[0]!.signal.aborted, false);
});

test('a hidden tab lets go of its connection and says “read anew” when it is back', async () => {
  const { hub, lines, around } = surroundings();
  const heard: LiveChange[] = [];
  hub.listen((change) => heard.push(change));
  await settled();
  lines[0]!.push('event: hello\ndata: {}\n\n');
  await settled();
  around.visible = false;
  hub.settle();
  assert.equal(lines[0]!.signal.aborted, true);
  around.visible = true;
  hub.settle();
  await settled();
  lines[1]!.push('event: hello\ndata: {}\n\n');
  await settled();
  assert.deepEqual(heard, [{ topics: [], ids: {}, again: true }]);
});

test('a lost line is tried again, with growing patience, until somebody answers', async () => {
  const { hub, lines, around, waiting, windClock } = surroundings();
  hub.listen(() => {});
  await settled();
  lines[0]!.end();
  around.refuse = true;
  const delays: number[] = [];
  for (let tries = 0; tries < 4; tries += 1) {
    await settled();
    delays.push(waiting[0]!.delayMs);
    assert.equal(hub.state(), 'connecting');
    windClock();
  }
  assert.deepEqual(delays, [1000, 2000, 4000, 8000]);
  around.refuse = false;
  await settled();
  windClock();
  await settled();
  assert.equal(hub.state(), 'open');
});

test('another session begins another stream', async () => {
  const { hub, lines } = surroundings();
  hub.listen(() => {});
  await settled();
  hub.settle(true);
  await settled();
  assert.equal(lines.length, 2);
  assert.equal(lines[0]!.signal.aborted, true);
});
