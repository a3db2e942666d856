import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { prepareCompiled } from '../../messages/index.ts';
import { plainContent, testLinks } from '../../messages/testing/sending-world.ts';
import { dkimRecord, makeDkimKey, readDkimKey } from './dkim-key.ts';
import { dkimSigner, relaxedBody, signMail } from './sign-mail.ts';

const pem = (type: 'rsa' | 'ed25519', bits = 2048) => (type === 'rsa'
  ? generateKeyPairSync('rsa', { modulusLength: bits }) : generateKeyPairSync('ed25519')).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

function compose(): string {
  const prepared = prepareCompiled({
    workspaceId: 1, compiledId: 2, purpose: 'marketing', sourceKind: 'campaign', sourceId: 3,
    content: plainContent({ replyTo: 'replies@sender.example', subject: ['Grüße  an ', { value: 'contact.first_name', default: null, escape: 'none' }], text: ['two  blanks \n\ttab \n\n\n'] }),
    links: [{ index: 0, target: 'https://example.com', counts: true }],
  }, testLinks);
  return prepared.fill({
    messageId: 5, token: 'abc', name: 'Jürgen', address: 'j@people.example', pixel: true, date: new Date('2026-11-23T10:00:00Z'),
    values: {
      contact: { email: 'j@people.example', first_name: 'Jürgen', last_name: '', name: 'Jürgen', job_title: '', phone: '', language: '', attributes: {} },
      company: { name: '' }, sender: { name: 'Ada' }, workspace: { name: 'Acme', postal_address: '' }, unsubscribe_url: '', vars: {},
    },
  });
}

test('mailauth verifies a composed mail, with the opt-out headers inside the signature', async () => {
  const key = await makeDkimKey();
  const signed = await signMail(compose(), dkimSigner('sender.example', 'k1', key.privatePem), new Date());
  const record = dkimRecord('sender.example', 'k1', key.publicBase64);
  const resolver = async (name: string, type: string) => {
    if (type === 'TXT' && name === record.name) return [[record.value.slice(0, 200), record.value.slice(200)]];
    throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
  };
  const { results } = await dkimVerify(Buffer.from(signed), { resolver });
  assert.equal(results[0]!.status.result, 'pass');
  assert.equal(results[0]!.signingDomain, 'sender.example');
  const keys = results[0]!.signingHeaders!.keys.toLowerCase().split(/\s*:\s*/);
  for (const name of ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'reply-to', 'list-unsubscribe', 'list-unsubscribe-post']) {
    assert.ok(keys.includes(name), name);
  }
  for (const tampered of [
    signed.replace('List-Unsubscribe-Post: ', 'List-Unsubscribe-Post: x'),
    signed.replace('two  blanks', 'two blank'),
    signed.replace('\r\nFrom: ', '\r\nFrom: Eve <eve@evil.example>\r\nFrom: '),
  ]) {
    assert.notEqual(tampered, signed);
    assert.notEqual((await dkimVerify(Buffer.from(tampered), { resolver })).results[0]!.status.result, 'pass');
  }
});

test('keys that would leave mail unsigned or unverified are refused when they are set', () => {
  assert.throws(() => readDkimKey(pem('ed25519')), { code: 'dkim_key_not_rsa' });
  assert.throws(() => readDkimKey(pem('rsa', 768)), { code: 'dkim_key_weak' });
  assert.throws(() => readDkimKey('nonsense'), { code: 'dkim_key_unreadable' });
  assert.match(readDkimKey(pem('rsa', 1024)).warning!, /2048/);
  assert.equal(readDkimKey(pem('rsa')).warning, null);
});

test('a body is relaxed as RFC 6376 shows it', () => {
  assert.equal(relaxedBody(' C \r\nD \t E\r\n\r\n\r\n'), ' C\r\nD E\r\n');
  assert.equal(relaxedBody('\r\n\r\n'), '');
  assert.equal(relaxedBody('no end'), 'no end\r\n');
});
