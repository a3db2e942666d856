import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { machinesAlone, seriesOf } from './series.ts';

test('a person who opened after a machine is taken off the machine’s hour', () => {
  assert.deepEqual(machinesAlone([100, 5, 0], [20, 30, 0]), [55, 0, 0]);
  assert.deepEqual(machinesAlone([10, 0], [10, 0]), [0, 0]);
});

test('machines alone are never negative, and their sum is all less persons', () => fc.assert(fc.property(
  // Each message: the hour a machine opened it (or none), the hour a person did (or none).
  fc.array(fc.record({ machine: fc.option(fc.nat(5)), person: fc.option(fc.nat(5)) })), (messages) => {
    const all = Array<number>(6).fill(0);
    const persons = Array<number>(6).fill(0);
    for (const { machine, person } of messages) {
      const first = Math.min(machine ?? Infinity, person ?? Infinity);
      if (first < 6) all[first]! += 1;
      if (person !== null) persons[person]! += 1;
    }
    const alone = machinesAlone(all, persons);
    assert.ok(alone.every((count) => count >= 0));
    const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
    assert.equal(sum(alone), sum(all) - sum(persons));
  })));

const at = (hour: string, metric: string, count: number) => ({ hour: new Date(hour), metric, count });

test('days are those of the workspace’s zone', () => {
  const counts = [at('2026-11-22T22:00:00Z', 'opened', 1), at('2026-11-22T23:00:00Z', 'opened', 2), at('2026-11-22T23:00:00Z', 'opened_all', 5), at('2026-11-22T22:00:00Z', 'opened_all', 1)];
  assert.deepEqual(seriesOf(counts, 'day', 'Europe/Berlin').map(({ at: day, opened, openedMachine }) => [day, opened, openedMachine]),
    [['2026-11-21T23:00:00.000Z', 1, 0], ['2026-11-22T23:00:00.000Z', 2, 3]]);
  assert.deepEqual(seriesOf(counts, 'hour', 'Europe/Berlin').map(({ at: hour }) => hour), ['2026-11-22T22:00:00.000Z', '2026-11-22T23:00:00.000Z']);
});

test('the day that lasts 25 hours is one day', () => {
  const counts = ['2026-10-24T22:00:00Z', '2026-10-25T22:00:00Z', '2026-10-25T23:00:00Z'].map((hour) => at(hour, 'clicked', 1));
  assert.deepEqual(seriesOf(counts, 'day', 'Europe/Berlin').map(({ at: day, clicked }) => [day, clicked]), [['2026-10-24T22:00:00.000Z', 2], ['2026-10-25T23:00:00.000Z', 1]]);
});
