import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dnsRecords, type DnsVerdict } from './dns-records.ts';

const domain = (verdicts: DnsVerdict[] | null = null) => ({
  id: 1, domain: 'ferrow.example', selector: 'k1', record: { name: 'k1._domainkey.ferrow.example', value: 'v=DKIM1; p=abc' }, checkedAt: null, verdicts, createdAt: '2026-11-23T09:00:00Z',
});
const local = { kind: 'local' as const, host: null, returnPath: null };
const smtp = { kind: 'smtp' as const, host: 'out.example', returnPath: null };
const verdict = (record: DnsVerdict['record'], over: Partial<DnsVerdict> = {}): DnsVerdict => ({ record, standing: 'good', name: 'ferrow.example', found: 'x', words: 'Fine.', add: null, ...over });
const valueOf = (record: DnsVerdict['record'], ...args: Parameters<typeof dnsRecords>) => dnsRecords(...args).find((one) => one.record === record)!;

test('before DNS was asked, all three records stand there to copy', () => {
  assert.deepEqual(dnsRecords(domain(), [local, smtp]).map(({ name, value }) => [name, value]), [
    ['k1._domainkey.ferrow.example', 'v=DKIM1; p=abc'],
    ['ferrow.example', 'v=spf1 a:out.example ~all'],
    ['_dmarc.ferrow.example', 'v=DMARC1; p=none; rua=mailto:dmarc@ferrow.example'],
  ]);
});

test('SPF stands where bounces go, and names a provider to fill in while there is no server', () => {
  assert.equal(valueOf('spf', domain(), [{ ...smtp, returnPath: 'bounces+{token}@Mail.Ferrow.example' }]).name, 'mail.ferrow.example');
  assert.equal(valueOf('spf', domain(), [{ ...smtp, host: '192.0.2.7' }, { ...smtp, host: '2001:db8::7' }]).value, 'v=spf1 ip4:192.0.2.7 ip6:2001:db8::7 ~all');
  assert.equal(valueOf('spf', domain(), [local]).value, 'v=spf1 include:YOUR-MAIL-PROVIDER ~all');
});

test('once DNS has a record, its verdict says what to make of it, and nothing when it is good', () => {
  const asked = domain([verdict('spf', { standing: 'weak', add: 'v=spf1 a:old.example ~all' }), verdict('dmarc')]);
  assert.equal(valueOf('spf', asked, [smtp]).value, 'v=spf1 a:old.example ~all');
  assert.equal(valueOf('dmarc', asked, [smtp]).value, null);
});

test('what is missing names the servers of today, not those of the day DNS was asked', () => {
  assert.equal(valueOf('spf', domain([verdict('spf', { standing: 'missing', add: 'v=spf1 include:YOUR-MAIL-PROVIDER ~all' })]), [local, smtp]).value, 'v=spf1 a:out.example ~all');
});

test('without an answer the usual record stays to copy', () => {
  assert.equal(valueOf('spf', domain([verdict('spf', { standing: 'unanswered' })]), [smtp]).value, 'v=spf1 a:out.example ~all');
});
