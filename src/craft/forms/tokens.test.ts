import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readToken, signToken, tokenKinds, type TokenKind } from './tokens.ts';

const keys = [{ id: 2, secret: Buffer.alloc(32, 2) }, { id: 1, secret: Buffer.alloc(32, 1) }];
const kinds = Object.keys(tokenKinds) as TokenKind[];
const numbersFor = (kind: TokenKind) => (kind === 'form' || kind === 'preferences' ? [7, 12] : [7, 12, 1_800_000_000]);

test('a token says its numbers again, under an older key too, and stands in an address as it is', () => {
  for (const kind of kinds) {
    const token = signToken(keys.slice(1), kind, numbersFor(kind));
    assert.deepEqual(readToken(keys, kind, token), numbersFor(kind));
    assert.equal(encodeURIComponent(token), token);
  }
});

test('no token is taken for one of another kind, another workspace or another number', () => {
  for (const kind of kinds) {
    const token = signToken(keys, kind, numbersFor(kind));
    for (const other of kinds.filter((each) => each !== kind)) {
      assert.equal(readToken(keys, other, token), null);
      assert.equal(readToken(keys, other, token.replace(/^./, tokenKinds[other])), null, 'the letter is signed, too');
    }
    assert.equal(readToken(keys, kind, token.replace('-7-', '-8-')), null);
    assert.equal(readToken([keys[1]!], kind, token), null, 'a key we do not have');
  }
});

test('whatever is cut, added or changed, it is no token; nothing makes reading throw', () => {
  const token = signToken(keys, 'confirmation', [1, 2, 3]);
  fc.assert(fc.property(fc.nat(token.length - 1), fc.constantFrom('', 'a', 'Z', '0', '-', '_', 'aa', '%00', ' '), (at, instead) => {
    const changed = token.slice(0, at) + instead + token.slice(at + 1);
    fc.pre(changed !== token);
    assert.equal(readToken(keys, 'confirmation', changed), null);
  }));
  fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => { assert.equal(readToken(keys, 'form', text), null); }));
});

test('numbers that no id can have are refused when signing', () => {
  for (const numbers of [[1], [1, -2], [1, 1.5], [1, Number.NaN], [1, 2, 3]]) assert.throws(() => signToken(keys, 'form', numbers), RangeError);
});
