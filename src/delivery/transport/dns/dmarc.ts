import { keep } from '../../../platform/words/contract.ts';
import { dnsWords } from './dns-words.ts';
import type { DnsResolver } from './resolver.ts';

export type Dmarc =
  | { kind: 'none' }
  | { kind: 'wrong'; text: string; problem: string }
  | { kind: 'one'; name: string; text: string; policy: 'none' | 'quarantine' | 'reject'; spfAlignment: 'strict' | 'relaxed' };

/** Reads a domain's DMARC record; a subdomain without one takes that of a domain above it (RFC 7489, 6.6.3). */
export async function readDmarc(domain: string, dns: DnsResolver): Promise<Dmarc> {
  const labels = domain.split('.');
  for (let from = 0; from <= labels.length - 2; from++) {
    const owner = labels.slice(from).join('.');
    const records = (await dns.txt(`_dmarc.${owner}`)).filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text));
    if (records.length > 1) return { kind: 'wrong', text: records.join(' | '), problem: keep(dnsWords.dmarcSeveral) };
    if (records[0] !== undefined) return read(`_dmarc.${owner}`, records[0], from > 0);
  }
  return { kind: 'none' };
}

function read(name: string, text: string, inherited: boolean): Dmarc {
  const tags = new Map(text.split(';').map((tag): [string, string] => {
    const [key = '', value = ''] = tag.split('=');
    return [key.trim().toLowerCase(), value.trim().toLowerCase()];
  }));
  const policy = (inherited ? tags.get('sp') : undefined) ?? tags.get('p');
  if (policy !== 'none' && policy !== 'quarantine' && policy !== 'reject') {
    return { kind: 'wrong', text, problem: policy ? keep(dnsWords.dmarcPolicyUnknown, { policy }) : keep(dnsWords.dmarcPolicyMissing) };
  }
  return { kind: 'one', name, text, policy, spfAlignment: tags.get('aspf') === 's' ? 'strict' : 'relaxed' };
}
