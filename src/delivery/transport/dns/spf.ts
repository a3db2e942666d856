import { keep } from '../../../platform/words/contract.ts';
import { dnsWords } from './dns-words.ts';
import { DnsFailure, type DnsResolver } from './resolver.ts';

export type Spf =
  | { kind: 'none' }
  | { kind: 'several'; text: string }
  | { kind: 'one'; text: string; all: string | null; lookups: number; /** A kept sentence. */ problem: string | null };

/** RFC 7208, 4.6.4: terms that ask DNS, ten at most in all. */
const lookupsAtMost = 10;

/** Reads a domain's SPF record and follows its includes as far as a receiver would. */
export async function readSpf(domain: string, dns: DnsResolver): Promise<Spf> {
  const records = await spfRecords(domain, dns);
  const [text] = records;
  if (text === undefined) return { kind: 'none' };
  if (records.length > 1) return { kind: 'several', text: records.join(' | ') };
  const walk = { lookups: 0, seen: new Set([domain]), problem: null as string | null, redirectedAll: null as string | null };
  await follow(text, dns, walk);
  if (!walk.problem && walk.lookups > lookupsAtMost) {
    walk.problem = keep(dnsWords.spfTooMany, { most: lookupsAtMost });
  }
  return { kind: 'one', text, all: allOf(text) ?? walk.redirectedAll, lookups: walk.lookups, problem: walk.problem };
}

async function spfRecords(domain: string, dns: DnsResolver): Promise<string[]> {
  return (await dns.txt(domain)).filter((text) => /^v=spf1(?:\s|$)/i.test(text));
}

const allOf = (text: string): string | null => {
  const found = /(?:^|\s)([+?~-]?)all(?=\s|$)/i.exec(text);
  return found ? `${found[1] || '+'}all` : null;
};

async function follow(text: string, dns: DnsResolver, walk: { lookups: number; seen: Set<string>; problem: string | null; redirectedAll: string | null }): Promise<void> {
  for (const term of text.split(/\s+/).slice(1)) {
    if (walk.problem || walk.lookups > lookupsAtMost) return;
    const [, mechanism, target] = /^[+?~-]?(include:|redirect=|a|mx|ptr|exists:)(?:[:/]?(.*))?$/i.exec(term) ?? [];
    if (mechanism === undefined) continue;
    walk.lookups += 1;
    const inner = /^(?:include:|redirect=)$/i.test(mechanism) ? target?.toLowerCase() : undefined;
    if (!inner || inner.includes('%') || walk.seen.has(inner)) continue;
    walk.seen.add(inner);
    await followInto(inner, mechanism, dns, walk);
  }
}

async function followInto(name: string, mechanism: string, dns: DnsResolver, walk: Parameters<typeof follow>[2]): Promise<void> {
  let records: string[];
  try {
    records = await spfRecords(name, dns);
  } catch (error) {
    if (error instanceof DnsFailure) return;
    throw error;
  }
  if (records.length !== 1) {
    walk.problem = keep(records.length === 0 ? dnsWords.spfIncludesNone : dnsWords.spfIncludesSeveral, { name });
    return;
  }
  if (mechanism.toLowerCase().startsWith('redirect')) walk.redirectedAll = allOf(records[0]!);
  await follow(records[0]!, dns, walk);
}
