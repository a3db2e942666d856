import { t } from '../../../platform/ui/words.ts';
import type { SendingDomainView, ServerView } from '../contract.ts';

export type DnsVerdict = NonNullable<SendingDomainView['verdicts']>[number];

export interface DnsRecord {
  record: DnsVerdict['record'];
  /** What it is for, in a sentence. */
  purpose: string;
  name: string;
  /** What to publish there; null when nothing is to change, or when the words say how. */
  value: string | null;
  /** Null until DNS was asked. */
  verdict: DnsVerdict | null;
}

/**
 * The three records of a sending domain with what to publish. As long as DNS has none, SPF and DMARC are what
 * one begins with (RFC 7208, RFC 7489); where one is found, what the verdict says to make of it.
 */
export function dnsRecords(domain: SendingDomainView, servers: readonly Pick<ServerView, 'kind' | 'host' | 'returnPath'>[]): DnsRecord[] {
  const verdictOf = (record: DnsVerdict['record']) => domain.verdicts?.find((verdict) => verdict.record === record) ?? null;
  // Where nothing was found, today's servers decide, not those of the day DNS was asked.
  const toAdd = (verdict: DnsVerdict | null, usual: string) => (verdict === null || verdict.standing === 'unanswered' || verdict.standing === 'missing' ? usual : verdict.add);
  const [dkim, spf, dmarc] = [verdictOf('dkim'), verdictOf('spf'), verdictOf('dmarc')];
  const real = servers.filter((server) => server.kind === 'smtp');
  const senders = real.map((server) => spfTerm(server.host ?? '')).join(' ') || 'include:YOUR-MAIL-PROVIDER';
  return [
    { record: 'dkim', purpose: t('Lets receivers verify the signature under mail from {domain}.', { domain: domain.domain }), name: domain.record.name, value: domain.record.value, verdict: dkim },
    { record: 'spf', purpose: t('Says which servers may send for the address that bounces go to.'), name: spf?.name ?? bounceDomain(domain, real), value: toAdd(spf, `v=spf1 ${senders} ~all`), verdict: spf },
    { record: 'dmarc', purpose: t('Says what becomes of mail that proves neither.'), name: dmarc?.name ?? `_dmarc.${domain.domain}`, value: toAdd(dmarc, `v=DMARC1; p=none; rua=mailto:dmarc@${domain.domain}`), verdict: dmarc },
  ];
}

/** RFC 7208, 5: an address has terms of its own, `a` is for names. */
const spfTerm = (host: string): string => (/^[\d.]+$/.test(host) ? `ip4:${host}` : host.includes(':') ? `ip6:${host}` : `a:${host}`);

/** SPF is looked up where bounces go: a server's own return path, else the domain itself. */
function bounceDomain(domain: SendingDomainView, servers: readonly Pick<ServerView, 'returnPath'>[]): string {
  const returnPath = servers.find((server) => server.returnPath)?.returnPath;
  return returnPath ? returnPath.slice(returnPath.lastIndexOf('@') + 1).toLowerCase() : domain.domain;
}
