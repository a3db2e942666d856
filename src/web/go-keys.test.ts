import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGoKeys } from './go-keys.ts';

const targets = new Map([['l', '/live'], ['g', '/goals']]);

test('G then a letter goes there, in small or capital letters', () => {
  for (const [g, l] of [['g', 'l'], ['G', 'L']] as const) {
    const press = createGoKeys(targets);
    assert.deepEqual(press(g, 0), { taken: true, go: null });
    assert.deepEqual(press(l, 500), { taken: true, go: '/live' });
  }
});

test('a letter alone is left to the page', () => {
  assert.deepEqual(createGoKeys(targets)('l', 0), { taken: false, go: null });
});

test('G is forgotten after a while, and after a letter that leads nowhere', () => {
  const press = createGoKeys(targets);
  press('g', 0);
  assert.deepEqual(press('l', 5000), { taken: false, go: null });
  press('g', 6000);
  assert.deepEqual(press('x', 6100), { taken: true, go: null });
  assert.deepEqual(press('l', 6200), { taken: false, go: null });
});

test('G twice is a pair, not two beginnings', () => {
  const press = createGoKeys(targets);
  press('g', 0);
  assert.deepEqual(press('g', 100), { taken: true, go: '/goals' });
});
