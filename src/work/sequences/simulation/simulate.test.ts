import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulateSequences, zones } from './simulate.ts';
import { Witness } from './witness.ts';

test('a thousand people in forty zones over ninety days: no mail after a stop, outside hours, twice, or too soon', () => {
  const result = simulateSequences({ enrolments: 1000, seed: 7 });
  assert.deepEqual(result.violations, []);
  assert.equal(new Set(zones).size, 40);
  assert.ok(result.mails > 3000 && result.mails < 6000, `${result.mails} mails`);
  for (const event of ['replied', 'bounced', 'opted-out', 'meeting-booked', 'went-away', 'paused', 'resumed', 'ended']) assert.ok(result.heard[event]! > 10, event);
  assert.ok(result.standing['finished/completed']! > 300 && result.standing['finished/replied']! > 100, JSON.stringify(result.standing));
  assert.equal(Object.entries(result.standing).reduce((sum, [, people]) => sum + people, 0), 1000);
});

test('the same seed plays the same, another one otherwise', () => {
  const play = (seed: number) => simulateSequences({ enrolments: 120, seed });
  assert.deepEqual(play(3), play(3));
  assert.notEqual(play(3).digest, play(4).digest);
});

test('the witness is no friend of the product', () => {
  const seen = (more: object, before: (witness: Witness) => void = () => {}) => {
    const witness = new Witness();
    before(witness);
    witness.sees({ person: 1, step: 1, atMs: Date.parse('2026-11-24T10:00:00Z'), zone: 'UTC', gapMs: 0, ...more });
    return witness.violations.length;
  };
  assert.equal(seen({}), 0);
  assert.equal(seen({}, (w) => w.ended(1, 'replied')), 1);
  assert.equal(seen({}, (w) => w.away(1, Date.parse('2026-11-25T00:00:00Z'))), 1);
  assert.equal(seen({}, (w) => w.sees({ person: 1, step: 1, atMs: Date.parse('2026-11-20T10:00:00Z'), zone: 'UTC', gapMs: 0 })), 1);
  assert.equal(seen({ zone: 'Asia/Tokyo' }), 1);
  assert.equal(seen({ atMs: Date.parse('2026-11-22T10:00:00Z') }), 1);
  assert.equal(seen({ gapMs: 48 * 3_600_000 }, (w) => w.touched(1, Date.parse('2026-11-23T10:00:00Z'))), 1);
});
