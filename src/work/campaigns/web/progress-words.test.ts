import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besides, tallyOf } from './progress-words.ts';

const reason = (count: number) => ({ reason: 'x', title: 'X', count });
const held = (count: number) => ({ ...reason(count), nextLookAt: null });
const progress = { audience: { size: 100, frozen: true }, planned: 100, waiting: 30, held: [held(10), held(4)], inFlight: 6, accepted: 40, refused: 3, unknown: 1, dropped: [reason(2)], cancelled: 4 };

test('done and to come add up to all', () => {
  const tally = tallyOf(progress);
  assert.deepEqual(tally, { done: 50, total: 100, held: 14, dropped: 2, remaining: 50 });
  assert.equal(tally.done + tally.remaining, tally.total);
});

test('while the audience is written down the bar knows its size, or says that nobody does', () => {
  assert.equal(tallyOf({ ...progress, audience: { size: 5000, frozen: false } }).total, 5000);
  assert.equal(tallyOf({ ...progress, audience: { size: 0, frozen: false } }).total, null);
});

test('what stands beside is named only when there is any', () => {
  assert.equal(besides(tallyOf(progress), progress), '14 held, 3 refused, 1 unknown, 2 not sent');
  assert.equal(besides({ ...tallyOf(progress), held: 0, dropped: 0 }, { unknown: 0, refused: 0 }), '');
});
