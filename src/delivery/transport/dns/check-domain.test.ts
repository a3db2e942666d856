import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speakIn, tell } from '../../../platform/words/index.ts';
import { checkDomain, type DomainToCheck } from './check-domain.ts';
import { DnsFailure, type DnsResolver } from './resolver.ts';

const domain: DomainToCheck = { domain: 'example.com', selector: 'k1', publicBase64: 'PUBLIC', serverHosts: ['smtp.example.net'], returnPathDomain: 'example.com' };

const zone = (records: Record<string, string[] | 'fails'>): DnsResolver => ({
  txt: async (name) => {
    const found = records[name];
    if (found === 'fails') throw new DnsFailure(name, 'ETIMEOUT');
    return found ?? [];
  },
});
const ask = async (records: Record<string, string[] | 'fails'>, more: Partial<DomainToCheck> = {}) =>
  Object.fromEntries((await checkDomain({ ...domain, ...more }, zone(records))).map((verdict) => [verdict.record, { ...verdict, words: tell(verdict.words) }]));

test('nothing published: each verdict says what to add', async () => {
  const { spf, dkim, dmarc } = await ask({});
  assert.deepEqual([spf!.standing, spf!.name, spf!.add], ['missing', 'example.com', 'v=spf1 a:smtp.example.net ~all']);
  assert.deepEqual([dkim!.standing, dkim!.name, dkim!.add], ['missing', 'k1._domainkey.example.com', 'v=DKIM1; k=rsa; p=PUBLIC']);
  assert.deepEqual([dmarc!.standing, dmarc!.name], ['missing', '_dmarc.example.com']);
  assert.match(dmarc!.add!, /^v=DMARC1; p=none; rua=mailto:/);
});

test('SPF: includes are followed, look-ups counted, and what receivers would not accept is named', async () => {
  const spf = async (text: string[], more: Record<string, string[]> = {}) => (await ask({ 'example.com': text, ...more })).spf!;
  assert.equal((await spf(['google-site-verification=x', 'v=spf1 include:mail.example.net -all'], { 'mail.example.net': ['v=spf1 ip4:192.0.2.0/24 ~all'] })).standing, 'good');
  assert.equal((await spf(['v=spf1 redirect=_spf.example.net'], { '_spf.example.net': ['v=spf1 mx -all'] })).standing, 'good');
  assert.equal((await spf(['v=spf1 mx +all'])).standing, 'wrong');
  assert.deepEqual([(await spf(['v=spf1 mx ?all'])).standing, (await spf(['v=spf1 mx ?all'])).add], ['weak', 'v=spf1 mx ~all']);
  assert.match((await spf(['v=spf1 mx -all', 'v=spf1 a -all'])).words, /more than one/);
  assert.match((await spf(['v=spf1 include:gone.example.net -all'])).words, /gone\.example\.net, which has no/);
  const chain = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`i${index}.example.net`, [`v=spf1 include:i${index + 1}.example.net -all`]]));
  assert.match((await spf(['v=spf1 include:i0.example.net -all'], chain)).words, /more than 10/);
  const circle = { 'a.example.net': ['v=spf1 include:b.example.net -all'], 'b.example.net': ['v=spf1 include:a.example.net -all'] };
  assert.equal((await spf(['v=spf1 include:a.example.net -all'], circle)).standing, 'good');
  assert.equal((await spf(['v=spf10 -all'])).standing, 'missing');
});

test('DKIM: another key, a withdrawn one, several records', async () => {
  const dkim = async (...texts: string[]) => (await ask({ 'k1._domainkey.example.com': texts })).dkim!;
  assert.equal((await dkim('v=DKIM1; k=rsa; p=PUBLIC')).standing, 'good');
  assert.equal((await dkim('v=DKIM1;p=PUB LIC')).standing, 'good');
  assert.match((await dkim('v=DKIM1; p=OTHER')).words, /Another key/);
  assert.match((await dkim('v=DKIM1; p=')).words, /withdrawn/);
  assert.equal((await dkim('v=DKIM1; p=PUBLIC', 'v=DKIM1; p=OLD')).standing, 'wrong');
});

test('DMARC: policy, inheritance from the domain above, alignment of the return path', async () => {
  const dmarc = async (text: string, more: Partial<DomainToCheck> = {}, name = '_dmarc.example.com') => (await ask({ [name]: [text] }, more)).dmarc!;
  assert.equal((await dmarc('v=DMARC1; p=reject')).standing, 'good');
  assert.equal((await dmarc('v=DMARC1; p=none')).standing, 'weak');
  assert.match((await dmarc('v=DMARC1; p=maybe')).words, /must be p=none/);
  assert.match((await dmarc('v=DMARC1; p=reject', { returnPathDomain: 'bounces.example.com' })).words, /SPF is aligned/);
  assert.match((await dmarc('v=DMARC1; p=reject; aspf=s', { returnPathDomain: 'bounces.example.com' })).words, /SPF is not aligned/);
  assert.match((await dmarc('v=DMARC1; p=reject', { returnPathDomain: 'provider.example.net' })).words, /SPF is not aligned/);
  const below = await dmarc('v=DMARC1; p=reject; sp=none', { domain: 'news.example.com' });
  assert.deepEqual([below.standing, below.found], ['weak', 'v=DMARC1; p=reject; sp=none']);
});

test('no answer from DNS is not an answer of "nothing there"', async () => {
  const { spf, dkim } = await ask({ 'example.com': 'fails', 'k1._domainkey.example.com': ['v=DKIM1; p=PUBLIC'] });
  assert.equal(spf!.standing, 'unanswered');
  assert.equal(spf!.add, null);
  assert.equal(dkim!.standing, 'good');
});

test('what is kept of a verdict is told in the language of whoever looks', async () => {
  const kept = await checkDomain(domain, zone({ 'example.com': 'fails', '_dmarc.example.com': ['v=DMARC1; p=maybe'] }));
  const german = speakIn('de', () => kept.map(({ words }) => tell(words)));
  assert.deepEqual(german, [
    'DNS gab für example.com keine Antwort (ETIMEOUT). Im Moment lässt sich nichts sagen; fragen Sie später noch einmal.',
    'Der Schlüssel ist noch nicht veröffentlicht: Signaturen dieser Domain lassen sich nicht prüfen.',
    'Die Richtlinie des Eintrags ist „maybe“; sie muss p=none, quarantine oder reject sein.',
  ]);
});
