import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionWords, detailWords } from './audit-words.ts';

test('an action reads as words', () => {
  assert.equal(actionWords('member.password-link-made'), 'Member: password link made');
});

test('a change reads as what was and what is', () => {
  assert.equal(detailWords({ role: ['member', 'manager'], team: ['sales', 'sales'] }), 'role: member, now manager · team: sales');
  assert.equal(detailWords({ frequency: [null, { max: 3, days: 7 }] }), 'frequency: nothing, now {"max":3,"days":7}');
  assert.equal(detailWords({ scopes: ['a', 'b', 'c'] }), 'scopes: a, b, c');
  assert.equal(detailWords({}), '');
});
