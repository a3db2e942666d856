import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReachableByReaders, judgeReach } from './reachable.ts';

for (const address of [
  'https://kindred.northwind.com', 'http://mail.northwind.co.uk:8080', 'https://8.8.8.8', 'https://[2606:4700::1111]', 'https://xn--bcher-kva.de', 'https://bücher.de', 'https://local.northwind.com', 'https://kindred.northwind.com.',
]) {
  test(`${address} can be reached`, () => assert.deepEqual(judgeReach(address), { reachable: true, problem: null }));
}

for (const address of [
  'http://localhost:4400', 'http://LOCALHOST', 'http://localhost.', 'http://app.localhost', 'http://127.0.0.1', 'http://127.8.8.8', 'http://2130706433', 'http://0x7f.1', 'http://0.0.0.0', 'http://[::1]', 'http://[::]',
  'http://10.0.0.1', 'http://172.16.0.1', 'http://172.31.255.255', 'http://192.168.1.20', 'http://169.254.1.1', 'http://100.64.0.1', 'http://[fe80::1]', 'http://[fd00::1]', 'http://[::ffff:10.0.0.1]', 'http://[::ffff:7f00:1]',
  'http://192.0.2.7', 'http://198.51.100.7', 'http://203.0.113.7', 'http://198.18.0.1', 'http://224.0.0.1', 'http://240.0.0.1', 'http://255.255.255.255', 'http://[2001:db8::1]', 'http://[ff02::1]',
  'http://kindred', 'http://kindred.local', 'http://kindred.internal', 'http://kindred.lan', 'http://nas.home.arpa', 'http://kindred.test', 'http://kindred.example', 'http://kindred.invalid', 'http://kindred.local.',
  'ftp://kindred.northwind.com', 'not an address', '',
]) {
  test(`"${address}" cannot be reached`, () => {
    assert.equal(isReachableByReaders(address), false);
    assert.match(judgeReach(address).problem!, /\.$/);
  });
}
