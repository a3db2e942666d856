import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, seal } from './index.ts';

test('what was sealed opens with the same secret, and only unchanged', () => {
  const sealed = seal('a secret of this house', 'hunter2 ä');
  assert.equal(open('a secret of this house', sealed), 'hunter2 ä');
  assert.throws(() => open('another secret', sealed), { code: 'unsealable' });
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    assert.throws(() => open('a secret of this house', changed), { code: 'unsealable' });
  }
  assert.throws(() => open('a secret of this house', Buffer.alloc(0)), { code: 'unsealable' });
});

test('the same text sealed twice looks different, and shows nothing of itself', () => {
  const [first, second] = [seal('s', 'hunter2'), seal('s', 'hunter2')];
  assert.notDeepEqual(first, second);
  assert.ok(!first.includes('hunter2'));
});
