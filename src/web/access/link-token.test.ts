import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenIn } from './link-token.ts';

test('the token is read from the fragment, and a cut link has none', () => {
  assert.equal(tokenIn('#token=abc-_123'), 'abc-_123');
  assert.equal(tokenIn('#token='), null);
  assert.equal(tokenIn('#'), null);
  assert.equal(tokenIn(''), null);
});
