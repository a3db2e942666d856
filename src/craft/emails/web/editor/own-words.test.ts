import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isOwn, newOwnWords, said, sameJson } from './own-words.ts';

test('an echo that comes late, or is skipped, is never taken for somebody else', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 20 }), fc.array(fc.boolean(), { maxLength: 20 }), (bodies, shown) => {
    const own = newOwnWords('"opened"');
    for (const body of bodies) said(own, String(body));
    // The page draws some of them, in order, and the last one in any case.
    const echoes = bodies.filter((_, index) => shown[index] || index === bodies.length - 1);
    for (const echo of echoes) assert.equal(isOwn(own, String(echo)), true);
    assert.deepEqual(own.underWay, []);
  }));
});

test('what nobody here wrote begins the text anew, also when it was written here long ago', () => {
  const own = newOwnWords('1');
  said(own, '2');
  said(own, '3');
  assert.equal(isOwn(own, '3'), true);
  assert.equal(isOwn(own, '2'), false, 'an old version brought back');
  assert.equal(isOwn(own, '4'), false);
});

test('the same document with its keys in another order is the same', () => {
  assert.equal(sameJson('{"a":1,"b":[{"c":2,"d":3}]}', '{"b":[{"d":3,"c":2}],"a":1}'), true);
  assert.equal(sameJson('{"a":[1,2]}', '{"a":[2,1]}'), false);
  assert.equal(sameJson('', '{}'), false);
});
