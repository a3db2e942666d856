import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quietUntil } from './quiet-hours.ts';

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const until = (from: string, to: string, zone: string, now: string) =>
  quietUntil({ fromMinute: minutes(from), untilMinute: minutes(to) }, zone, new Date(now))?.toISOString() ?? null;

test('quiet hours end on the local clock, over midnight and over both changes of the clock', () => {
  const rows: [string, string, string, string, string | null][] = [
    ['21:00', '08:00', 'UTC', '2026-11-23T12:00:00Z', null],
    ['21:00', '08:00', 'UTC', '2026-11-23T21:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['21:00', '08:00', 'UTC', '2026-11-24T07:59:59Z', '2026-11-24T08:00:00.000Z'],
    ['21:00', '08:00', 'UTC', '2026-11-24T08:00:00Z', null],
    ['12:00', '14:00', 'Europe/Lisbon', '2026-07-01T12:30:00Z', '2026-07-01T13:00:00.000Z'],
    ['09:00', '09:00', 'UTC', '2026-11-23T09:00:00Z', null],
    // London springs forward: 01:30 does not exist, and becomes 02:30 = 01:30Z.
    ['22:00', '01:30', 'Europe/London', '2026-03-28T23:00:00Z', '2026-03-29T01:30:00.000Z'],
    // New York: the missing 02:30 is 03:30 = 07:30Z; the doubled 01:30 is its first passing = 05:30Z.
    ['22:00', '02:30', 'America/New_York', '2026-03-08T06:00:00Z', '2026-03-08T07:30:00.000Z'],
    ['22:00', '01:30', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-01T05:30:00.000Z'],
    // In the second passing of that hour the clock shows quiet time again.
    ['22:00', '01:30', 'America/New_York', '2026-11-01T06:10:00Z', '2026-11-01T06:30:00.000Z'],
    ['22:00', '09:00', 'Asia/Kathmandu', '2026-11-23T20:00:00Z', '2026-11-24T03:15:00.000Z'],
  ];
  for (const [from, to, zone, now, expected] of rows) assert.equal(until(from, to, zone, now), expected, `${from}-${to} ${zone} ${now}`);
});

test('the end is always ahead, less than a day and an hour away, and not quiet itself', () => {
  const zones = ['UTC', 'Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];
  fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...zones), fc.integer({ min: 0, max: 525_600 }),
    (fromMinute, untilMinute, zone, minute) => {
      const now = new Date(Date.UTC(2026, 0, 1) + minute * 60_000);
      const end = quietUntil({ fromMinute, untilMinute }, zone, now);
      if (!end) return;
      assert.ok(end > now && end.getTime() - now.getTime() <= 25 * 3_600_000);
    }), { numRuns: 2000 });
});

test('a zone that does not exist is an error, not a guess', () => {
  assert.throws(() => until('21:00', '08:00', 'Nowhere/Land', '2026-11-23T12:00:00Z'), RangeError);
});
