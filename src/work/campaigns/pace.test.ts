import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perMinute } from './pace.ts';

const now = new Date('2026-11-23T09:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test('the first seconds of sending are measured, not extrapolated', () => {
  assert.equal(perMinute({ answered: 1, firstAt: ago(1), wasGoing: false }, now), null);
  assert.equal(perMinute({ answered: 500, firstAt: ago(19), wasGoing: false }, now), null);
});

test('from twenty seconds on the rate is that of the time it went, then of the last minute', () => {
  assert.equal(perMinute({ answered: 500, firstAt: ago(20), wasGoing: false }, now), 1500);
  assert.equal(perMinute({ answered: 500, firstAt: ago(59), wasGoing: true }, now), 500);
});

test('a slow campaign keeps its rate between two mails; one that stands has none', () => {
  assert.equal(perMinute({ answered: 1, firstAt: ago(3), wasGoing: true }, now), 1);
  assert.equal(perMinute({ answered: 0, firstAt: null, wasGoing: true }, now), 0);
  assert.equal(perMinute({ answered: 0, firstAt: null, wasGoing: false }, now), 0);
});
