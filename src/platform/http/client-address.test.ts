import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAddressOf, networkOf } from './client-address.ts';

const at = (ip: string, remoteAddress?: string) => clientAddressOf({ ip, socket: { remoteAddress } });

test('an address is an address, whatever a proxy wrote', () => {
  assert.equal(at('198.51.100.7'), '198.51.100.7');
  assert.equal(at('::ffff:198.51.100.7'), '198.51.100.7');
  assert.equal(at('fe80::1%eth0'), 'fe80::1');
  assert.equal(at('unknown', '10.0.0.1'), '10.0.0.1');
  assert.equal(at("1'; drop table members", '::1'), '::1');
  assert.equal(at('', undefined), '0.0.0.0');
});

test('a household that changes its last half is one reader', () => {
  assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:db8:1:2:bbbb::2'));
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
  assert.equal(networkOf('198.51.100.7'), '198.51.100.7');
});
