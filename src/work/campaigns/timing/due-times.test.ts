import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SendTime } from '../contract.ts';
import { dueTimes, firstOnEarth, isPast, placeOf, type Timing } from './due-times.ts';

const zones = Intl.supportedValuesOf('timeZone');
const weekdays = [1, 2, 3, 4, 5];
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const local = (minute: number, more: object = {}) => ({ kind: 'local', minute, past: 'next-day', hours: null, window: null, ...more }) as SendTime;
const office = (more: object = {}) => ({ fromMinute: 9 * 60, untilMinute: 17 * 60, weekdays, clock: 'recipient' as const, ...more });
const timing = (sendTime: SendTime, begins: string, more: Partial<Timing> = {}): Timing => ({ sendTime, beginsMs: Date.parse(begins), day: null, workspaceZone: 'UTC', ...more });
const due = (given: Timing, zone: string, place = 0) => new Date(dueTimes(given)(zone, place)).toISOString().replace(':00.000Z', 'Z');
const clockOf = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

const clockChanges: [zone: string, day: string, minute: number, expected: string][] = [
  ['Europe/London', '2026-03-29', 90, '2026-03-29T01:30Z'],
  ['America/New_York', '2026-03-08', 150, '2026-03-08T07:30Z'],
  ['America/New_York', '2026-11-01', 90, '2026-11-01T05:30Z'],
  ['Asia/Kathmandu', '2026-11-24', 540, '2026-11-24T03:15Z'],
  ['Pacific/Kiritimati', '2026-11-24', 540, '2026-11-23T19:00Z'],
];
for (const [zone, day, minute, expected] of clockChanges) {
  test(`${minute} minutes after midnight in ${zone} on ${day} is ${expected}`, () => {
    assert.equal(due(timing(local(minute), '2026-01-01T00:00:00Z', { day }), zone), expected);
  });
}

test('launched now, everybody gets it at their own next 9:00', () => {
  const given = timing(local(540), '2026-11-23T13:30:00Z', { workspaceZone: 'Europe/London' });
  assert.deepEqual(['Europe/London', 'America/New_York', 'America/Los_Angeles', 'Asia/Tokyo'].map((zone) => due(given, zone)),
    ['2026-11-24T09:00Z', '2026-11-23T14:00Z', '2026-11-23T17:00Z', '2026-11-24T00:00Z']);
  assert.deepEqual(['Europe/London', 'America/New_York', 'Asia/Tokyo'].map((zone) => isPast(given, zone)), [true, false, true]);
});

test('who is past the hour goes at once when that is the choice, and only they', () => {
  const given = timing(local(540, { past: 'at-once' }), '2026-11-23T13:30:00Z');
  assert.deepEqual(['Europe/London', 'America/New_York'].map((zone) => due(given, zone)), ['2026-11-23T13:30Z', '2026-11-23T14:00Z']);
});

test('a day long past leads to the next time, not to a burst of old ones', () => {
  assert.equal(due(timing(local(540), '2026-11-23T13:30:00Z', { day: '2026-01-05' }), 'Europe/Berlin'), '2026-11-24T08:00Z');
});

test('"9:00 next weekday" stays 9:00, over a weekend on which the clocks change, too', () => {
  assert.equal(due(timing(local(540, { window: office() }), '2026-11-27T18:00:00Z'), 'Europe/Berlin'), '2026-11-30T08:00Z');
  assert.equal(due(timing(local(540, { window: office() }), '2026-03-27T18:00:00Z'), 'Europe/Berlin'), '2026-03-30T07:00Z');
  assert.equal(due(timing(local(600, { window: office() }), '2026-10-31T18:00:00Z'), 'America/New_York'), '2026-11-02T15:00Z');
});

test('a local time that no window ever allows waits for its opening', () => {
  assert.equal(due(timing(local(6 * 60, { window: office() }), '2026-11-23T00:00:00Z'), 'UTC'), '2026-11-23T09:00Z');
});

test('a window lets through now, or opens next; by the recipient’s clock or the workspace’s', () => {
  const begins = '2026-11-23T18:00:00Z';
  const window = (more: object = {}): SendTime => ({ kind: 'window', window: office(more) });
  assert.equal(due(timing(window(), begins), 'America/New_York'), '2026-11-23T18:00Z');
  assert.equal(due(timing(window(), begins), 'Asia/Tokyo'), '2026-11-24T00:00Z');
  assert.equal(due(timing(window({ clock: 'workspace' }), begins, { workspaceZone: 'Europe/London' }), 'America/New_York'), '2026-11-24T09:00Z');
  assert.equal(due(timing(window({ weekdays: [7] }), begins), 'UTC'), '2026-11-29T09:00Z');
});

test('a window over midnight belongs to the day on which it begins', () => {
  const night: SendTime = { kind: 'window', window: office({ fromMinute: 22 * 60, untilMinute: 2 * 60, weekdays: [5] }) };
  assert.equal(due(timing(night, '2026-11-28T01:00:00Z'), 'UTC'), '2026-11-28T01:00Z');
  assert.equal(due(timing(night, '2026-11-28T02:00:00Z'), 'UTC'), '2026-12-04T22:00Z');
});

test('a window that lies in the missing hour does not open that day; in the doubled hour it opens once', () => {
  const gap: SendTime = { kind: 'window', window: office({ fromMinute: 120, untilMinute: 180, weekdays: everyDay }) };
  assert.equal(due(timing(gap, '2026-03-08T06:30:00Z'), 'America/New_York'), '2026-03-09T06:00Z');
  const twice: SendTime = { kind: 'window', window: office({ fromMinute: 75, untilMinute: 105, weekdays: everyDay }) };
  assert.equal(due(timing(twice, '2026-11-01T05:00:00Z'), 'America/New_York'), '2026-11-01T05:15Z');
  assert.equal(due(timing(twice, '2026-11-01T06:20:00Z'), 'America/New_York'), '2026-11-02T06:15Z', 'not again in the second passing');
});

test('a spread counts open time only', () => {
  const given = timing({ kind: 'spread', hours: 12, window: office() }, '2026-11-27T13:00:00Z');
  assert.deepEqual([0, 0.25, 0.5, 0.99999].map((place) => due(given, 'UTC', place).slice(0, 16)),
    ['2026-11-27T13:00Z', '2026-11-27T16:00Z', '2026-11-30T11:00Z', '2026-11-30T16:59:'].map((text) => text.slice(0, 16)));
});

test('a local time may be spread over hours as well', () => {
  assert.equal(due(timing(local(540, { hours: 2 }), '2026-11-23T00:00:00Z'), 'Asia/Kathmandu', 0.5), '2026-11-23T04:15Z');
});

test('no clock on earth shows a time of a day before the first', () => {
  const first = firstOnEarth('2026-11-24', 540);
  for (const zone of zones) assert.ok(dueTimes(timing(local(540), '2026-01-01T00:00:00Z', { day: '2026-11-24' }))(zone, 0) >= first, zone);
});

const anyMinute = fc.integer({ min: 0, max: 1439 });
const anyZone = fc.constantFrom(...zones);
const anyBegin = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2030-12-31') });
const anyWindow = fc.record({
  fromMinute: anyMinute, length: fc.integer({ min: 90, max: 1439 }), weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), clock: fc.constantFrom('recipient' as const, 'workspace' as const),
}).map(({ fromMinute, length, ...rest }) => ({ fromMinute, untilMinute: (fromMinute + length) % 1440 || 1440, ...rest }));

test('in every zone, at any launch: a local time is that time on the clock, never before the launch, within a day or two', () => {
  fc.assert(fc.property(anyZone, anyMinute, anyBegin, (zone, minute, beginsMs) => {
    const ms = dueTimes({ sendTime: local(minute), beginsMs, day: null, workspaceZone: 'UTC' })(zone, 0);
    const wall = clockOf(ms, zone);
    assert.ok(ms >= beginsMs && ms < beginsMs + 50 * 3_600_000);
    // Only the missing hour shows another time: that much later.
    const shown = wall.hour * 60 + wall.minute;
    if (shown !== minute) assert.equal(wall.toPlainDate().toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 }).toZonedDateTime(zone).epochMilliseconds, ms);
    // In the doubled hour it is the first passing.
    assert.equal(wall.toPlainDateTime().toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds, ms);
  }), { numRuns: 1500 });
});

test('in every zone, whatever the window: nobody is due outside it, nor before the launch, and places keep their order', () => {
  fc.assert(fc.property(anyZone, anyWindow, anyBegin, fc.integer({ min: 1, max: 48 }), fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 2, maxLength: 6 }), (zone, window, beginsMs, hours, places) => {
    const workspaceZone = 'America/New_York';
    const times = dueTimes({ sendTime: { kind: 'spread', hours, window }, beginsMs, day: null, workspaceZone });
    const sorted = places.toSorted((a, b) => a - b).map((place) => times(zone, place));
    assert.deepEqual(sorted, sorted.toSorted((a, b) => a - b));
    for (const ms of sorted) {
      assert.ok(ms >= beginsMs);
      const wall = clockOf(ms, window.clock === 'workspace' ? workspaceZone : zone);
      const minute = wall.hour * 60 + wall.minute;
      const wraps = window.fromMinute >= window.untilMinute;
      const opened = wraps && minute < window.untilMinute ? wall.subtract({ days: 1 }).dayOfWeek : wall.dayOfWeek;
      const inside = wraps ? minute >= window.fromMinute || minute < window.untilMinute : minute >= window.fromMinute && minute < window.untilMinute;
      // A clock that jumps while the window is open shows times it would not have shown: those two days apart.
      const jumps = clockOf(ms - 86_400_000, wall.timeZoneId).offset !== clockOf(ms + 86_400_000, wall.timeZoneId).offset;
      assert.ok(jumps || inside && window.weekdays.includes(opened), `${wall}`);
    }
  }), { numRuns: 800 });
});

test('any part of the audience is spread evenly: as many in each tenth of the hours', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 20_000 }), (total) => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < total; index++) tenths[Math.floor(placeOf(index, total) * 10)]! += 1;
    assert.ok(tenths.every((count) => Math.abs(count - total / 10) <= 1));
  }), { numRuns: 30 });
  assert.equal(placeOf(7, 0), 0);
});
