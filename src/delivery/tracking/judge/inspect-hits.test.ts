import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectHits } from './inspect-hits.ts';

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const inspect = (...values: unknown[]) => inspectHits(values.map((value, index) => ({ place: `line ${index + 1}`, text: typeof value === 'string' ? value : JSON.stringify(value) })));
const click = (message: string | number, link: number | string, secondsSinceAccepted: number, over = {}) =>
  ({ message, kind: 'click', link, method: 'GET', agent: chrome, address: '192.0.2.1', secondsSinceAccepted, ...over });

test('lines of one message are one story, and answers keep the order of the lines', () => {
  const { verdicts, problems } = inspect(click('a', 1, 43), click('b', 1, 43.1), click('a', 2, 43.2), { message: 7, kind: 'open', method: 'GET', agent: chrome, address: '192.0.2.9', secondsSinceAccepted: 900 });
  assert.deepEqual(verdicts.map((verdict) => [verdict.message, verdict.class]), [['a', 'machine'], ['b', 'person'], ['a', 'machine'], [7, 'person']]);
  assert.deepEqual(Object.keys(verdicts[0]!), ['message', 'class', 'reason', 'rules']);
  assert.equal(verdicts[0]!.rules, 1);
  assert.deepEqual(problems, []);
});

test('a broken line is named, and the others are judged all the same', () => {
  const { verdicts, problems } = inspect(click('a', 1, 5), '{"message":', { kind: 'open' }, click('b', 1, 5, { kind: 'look' }), click('c', 1, 5));
  assert.deepEqual(verdicts.map((verdict) => verdict.message), ['a', 'c']);
  assert.equal(problems.length, 3);
  assert.match(problems[0]!, /^line 2: not JSON/);
  assert.match(problems[1]!, /^line 3: "message"/);
  assert.match(problems[2]!, /^line 4: "kind"/);
});

test('header names are read in any case; link and headers may be missing', () => {
  const { verdicts } = inspect(click('a', 1, 90, { headers: { 'Sec-Purpose': 'prefetch' } }), click('b', 1, 90, { link: undefined, headers: undefined }));
  assert.deepEqual(verdicts.map((verdict) => verdict.class), ['machine', 'person']);
});

test('a hidden link gives its burst away', () => {
  const { verdicts } = inspect(click('a', 'hidden', 43), click('a', 'hidden', 43.1), click('b', 5, 43, { hidden: true }));
  assert.deepEqual(verdicts.map((verdict) => verdict.class), ['machine', 'machine', 'machine']);
});
