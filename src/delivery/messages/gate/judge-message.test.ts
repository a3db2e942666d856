import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t } from '../../../platform/words/contract.ts';
import { describeReason, gateReasons } from './gate-reasons.ts';
import { judgeMessage, type MessageFacts } from './judge-message.ts';

const now = new Date('2026-11-23T12:00:00Z');
const hour = 3_600_000;
const at = (hoursFromNow: number) => new Date(now.getTime() + hoursFromNow * hour);

function facts(more: Partial<MessageFacts> = {}, rules: Partial<MessageFacts['rules']> = {}): MessageFacts {
  return {
    purpose: 'marketing', recipientKind: 'contact', standing: 'live', address: 'ann@people.example', suppression: null, consent: 'unknown',
    trackingRefused: false, timeZone: null, companyZone: null, window: null, required: [], recentMails: [], inFlight: 0, leftTopic: false, repliedSince: false, ownCap: null, mailbox: null, expiresAt: null, contentProblem: null,
    values: {
      contact: { email: 'ann@people.example', first_name: 'Ann', last_name: '', name: 'Ann', job_title: '', phone: '', language: '', attributes: { plan: 'gold' } },
      company: { name: '' }, sender: { name: '' }, workspace: { name: '', postal_address: '' }, unsubscribe_url: '', vars: {},
    },
    rules: { needsConsent: false, frequency: null, quiet: null, timeZone: 'UTC', holdExpiryDays: 7, totalsOnly: false, ...rules },
    ...more,
  };
}

const outcome = (more: Partial<MessageFacts>, rules: Partial<MessageFacts['rules']> = {}) => {
  const verdict = judgeMessage(facts(more, rules), now);
  return verdict.verdict === 'send' ? 'send' : verdict.reason;
};

test('who may not be written to is dropped, and the reason says why', () => {
  const rows: [Partial<MessageFacts>, string, Partial<MessageFacts['rules']>?][] = [
    [{}, 'send'],
    [{ standing: 'erased' }, 'erased'],
    [{ standing: 'deleted' }, 'deleted'],
    [{ standing: 'gone' }, 'deleted'],
    [{ recipientKind: 'member', purpose: 'internal', standing: 'left' }, 'member_left'],
    [{ address: null }, 'no_address'],
    [{ address: '' }, 'no_address'],
    [{ address: 'ann@people.example\r\nBcc: eve@evil.example' }, 'bad_address'],
    [{ address: 'ann@people.example>' }, 'bad_address'],
    [{ suppression: 'unsubscribed' }, 'suppressed: unsubscribed'],
    [{ suppression: 'imported', purpose: 'sales' }, 'suppressed: imported'],
    [{ consent: 'withdrawn' }, 'consent_withdrawn'],
    [{ consent: 'withdrawn', purpose: 'sales' }, 'consent_withdrawn'],
    [{ consent: 'unknown' }, 'consent_missing', { needsConsent: true }],
    [{ consent: 'unknown', purpose: 'sales' }, 'send', { needsConsent: true }],
    [{ consent: 'given' }, 'send', { needsConsent: true }],
    [{ repliedSince: true, purpose: 'sales' }, 'replied'],
    [{ repliedSince: true, suppression: 'unsubscribed' }, 'suppressed: unsubscribed'],
    [{ contentProblem: 'tag not closed' }, 'content_failed: tag not closed'],
  ];
  for (const [more, expected, rules] of rows) assert.equal(outcome(more, rules), expected, JSON.stringify(more));
});

test('mail somebody asked for passes opt-outs, consent, frequency and quiet hours, but not a dead or angry address', () => {
  for (const purpose of ['transactional', 'internal'] as const) {
    for (const suppression of ['unsubscribed', 'imported', 'erased']) assert.equal(outcome({ purpose, suppression }), 'send');
    for (const suppression of ['bounced', 'complained', 'manual']) assert.equal(outcome({ purpose, suppression }), `suppressed: ${suppression}`);
    assert.equal(outcome({ purpose, consent: 'withdrawn', recentMails: [now], inFlight: 3 },
      { needsConsent: true, frequency: { max: 1, days: 7 }, quiet: { fromMinute: 0, untilMinute: 1439 } }), 'send');
  }
});

test('a missing variable holds with its name; short and long spellings are one, empty is missing, a value of its own counts', () => {
  assert.equal(outcome({ required: ['contact.first_name', 'first_name', 'contact.plan', 'contact.attributes.plan', 'unsubscribe_url'] }), 'send');
  assert.equal(outcome({ required: ['contact.last_name', 'company.name'] }), 'missing_variable: contact.last_name, company.name');
  const values = facts().values;
  assert.equal(outcome({ required: ['last_name'], values: { ...values, vars: { 'contact.last_name': 'Lee' } } }), 'send');
  assert.equal(outcome({ required: ['contact.constructor', 'contact.__proto__'] }), 'missing_variable: contact.constructor, contact.__proto__');
});

test('the frequency rule counts mails that arrived, those on their way, and waits for the one that has to age', () => {
  const frequency = { max: 2, days: 7 };
  assert.equal(outcome({ recentMails: [at(-24)] }, { frequency }), 'send');
  assert.equal(outcome({ recentMails: [at(-24)], inFlight: 1 }, { frequency }), 'frequency');
  const held = judgeMessage(facts({ recentMails: [at(-100), at(-24)] }, { frequency, holdExpiryDays: 30 }), now);
  assert.ok(held.verdict === 'hold');
  assert.equal(held.until.toISOString(), at(-100 + 7 * 24).toISOString());
});

test('a hold ends at its expiry as "held too long", and remembers what for; the first hold sets the expiry', () => {
  const required = ['contact.phone'];
  const first = judgeMessage(facts({ required }), now);
  assert.ok(first.verdict === 'hold');
  assert.equal(first.expiresAt?.toISOString(), at(7 * 24).toISOString());
  const late = judgeMessage(facts({ required, expiresAt: at(0.25) }), now);
  assert.ok(late.verdict === 'hold');
  assert.equal(late.until.toISOString(), at(0.25).toISOString());
  assert.equal(outcome({ required, expiresAt: now }), 'held_too_long: missing_variable: contact.phone');
  assert.equal(describeReason('held_too_long: missing_variable: contact.phone'),
    'The message was held until its time ran out: The email needs a value that this contact lacks (contact.phone)');
});

test('quiet time is the contact\'s own; an unknown zone falls back to the company\'s, and never stops mail', () => {
  const quiet = { fromMinute: 21 * 60, untilMinute: 8 * 60 };
  assert.equal(outcome({ timeZone: 'Europe/Berlin' }, { quiet }), 'send');
  const tokyo = judgeMessage(facts({ timeZone: 'Asia/Tokyo' }, { quiet }), now); // 21:00 there
  assert.ok(tokyo.verdict === 'hold' && tokyo.reason === 'quiet_hours');
  assert.equal(tokyo.until.toISOString(), '2026-11-23T23:00:00.000Z');
  assert.equal(outcome({ timeZone: 'Nowhere/Land' }, { quiet, timeZone: 'Asia/Tokyo' }), 'quiet_hours');
  assert.equal(outcome({ timeZone: 'Nowhere/Land' }, { quiet, timeZone: 'also wrong' }), 'send');
});

test('outside its window a message waits for the opening; who would not be written to anyway is told that instead', () => {
  const window = { fromMinute: 14 * 60, untilMinute: 16 * 60, weekdays: [1, 2, 3, 4, 5, 6, 7], clock: 'recipient' as const };
  const held = judgeMessage(facts({ window }), now);
  assert.deepEqual(held, { verdict: 'hold', reason: 'outside_window', until: at(2), expiresAt: null });
  assert.equal(outcome({ window, timeZone: 'Asia/Dubai' }), 'outside_window');
  assert.equal(outcome({ window, companyZone: 'Africa/Cairo' }), 'send', 'the company’s clock, where the contact’s is unknown');
  assert.equal(outcome({ window: { ...window, clock: 'workspace' }, companyZone: 'Africa/Cairo' }), 'outside_window');
  assert.equal(outcome({ window, suppression: 'bounced' }), 'suppressed: bounced');
  const held7 = judgeMessage(facts({ window, expiresAt: at(1) }), now);
  assert.ok(held7.verdict === 'hold' && held7.until.getTime() === at(2).getTime(), 'an earlier hold’s end does not cut it short');
});

test('opens are tracked only of contacts who allow it, in a workspace that wants to know', () => {
  const sent = (more: Partial<MessageFacts>, rules: Partial<MessageFacts['rules']> = {}) => judgeMessage(facts(more, rules), now);
  assert.deepEqual(sent({}), { verdict: 'send', tracked: true, pixel: true });
  assert.deepEqual(sent({ trackingRefused: true }), { verdict: 'send', tracked: false, pixel: false });
  assert.deepEqual(sent({}, { totalsOnly: true }), { verdict: 'send', tracked: false, pixel: true });
});

test('every reason has words', () => {
  for (const [code, { words }] of Object.entries(gateReasons)) {
    assert.ok(t(words).length > 10);
    assert.equal(describeReason(code), t(words));
  }
  assert.equal(describeReason('toString: x'), 'toString: x');
});

test('who left the topic gets no counted mail on it, and everything else as before', () => {
  assert.deepEqual(judgeMessage(facts({ leftTopic: true }), now), { verdict: 'drop', reason: 'topic_left' });
  assert.deepEqual(judgeMessage(facts({ leftTopic: true, purpose: 'sales' }), now), { verdict: 'drop', reason: 'topic_left' });
  assert.equal(judgeMessage(facts({ leftTopic: true, purpose: 'transactional' }), now).verdict, 'send');
  assert.deepEqual(judgeMessage(facts({ leftTopic: true, suppression: 'unsubscribed' }), now), { verdict: 'drop', reason: 'suppressed: unsubscribed' }, 'leaving everything says more');
});

test('fewer mails, as the person asked, hold beside the workspace’s rule, each by its own days', () => {
  const cap = { max: 1, days: 30, recentMails: [at(-24 * 10)], inFlight: 0 };
  const held = judgeMessage(facts({ ownCap: cap }), now);
  assert.ok(held.verdict === 'hold');
  assert.equal(held.reason, 'own_frequency');
  assert.equal(held.until.toISOString(), at(24 * 7).toISOString(), 'no later than the hold ends');
  assert.equal(judgeMessage(facts({ ownCap: { ...cap, recentMails: [] } }), now).verdict, 'send');
  assert.equal(judgeMessage(facts({ ownCap: { ...cap, max: 2 } }), now).verdict, 'send');
  assert.equal(judgeMessage(facts({ ownCap: { ...cap, max: 2, inFlight: 1 } }), now).verdict, 'hold', 'what is on its way counts');
  const both = judgeMessage(facts({ ownCap: cap, recentMails: [at(-1)] }, { frequency: { max: 1, days: 7 } }), now);
  assert.ok(both.verdict === 'hold' && both.reason === 'frequency');
  assert.equal(judgeMessage(facts({ ownCap: cap, purpose: 'transactional' }), now).verdict, 'send');
});

test('somebody who is no contact yet is judged by address and suppression alone', () => {
  const asked = { recipientKind: 'address', purpose: 'transactional' } as const;
  assert.deepEqual(judgeMessage(facts(asked), now), { verdict: 'send', tracked: false, pixel: true });
  assert.equal(judgeMessage(facts({ ...asked, suppression: 'unsubscribed' }), now).verdict, 'send', 'they may ask again');
  for (const reason of ['bounced', 'complained', 'manual']) assert.deepEqual(judgeMessage(facts({ ...asked, suppression: reason }), now), { verdict: 'drop', reason: `suppressed: ${reason}` });
  assert.deepEqual(judgeMessage(facts({ ...asked, address: null }), now), { verdict: 'drop', reason: 'no_address' });
});
