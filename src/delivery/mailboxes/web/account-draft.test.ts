import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountBody, draftOf, linesOf, withGuess, withSecurity } from './account-draft.ts';

const draft = draftOf({ name: 'Ana', email: 'ana@acme.example' });

test('servers are guessed by the address until somebody writes their own', () => {
  assert.deepEqual([withGuess(draft).outgoing.host, withGuess(draft).incoming.host], ['smtp.acme.example', 'imap.acme.example']);
  assert.equal(withGuess({ ...draft, incoming: { ...draft.incoming, host: 'mail.acme.example' } }).incoming.host, 'mail.acme.example');
  assert.equal(withGuess({ ...draft, address: 'ana' }).outgoing.host, '');
  assert.equal(withGuess({ ...draft, provider: 'google', ...linesOf('google') }).incoming.host, 'imap.gmail.com');
});

test('a port of one’s own stays when the encryption changes, a usual one follows', () => {
  assert.equal(withSecurity('incoming', { host: 'a', port: 993, security: 'tls' }, 'starttls').port, 143);
  assert.equal(withSecurity('outgoing', { host: 'a', port: 2525, security: 'tls' }, 'starttls').port, 2525);
});

test('the password stands beside the account, never in it', () => {
  assert.ok(!('password' in accountBody({ ...draft, password: 'x' })));
  assert.equal(accountBody(draft).username, null);
});
