import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressOf, type DemoPart } from './demo-progress.ts';

test('the share grows from nothing to all, through every part', () => {
  const parts: DemoPart[] = ['people', 'campaigns', 'mails', 'returns'];
  const shares = parts.flatMap((part) => [0, 1, 2].map((done) => progressOf(part, done, 2).share));
  assert.equal(shares[0], 0);
  assert.deepEqual(shares.toSorted((a, b) => a - b), shares);
  assert.ok(Math.abs(shares.at(-1)! - 1) < 1e-9);
});

test('more than was expected is no more than all; a part of nothing is through', () => {
  assert.equal(progressOf('returns', 9, 3).share, progressOf('returns', 3, 3).share);
  assert.equal(progressOf('people', 0, 0).share, progressOf('campaigns', 0, 5).share);
});
