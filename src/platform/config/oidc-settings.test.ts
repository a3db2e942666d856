import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOidcSettings } from './oidc-settings.ts';

const whole = { KINDRED_OIDC_DISCOVERY_URL: 'https://idp.example.com/.well-known/openid-configuration', KINDRED_OIDC_CLIENT_ID: 'kindred', KINDRED_OIDC_CLIENT_SECRET: 'hush' };

test('without any of them there is no company sign-in', () => assert.equal(readOidcSettings({ KINDRED_OIDC_NAME: 'Acme' }), undefined));

test('the provider is called by its name, else by its host', () => {
  assert.equal(readOidcSettings(whole)?.name, 'idp.example.com');
  assert.equal(readOidcSettings({ ...whole, KINDRED_OIDC_NAME: ' Acme ' })?.name, 'Acme');
});

test('half of them is named as such, without the secret', () => {
  assert.throws(() => readOidcSettings({ ...whole, KINDRED_OIDC_CLIENT_ID: '' }), /KINDRED_OIDC_CLIENT_ID must be set/);
  assert.throws(() => readOidcSettings({ ...whole, KINDRED_OIDC_DISCOVERY_URL: 'idp' }), (error: Error) => /openid-configuration/.test(error.message) && !error.message.includes('hush'));
});
