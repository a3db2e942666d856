import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bucketOf } from './server-tokens.ts';

test('no 60 seconds ever pass the limit, whenever one asks, and most of it can be used', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 200, max: 5000 }), (perMinute, stepMs) => {
    const { capacity, perSecond } = bucketOf(perMinute);
    let tokens = capacity;
    const taken: { at: number; count: number }[] = [];
    for (let at = 0; at < 180_000; at += stepMs) {
      if (at > 0) tokens = Math.min(capacity, tokens + (stepMs / 1000) * perSecond);
      const count = Math.floor(tokens);
      tokens -= count;
      taken.push({ at, count });
    }
    const total = taken.reduce((sum, { count }) => sum + count, 0);
    if (stepMs <= 1000) assert.ok(total >= 0.9 * 3 * perMinute - 3, `${total} of ${3 * perMinute}`);
    const within = (from: number) => taken.filter(({ at }) => at >= from && at < from + 60_000).reduce((sum, { count }) => sum + count, 0);
    for (const { at } of taken.filter((entry) => entry.at < 120_000)) assert.ok(within(at) <= perMinute, `${within(at)} of ${perMinute}`);
  }), { numRuns: 25 });
});
