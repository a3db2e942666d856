import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { pixel } from './answer.ts';
import { clientAddress, plainAddress } from './client-address.ts';
import { hitIds } from './hit.ts';
import { locationOf } from './location.ts';

const from = (remoteAddress: string, forwarded?: string) => ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

for (const [trusted, remote, forwarded, wanted] of [
  [[], '::ffff:203.0.113.5', '1.2.3.4', '203.0.113.5'],
  [['10.0.0.0/8'], '10.0.0.1', '1.2.3.4, 203.0.113.5', '203.0.113.5'],
  [['10.0.0.0/8'], '10.0.0.1', '1.2.3.4, 203.0.113.5, 10.2.2.2', '203.0.113.5'],
  [['10.0.0.0/8'], '198.51.100.1', '1.2.3.4', '198.51.100.1'],
  [['10.0.0.0/8'], '10.0.0.1', '10.3.3.3', '10.3.3.3'],
  [['10.0.0.0/8'], '10.0.0.1', undefined, '10.0.0.1'],
  [['10.0.0.0/8'], '10.0.0.1', '1.2.3.4, nonsense, 10.1.1.1', '10.1.1.1'],
  [['::1', 'fd00::/8'], '::1', '[2001:DB8::7]:443', '2001:db8::7'],
  [['127.0.0.1'], '::ffff:127.0.0.1', '203.0.113.5:51234', '203.0.113.5'],
] as const) {
  test(`from ${remote}, forwarded for ${forwarded ?? 'nobody'}, trusting ${trusted.join() || 'nobody'}: ${wanted}`, () => {
    assert.equal(clientAddress(trusted)(from(remote, forwarded)), wanted);
  });
}

test('what is no address is none', () => {
  for (const text of ['', 'unknown', '999.1.1.1', '1.2.3', 'fe80::1%eth0x/', "'; drop table hits"]) assert.ok(plainAddress(text) === null || plainAddress(text) === 'fe80::1', text);
  assert.equal(plainAddress('fe80::1%eth0'), 'fe80::1');
});

test('a target of allowed signs is its own location; any other can be carried and means the same', () => {
  fc.assert(fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => assert.equal(locationOf(url), url)));
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
    const target = `https://example.com/${text}`;
    fc.pre(target.isWellFormed() && !/[\0\r\n\t\\]/.test(text) && !/[\s\u0000-\u001f]$/.test(text));
    const location = locationOf(target);
    assert.match(location, /^[\x21-\x7e]+$/);
    assert.equal(new URL(location).pathname, new URL(target).pathname);
  }));
});

test('ids of a process never repeat, and fit a number', () => {
  const next = hitIds();
  const ids = Array.from({ length: 10_000 }, next);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every(Number.isSafeInteger));
});

test('the pixel is a GIF of one pixel', () => {
  assert.equal(pixel.length, 43);
  assert.equal(pixel.slice(0, 6), 'GIF89a');
});
