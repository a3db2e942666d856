import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRefusal, type RefusalMeaning } from './read-refusal.ts';

// [answer at RCPT or after the mail, meaning, does it suppress the address]
const rows: [string, RefusalMeaning, boolean][] = [
  ['550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown in virtual mailbox table', 'address-unknown', true],
  ['550 5.1.1 The email account that you tried to reach does not exist.', 'address-unknown', true],
  ['550 5.5.0 Requested action not taken: mailbox unavailable', 'address-unknown', true],
  ['550 No such user here', 'address-unknown', true],
  ['550 5.4.1 Recipient address rejected: Access denied. No such recipient', 'address-unknown', true],
  ["554 delivery error: dd This user doesn't have a yahoo.com account (x@yahoo.com) [0]", 'address-unknown', true],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'address-unknown', true],
  ['551 5.1.6 User has moved to another address', 'address-moved', true],
  ['550 5.1.2 Host or domain name not found', 'domain-unknown', true],
  ['556 5.1.10 Recipient address has null MX', 'domain-takes-no-mail', true],
  ['450 4.1.1 <ann@example.com>: User unknown, try again', 'address-unknown', false],
  ['452 4.2.2 The email account that you tried to reach is over quota', 'mailbox-full', false],
  ['552 5.2.2 Mailbox full', 'mailbox-full', false],
  ['550 5.2.1 The email account that you tried to reach is disabled', 'mailbox-disabled', false],
  ['550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level', 'authentication', false],
  ['550 5.7.1 Unauthenticated email from example.com is not accepted due to domain\'s DMARC policy', 'authentication', false],
  ['550 5.7.26 This mail is unauthenticated: SPF did not pass', 'authentication', false],
  ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'reputation', false],
  ['550-5.7.25 The IP address sending this message does not have a PTR record', 'reputation', false],
  ['554 5.7.1 Message rejected as spam by content filtering', 'spam', false],
  ['550 5.7.1 Relaying denied', 'relaying', false],
  ['554 5.7.1 <ann@example.com>: Relay access denied', 'relaying', false],
  ['552 5.3.4 Message size exceeds fixed limit', 'too-large', false],
  ['550 5.1.8 Domain of sender address bob@sender.example does not exist', 'sender', false],
  ['550 5.7.1 Rejected by local policy', 'policy', false],
  ['421 4.7.0 Too many connections from your host', 'rate', false],
  ['451 4.7.1 Greylisted, please try again later', 'rate', false],
  ['554 5.0.0 Transaction failed', 'unclear', false],
  ['550 5.7.0 something of their own', 'policy', false],
];

const refusalOf = (text: string) => ({ code: Number(text.slice(0, 3)), enhanced: /[245]\.\d+\.\d+/.exec(text)?.[0] ?? null, text });

test('only what speaks of this very address suppresses it', () => {
  for (const [text, meaning, suppress] of rows) {
    const read = readRefusal(refusalOf(text));
    assert.deepEqual([read.meaning, read.suppress], [meaning, suppress], text);
    if (suppress) assert.equal(read.bounce, 'permanent');
  }
});

test('a bare 550 is about the recipient when it answers RCPT, and about nobody knows what elsewhere', () => {
  assert.equal(readRefusal({ code: 550, enhanced: null, text: '550 no', stage: 'recipient' }).suppress, true);
  assert.equal(readRefusal({ code: 550, enhanced: null, text: '550 no', stage: 'content' }).suppress, false);
  assert.equal(readRefusal({ code: 550, enhanced: null, text: '550 no' }).suppress, false);
});

test('a full or resting mailbox is a bounce for now', () => {
  assert.deepEqual(readRefusal(refusalOf('552 5.2.2 Mailbox full')), { meaning: 'mailbox-full', bounce: 'temporary', suppress: false });
  assert.equal(readRefusal(refusalOf('554 5.7.1 Message rejected as spam')).bounce, null);
});
