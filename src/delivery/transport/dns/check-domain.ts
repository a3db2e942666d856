import { dkimRecord } from '../dkim/dkim-key.ts';
import { DnsFailure, type DnsResolver } from './resolver.ts';
import { readDmarc } from './dmarc.ts';
import { readSpf } from './spf.ts';

// What DNS says of a sending domain, and what to add: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489).

export type Standing = 'good' | 'weak' | 'missing' | 'wrong' | 'unanswered';

export interface DnsVerdict {
  record: 'spf' | 'dkim' | 'dmarc';
  standing: Standing;
  /** Where it stands or should stand. */
  name: string;
  /** What DNS has there now. */
  found: string | null;
  /** What this means, in words. */
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
    if (spf.kind === 'none') return { record, standing: 'missing', name, found: null, add: advice, words: 'No SPF record: receivers cannot tell who may send for this domain. Add one that names the servers you send through.' };
    if (spf.kind === 'several') return { record, standing: 'wrong', name, found: spf.text, add: null, words: 'There is more than one SPF record, so none counts. Join them into one.' };
    const base = { record, name, found: spf.text };
    if (spf.problem) return { ...base, standing: 'wrong', add: null, words: spf.problem };
    if (spf.all === '+all') return { ...base, standing: 'wrong', add: spf.text.replace(/\+?all\b/, '~all'), words: 'The record lets anybody send for this domain (+all). End it with ~all or -all.' };
    if (spf.all === null || spf.all === '?all') return { ...base, standing: 'weak', add: `${spf.text.replace(/\s*\?all\b/, '')} ~all`, words: 'The record does not say what to do with other senders. End it with ~all or -all.' };
    return { ...base, standing: 'good', add: null, words: `SPF is there and needs ${spf.lookups} of at most 10 look-ups. Kindred cannot see from here whether it names your mail provider: the test mail's headers tell.` };
  });
}

async function checkDkim({ domain, selector, publicBase64 }: DomainToCheck, dns: DnsResolver): Promise<DnsVerdict> {
  const wanted = dkimRecord(domain, selector, publicBase64);
  const record = 'dkim' as const;
  const { name } = wanted;
  return answered(record, name, async () => {
    const texts = await dns.txt(name);
    const found = texts[0] ?? null;
    if (found === null) return { record, standing: 'missing', name, found, add: wanted.value, words: 'The key is not published yet: signatures of this domain cannot be verified.' };
    if (texts.length > 1) return { record, standing: 'wrong', name, found: texts.join(' | '), add: wanted.value, words: 'There are several records where one is allowed. Keep only the one shown here.' };
    const published = /(?:^|;)\s*p=([^;]*)/.exec(found)?.[1]?.replace(/\s+/g, '');
    if (published === publicBase64) return { record, standing: 'good', name, found, add: null, words: 'The published key is the one mail is signed with.' };
    if (published === '') return { record, standing: 'wrong', name, found, add: wanted.value, words: 'The published key is empty, which means it was withdrawn. Publish the one shown here.' };
    return { record, standing: 'wrong', name, found, add: wanted.value, words: 'Another key is published than the one mail is signed with: every signature fails. Publish the one shown here.' };
  });
}

async function checkDmarc({ domain, returnPathDomain }: DomainToCheck, dns: DnsResolver): Promise<DnsVerdict> {
  const record = 'dmarc' as const;
  const name = `_dmarc.${domain}`;
  const advice = `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`;
  return answered(record, name, async () => {
    const dmarc = await readDmarc(domain, dns);
    if (dmarc.kind === 'none') return { record, standing: 'missing', name, found: null, add: advice, words: 'No DMARC record: Gmail, Yahoo and Microsoft ask bulk senders for one. p=none is enough to begin with.' };
    if (dmarc.kind === 'wrong') return { record, standing: 'wrong', name, found: dmarc.text, add: advice, words: dmarc.problem };
    const base = { record, name: dmarc.name, found: dmarc.text, add: null };
    const aligned = isAligned(returnPathDomain, domain, dmarc.spfAlignment);
    const words = `Policy ${dmarc.policy}. DKIM is aligned, since mail is signed as ${domain}; SPF is ${aligned ? '' : 'not '}aligned, since bounces go to ${returnPathDomain}.`;
    return { ...base, standing: dmarc.policy === 'none' ? 'weak' : 'good', words: dmarc.policy === 'none' ? `${words} p=none only watches; go on to quarantine once reports look right.` : words };
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
    return { record, standing: 'unanswered', name, found: null, add: null, words: `${error.message} Nothing can be said now; ask again later.` };
  }
}
