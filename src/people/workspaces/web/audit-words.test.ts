import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionWords, detailWords } from './audit-words.ts';

test('an action reads as words', () => {
  assert.equal(actionWords('member.password-link-made'), 'Member: password link made');
});

test('a change reads as what was and what is, and what stayed is left out', () => {
  assert.equal(detailWords({ name: 'Mia', role: { from: 'member', to: 'manager' }, team: { from: 'sales', to: 'sales' } }), 'name: Mia · role: member, now manager');
  assert.equal(detailWords({ frequency: { from: null, to: { max: 3, days: 7 } } }), 'frequency: nothing, now max 3, days 7');
  assert.equal(detailWords({ scopes: ['a', 'b'] }), 'scopes: a, b');
  assert.equal(detailWords({}), '');
});
