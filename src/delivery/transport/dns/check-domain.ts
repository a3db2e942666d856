import { keep } from '../../../platform/words/contract.ts';
import { dkimRecord } from '../dkim/dkim-key.ts';
import { DnsFailure, type DnsResolver } from './resolver.ts';
import { readDmarc } from './dmarc.ts';
import { readSpf } from './spf.ts';
import { dnsWords } from './dns-words.ts';

// What DNS says of a sending domain, and what to add: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489).

export type Standing = 'good' | 'weak' | 'missing' | 'wrong' | 'unanswered';

export interface DnsVerdict {
  record: 'spf' | 'dkim' | 'dmarc';
  standing: Standing;
  /** Where it stands or should stand. */
  name: string;
  /** What DNS has there now. */
  found: string | null;
  /** What this means: a kept sentence, to `tell`. */
  words: string;
  /** The record to publish, when something should change. */
  add: string | null;
}

export interface DomainToCheck {
  domain: string;
  selector: string;
  publicBase64: string;
  /** Hosts of the servers that send for it, for the SPF advice. */
  serverHosts: readonly string[];
  /** Domain of the return path: DMARC counts SPF only when it is aligned with From. */
  returnPathDomain: string;
}

/** Asks DNS about a domain; each of the three verdicts stands alone. */
export async function checkDomain(domain: DomainToCheck, dns: DnsResolver): Promise<DnsVerdict[]> {
  return Promise.all([checkSpf(domain, dns), checkDkim(domain, dns), checkDmarc(domain, dns)]);
}

async function checkSpf({ returnPathDomain, serverHosts }: DomainToCheck, dns: DnsResolver): Promise<DnsVerdict> {
  const record = 'spf' as const;
  const name = returnPathDomain;
  return answered(record, name, async () => {
    const advice = `v=spf1 ${serverHosts.map((host) => `a:${host}`).join(' ') || 'include:YOUR-MAIL-PROVIDER'} ~all`;
    const spf = await readSpf(name, dns);
    if (spf.kind === 'none') return { record, standing: 'missing', name, found: null, add: advice, words: keep(dnsWords.spfMissing) };
    if (spf.kind === 'several') return { record, standing: 'wrong', name, found: spf.text, add: null, words: keep(dnsWords.spfSeveral) };
    const base = { record, name, found: spf.text };
    if (spf.problem) return { ...base, standing: 'wrong', add: null, words: spf.problem };
    if (spf.all === '+all') return { ...base, standing: 'wrong', add: spf.text.replace(/\+?all\b/, '~all'), words: keep(dnsWords.spfAnybody) };
    if (spf.all === null || spf.all === '?all') return { ...base, standing: 'weak', add: `${spf.text.replace(/\s*\?all\b/, '')} ~all`, words: keep(dnsWords.spfOpen) };
    return { ...base, standing: 'good', add: null, words: keep(dnsWords.spfGood, { lookups: spf.lookups }) };
  });
}

async function checkDkim({ domain, selector, publicBase64 }: DomainToCheck, dns: DnsResolver): Promise<DnsVerdict> {
  const wanted = dkimRecord(domain, selector, publicBase64);
  const record = 'dkim' as const;
  const { name } = wanted;
  return answered(record, name, async () => {
    const texts = await dns.txt(name);
    const found = texts[0] ?? null;
    if (found === null) return { record, standing: 'missing', name, found, add: wanted.value, words: keep(dnsWords.dkimMissing) };
    if (texts.length > 1) return { record, standing: 'wrong', name, found: texts.join(' | '), add: wanted.value, words: keep(dnsWords.dkimSeveral) };
    const published = /(?:^|;)\s*p=([^;]*)/.exec(found)?.[1]?.replace(/\s+/g, '');
    if (published === publicBase64) return { record, standing: 'good', name, found, add: null, words: keep(dnsWords.dkimGood) };
    if (published === '') return { record, standing: 'wrong', name, found, add: wanted.value, words: keep(dnsWords.dkimEmpty) };
    return { record, standing: 'wrong', name, found, add: wanted.value, words: keep(dnsWords.dkimOther) };
  });
}

async function checkDmarc({ domain, returnPathDomain }: DomainToCheck, dns: DnsResolver): Promise<DnsVerdict> {
  const record = 'dmarc' as const;
  const name = `_dmarc.${domain}`;
  const advice = `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`;
  return answered(record, name, async () => {
    const dmarc = await readDmarc(domain, dns);
    if (dmarc.kind === 'none') return { record, standing: 'missing', name, found: null, add: advice, words: keep(dnsWords.dmarcMissing) };
    if (dmarc.kind === 'wrong') return { record, standing: 'wrong', name, found: dmarc.text, add: advice, words: dmarc.problem };
    const base = { record, name: dmarc.name, found: dmarc.text, add: null };
    const aligned = isAligned(returnPathDomain, domain, dmarc.spfAlignment);
    const values = { policy: dmarc.policy, domain, bounces: returnPathDomain };
    if (dmarc.policy === 'none') return { ...base, standing: 'weak', words: keep(aligned ? dnsWords.dmarcWatches : dnsWords.dmarcWatchesUnaligned, values) };
    return { ...base, standing: 'good', words: keep(aligned ? dnsWords.dmarcGood : dnsWords.dmarcUnaligned, values) };
  });
}

/** Strict: the same name. Relaxed: one is the other or lies below it; organisational domains proper would need the public suffix list. */
function isAligned(a: string, b: string, mode: 'strict' | 'relaxed'): boolean {
  if (a === b) return true;
  return mode === 'relaxed' && (a.endsWith(`.${b}`) || b.endsWith(`.${a}`));
}

async function answered(record: DnsVerdict['record'], name: string, ask: () => Promise<DnsVerdict>): Promise<DnsVerdict> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DnsFailure)) throw error;
    return { record, standing: 'unanswered', name, found: null, add: null, words: keep(dnsWords.unanswered, { name: error.asked, code: error.code }) };
  }
}
