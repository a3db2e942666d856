import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { createCountingTurns } from './counting-turns.ts';

/** A count that ends when told to, or when nobody wants it any more. */
function counts() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (name: string) => (signal: AbortSignal) => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, () => resolve(name));
      signal.addEventListener('abort', () => reject(new Error('canceling statement')), { once: true });
    });
  };
  return { begun, run, end: (name: string) => ends.get(name)!() };
}
const code = async (promise: Promise<unknown>) => promise.then((value) => value, (error: { code?: unknown; name: string }) => (typeof error.code === 'string' ? error.code : error.name));

test('two run at a time in a workspace, the rest in the order they came; another workspace does not wait', async () => {
  const turns = createCountingTurns();
  const { begun, run, end } = counts();
  const asked = ['a', 'b', 'c', 'd'].map((name) => turns.take({ workspaceId: 1 }, undefined, run(name)));
  const other = turns.take({ workspaceId: 2 }, undefined, run('other'));
  await Promise.resolve();
  assert.deepEqual(begun, ['a', 'b', 'other']);
  end('b');
  assert.equal(await asked[1], 'b');
  assert.deepEqual(begun, ['a', 'b', 'other', 'c']);
  for (const name of ['a', 'c', 'other']) end(name);
  await Promise.all([asked[0], asked[2], other]);
  end('d');
  assert.equal(await asked[3], 'd');
});

test('a screen that asks anew stops what it asked before, running or waiting; other screens are left alone', async () => {
  const turns = createCountingTurns({ atOnce: 1 });
  const { begun, run, end } = counts();
  const first = code(turns.take({ workspaceId: 1, screen: '7 x' }, undefined, run('first')));
  const elsewhere = turns.take({ workspaceId: 1, screen: '8 x' }, undefined, run('elsewhere'));
  await setImmediate();
  const second = code(turns.take({ workspaceId: 1, screen: '7 x' }, undefined, run('second')));
  assert.equal(await first, 'count_superseded');
  const third = turns.take({ workspaceId: 1, screen: '7 x' }, undefined, run('third'));
  assert.equal(await second, 'count_superseded');
  end('elsewhere');
  await elsewhere;
  await setImmediate();
  end('third');
  assert.equal(await third, 'third');
  assert.deepEqual(begun, ['first', 'elsewhere', 'third']);
});

test('who leaves gives the turn back; a line that is too long is said so', async () => {
  const turns = createCountingTurns({ atOnce: 1, inLine: 1 });
  const { begun, run, end } = counts();
  const gone = new AbortController();
  const left = code(turns.take({ workspaceId: 1 }, gone.signal, run('left')));
  await setImmediate();
  const waits = turns.take({ workspaceId: 1 }, undefined, run('waits'));
  assert.equal(await code(turns.take({ workspaceId: 1 }, undefined, run('third'))), 'counts_busy');
  gone.abort();
  assert.equal(await left, 'AbortError');
  await setImmediate();
  end('waits');
  assert.equal(await waits, 'waits');
  assert.equal(await code(turns.take({ workspaceId: 1 }, gone.signal, run('late'))), 'AbortError');
  assert.deepEqual(begun, ['left', 'waits']);
});

test('never more at a time than allowed, and everybody is answered once, whatever leaves when', () => fc.assert(fc.asyncProperty(
  fc.array(fc.record({ screen: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }), leaves: fc.boolean(), fails: fc.boolean() }), { maxLength: 12 }), async (askers) => {
    const turns = createCountingTurns({ atOnce: 2 });
    let [running, most] = [0, 0];
    const answers = askers.map(({ screen, leaves, fails }) => {
      const gone = new AbortController();
      const answer = turns.take({ workspaceId: 1, screen }, gone.signal, async () => {
        most = Math.max(most, (running += 1));
        await Promise.resolve();
        running -= 1;
        if (fails) throw new Error('no');
      });
      if (leaves) gone.abort();
      return answer;
    });
    assert.equal((await Promise.allSettled(answers)).length, askers.length);
    assert.ok(most <= 2, String(most));
    assert.equal(await turns.take({ workspaceId: 1 }, undefined, () => Promise.resolve('free')), 'free');
  },
)));
