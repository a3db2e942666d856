import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../errors/index.ts';
import { readConfig } from './config.ts';

test('an empty environment is enough', () => {
  const config = readConfig({});
  assert.equal(config.port, 4400);
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.baseUrl, 'http://localhost:4400');
  assert.equal(config.trackingUrl, 'http://localhost:4400');
  assert.equal(config.databaseUrl, null);
  assert.deepEqual(config.roles, ['web', 'hits', 'sender', 'worker']);
});

test('the addresses follow the port, and tracking follows the base', () => {
  assert.equal(readConfig({ PORT: '5000' }).trackingUrl, 'http://localhost:5000');
  const config = readConfig({ KINDRED_BASE_URL: 'https://kindred.example.com/' });
  assert.equal(config.baseUrl, 'https://kindred.example.com');
  assert.equal(config.trackingUrl, 'https://kindred.example.com');
});

test('a variable that is set to nothing is not set', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: ' ' }).port, 4400);
});

test('roles are taken in any spelling of the list, once each', () => {
  assert.deepEqual(readConfig({ KINDRED_ROLES: 'hits, web,hits' }).roles, ['hits', 'web']);
});

const refused: [string, string, RegExp][] = [
  ['PORT', 'http', /PORT is "http"; it must be a whole number/],
  ['PORT', '65536', /PORT/],
  ['PORT', '-1', /PORT/],
  ['PORT', '80.5', /PORT/],
  ['HOST', 'not a host', /HOST/],
  ['DATABASE_URL', 'mysql://root@localhost/x', /DATABASE_URL/],
  ['DATABASE_URL', 'localhost', /DATABASE_URL/],
  ['KINDRED_BASE_URL', 'kindred.example.com', /KINDRED_BASE_URL/],
  ['KINDRED_BASE_URL', 'https://kindred.example.com/app', /without a path/],
  ['KINDRED_BASE_URL', 'ftp://kindred.example.com', /KINDRED_BASE_URL/],
  ['KINDRED_TRACKING_URL', 'https://user@t.example.com', /KINDRED_TRACKING_URL/],
  ['KINDRED_TRUSTED_PROXIES', '10.0.0.0/8, nobody', /KINDRED_TRUSTED_PROXIES/],
  ['KINDRED_TRUSTED_PROXIES', '10.0.0.0/40', /KINDRED_TRUSTED_PROXIES/],
  ['KINDRED_SECRET', 'short', /KINDRED_SECRET is 5 characters long/],
  ['KINDRED_LOG_LEVEL', 'loud', /one of trace, debug/],
  ['KINDRED_ROLES', 'web,cook', /KINDRED_ROLES/],
];
for (const [name, value, words] of refused) {
  test(`${name}=${value} is refused in words`, () => {
    assert.throws(() => readConfig({ [name]: value }), (error) => error instanceof Problem && words.test(error.message));
  });
}

test('all bad values are named at once', () => {
  assert.throws(() => readConfig({ PORT: 'x', KINDRED_ROLES: 'y' }), /PORT is[^]*KINDRED_ROLES is/);
});

test('no password or secret is repeated', () => {
  assert.throws(() => readConfig({ DATABASE_URL: 'mysql://me:hush@db/x' }), (error: Error) => !error.message.includes('hush'));
  assert.throws(() => readConfig({ KINDRED_SECRET: 'hush' }), (error: Error) => !error.message.includes('hush'));
});

test('ranges of proxies may be addresses of either family', () => {
  assert.deepEqual(readConfig({ KINDRED_TRUSTED_PROXIES: '10.0.0.0/8, ::1 ,2001:db8::/32' }).trustedProxies, ['10.0.0.0/8', '::1', '2001:db8::/32']);
});
