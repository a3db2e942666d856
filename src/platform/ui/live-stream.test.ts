import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readEvents, retryDelayMs, type ServerEvent } from './live-stream.ts';

async function read(chunks: string[]): Promise<ServerEvent[]> {
  const all: ServerEvent[] = [];
  for await (const event of readEvents((async function* () { yield* chunks; })())) all.push(event);
  return all;
}

test('an event has a name, an id and all its lines of data', async () => {
  assert.deepEqual(await read(['event: events\nid: 9\ndata: {"n":\ndata: 1}\n\n']), [{ event: 'events', data: '{"n":\n1}', id: '9' }]);
});

test('comments that keep the line open, and events without data, are nothing', async () => {
  assert.deepEqual(await read([': still here\n\nevent: hits\n\n']), []);
  assert.equal((await read(['data: x\n\n']))[0]?.event, 'message');
});

test('where the network cuts the stream changes nothing', async () => {
  const whole = 'event: hits\r\ndata: {"w":1}\r\n\r\n: ping\n\ndata: ünï\nid:4\n\nevent: import\ndata:no space\n\n';
  const expected = await read([whole]);
  assert.equal(expected.length, 3);
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(whole.length), { maxLength: 12 }), async (cuts) => {
    const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
    assert.deepEqual(await read(at.slice(1).map((end, i) => whole.slice(at[i], end))), expected);
  }));
});

test('tries grow apart up to half a minute, never in step', () => {
  assert.equal(retryDelayMs(0, 1), 1000);
  assert.equal(retryDelayMs(0, 0), 500);
  assert.equal(retryDelayMs(20, 1), 30_000);
});
