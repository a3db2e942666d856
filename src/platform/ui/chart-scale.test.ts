import assert from 'node:assert/strict';
import { test } from 'node:test';
import { box, labelStep, ticksFromZero, xBands, yScale } from './chart-scale.ts';
import { axisEnd } from './axis-end.ts';

test('the axis starts at zero and ends at a round number not below the highest', () => {
  assert.deepEqual(ticksFromZero(577), [0, 200, 400, 600]);
  for (const highest of [0, 1, 3, 7, 99, 1234, 0.2, 1e6]) {
    const y = yScale(highest);
    assert.equal(y(0), box.bottom);
    assert.ok(y(highest) >= box.top - 1e-9, `${highest} stays inside`);
    assert.equal(ticksFromZero(highest)[0], 0);
  }
});

test('people are counted in whole ticks', () => {
  assert.ok(ticksFromZero(2).every(Number.isInteger));
});

test('bars fill the width without touching the edge', () => {
  for (const count of [1, 36, 400]) {
    const { x, width } = xBands(count);
    assert.ok(x(0) >= box.left);
    assert.ok(x(count - 1) + width <= box.right + 1e-6);
  }
});

test('labels leave each other room, in steps people count in', () => {
  assert.equal(labelStep(36, 4), 4);
  assert.equal(labelStep(4, 6), 1);
  assert.equal(labelStep(365, 6), 91);
});

test('intervals side by side share a round axis that holds the highest', () => {
  assert.equal(axisEnd(0.209), 0.25);
  assert.equal(axisEnd(0.4), 0.4);
  assert.equal(axisEnd(0.0517), 0.1);
  assert.equal(axisEnd(1), 1);
  assert.equal(axisEnd(0), 1);
});
