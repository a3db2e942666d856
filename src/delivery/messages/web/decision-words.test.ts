import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidOf } from './decision-words.ts';

test('what was decided is said with its number, and what needed no decision any more', () => {
  assert.equal(saidOf('accepted', 1, 0), '1 mail taken as accepted');
  assert.equal(saidOf('resend', 1, 0), '1 mail goes out again');
  assert.equal(saidOf('resend', 3, 0), '3 mails go out again');
  assert.equal(saidOf('accepted', 2, 1), '2 mails taken as accepted, 1 was settled meanwhile');
  assert.equal(saidOf('resend', 0, 2), '0 mails go out again, 2 were settled meanwhile');
});
