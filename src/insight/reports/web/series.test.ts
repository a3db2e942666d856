import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayBars, hourBars, hoursShown, summaryOf } from './series.ts';

const start = '2026-11-10T08:20:00.000Z';
const point = (at: string, opened: number, openedMachine = 0) => ({ at, opened, openedMachine });

test('an hour without opens is an empty bar, and a bar stands where its hour is', () => {
  const bars = hourBars([point('2026-11-10T08:00:00.000Z', 5, 3), point('2026-11-10T11:00:00.000Z', 2)], start, 'UTC', new Date('2026-11-10T12:30:00Z'));
  assert.deepEqual(bars.points.map((bar) => bar.values.person), [5, 0, 0, 2, 0, 0]);
  assert.deepEqual(bars.points.map((bar) => bar.label), ['sent', '1 h', '2 h', '3 h', '4 h', '5 h'], 'six hours at least, so that it is a chart');
  assert.equal(bars.points[0]!.values.machine, 3);
  assert.equal(bars.points[3]!.title, 'Tue 10 Nov, 11:00 to 12:00');
});

test('what comes after the last bar is counted, not lost', () => {
  const bars = hourBars([point('2026-11-10T08:00:00.000Z', 1), point('2026-11-14T08:00:00.000Z', 108)], start, 'UTC', new Date('2026-11-20T00:00:00Z'));
  assert.equal(bars.points.length, hoursShown);
  assert.equal(bars.later, 108);
  assert.match(summaryOf(bars), /108 more came later/);
});

test('an hour’s name is by the workspace’s clock, half-hour zones too', () => {
  const bars = hourBars([], start, 'Asia/Kathmandu', new Date(start));
  assert.equal(bars.points[0]!.title, 'Tue 10 Nov, 13:45 to 14:45');
});

test('by days, each with its date', () => {
  const bars = dayBars([point('2026-11-09T23:00:00.000Z', 4, 1)], 'Europe/Berlin', new Date('2026-11-23T00:00:00Z'));
  assert.deepEqual(bars.points, [{ label: '10 Nov', title: 'Tue 10 Nov', values: { person: 4, machine: 1 } }]);
});

test('the summary says how many and when most', () => {
  const bars = hourBars([point('2026-11-10T08:00:00.000Z', 5, 3)], start, 'UTC', new Date('2026-11-10T09:00:00Z'));
  assert.equal(summaryOf(bars), 'Opens by hour. Persons and proxies: 5; most of them Tue 10 Nov, 08:00 to 09:00: 5. Machine only: 3.');
  assert.equal(summaryOf(hourBars([], start, 'UTC', new Date(start))), 'Opens by hour: none so far.');
});
