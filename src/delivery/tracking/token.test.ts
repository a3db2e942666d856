import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { hmacSha256, readLink, readMember, readMessage, signLink, signMember, signMessage, signOwnLink, type SigningKeys } from './token.ts';

const old = { id: 1, secret: Buffer.alloc(32, 1) };
const keys: SigningKeys = [{ id: 2, secret: Buffer.alloc(32, 2) }, old];
const claim = { workspaceId: 7, messageId: 123_456_789, compiledId: 42 };

const anyId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const anyClaim = fc.record({ workspaceId: fc.integer({ min: 1, max: 2 ** 31 - 1 }), messageId: anyId, compiledId: anyId }, { noNullPrototype: true });
const anyTarget = fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => `https://example.com/${text}`));

test('what was signed is read back, the target byte for byte', () => {
  fc.assert(fc.property(anyClaim, fc.nat(500), anyTarget, (message, index, target) => {
    assert.deepEqual(readMessage(keys, signMessage(keys, message)), message);
    assert.deepEqual(readLink(keys, signLink(keys, message.workspaceId, message.compiledId, { index, target }), message), { index, target });
    assert.deepEqual(readLink(keys, signOwnLink(keys, message.workspaceId, message.messageId, { index, target }), message), { index, target });
    const member = { workspaceId: message.workspaceId, memberId: message.messageId };
    assert.deepEqual(readMember(keys, signMember(keys, member)), member);
  }));
});

test('a token with any one character changed, added or cut off is refused', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \0é';
  const tokens = [signMessage(keys, claim), signLink(keys, 7, 42, { index: 3, target: 'https://example.com/?a=b#c' })];
  fc.assert(fc.property(fc.constantFrom(...tokens), fc.nat(), fc.constantFrom(...alphabet), fc.constantFrom('change', 'insert', 'cut'), (token, at, letter, how) => {
    const place = at % token.length;
    const forged = { change: token.slice(0, place) + letter + token.slice(place + 1), insert: token.slice(0, place) + letter + token.slice(place), cut: token.slice(0, place) }[how]!;
    fc.pre(forged !== token);
    assert.equal(readMessage(keys, forged), null);
    assert.equal(readLink(keys, forged, claim), null);
  }), { numRuns: 2000 });
});

test('nothing that was not signed is ever read, whatever it looks like', () => {
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes).toString('base64url')), fc.string()), (token) => {
    assert.equal(readMessage(keys, token), null);
    assert.equal(readLink(keys, token, claim), null);
    assert.equal(readMember(keys, token), null);
  }), { numRuns: 2000 });
});

test('a link is refused beside a message of another compiled email or another workspace', () => {
  const link = signLink(keys, 7, 42, { index: 0, target: 'https://example.com/' });
  assert.equal(readLink(keys, link, { ...claim, compiledId: 43 }), null);
  assert.equal(readLink(keys, link, { ...claim, workspaceId: 8 }), null);
});

test('a person\'s own link is refused beside anybody else\'s message', () => {
  const link = signOwnLink(keys, 7, claim.messageId, { index: 0, target: 'https://example.com/ann' });
  assert.ok(readLink(keys, link, claim));
  assert.equal(readLink(keys, link, { ...claim, messageId: claim.messageId + 1 }), null);
  // An email's and a message's number may be the same: that does not make one kind of link the other.
  assert.equal(readLink(keys, signLink(keys, 7, 99, { index: 0, target: 'https://a.example' }), { ...claim, messageId: 99 }), null);
});

test('one kind of token is never taken for another', () => {
  assert.equal(readMember(keys, signMessage(keys, claim)), null);
  assert.equal(readMessage(keys, signMember(keys, { workspaceId: 7, memberId: 1 })), null);
});

test('after a rotation old links still verify; a key that was never ours does not', () => {
  const before = signMessage([old], claim);
  assert.deepEqual(readMessage(keys, before), claim);
  assert.notEqual(signMessage(keys, claim), before);
  assert.equal(readMessage(keys, signMessage([{ id: 1, secret: Buffer.alloc(32, 9) }], claim)), null);
  assert.equal(readMessage(keys, signMessage([{ id: 3, secret: Buffer.alloc(32, 2) }], claim)), null);
});

test('a message token stays short', () => {
  assert.ok(signMessage(keys, claim).length <= 32);
});

test('our HMAC is the HMAC of RFC 2104, for keys of any length', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 300 }), (secret, text) => {
    assert.deepEqual(hmacSha256(secret, text), createHmac('sha256', secret).update(text).digest());
  }));
});
