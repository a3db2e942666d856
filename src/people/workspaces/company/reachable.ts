import ipaddr from 'ipaddr.js';
import { phrase, t, type Phrase } from '../../../platform/words/contract.ts';

// Whether readers out on the internet can reach an address, as far as the address itself tells.
// Nothing is asked of the network.

export interface Reach {
  reachable: boolean;
  /** What stands in the way, for a person; null when nothing does. */
  problem: string | null;
}

// RFC 2606, 6761, 6762, 8375, 9476, and names that routers hand out at home and in offices.
const localEndings = ['local', 'internal', 'test', 'example', 'invalid', 'onion', 'alt', 'lan', 'home', 'home.arpa', 'corp', 'intranet', 'private', 'localdomain'];

/** Judges an http(s) address. */
export function judgeReach(address: string): Reach {
  if (!URL.canParse(address)) return no(t('It is not an address.'));
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return no(t('It must begin with http:// or https://.'));
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();
  return ipaddr.isValid(host) ? judgeIp(host) : judgeName(host);
}

/** False for localhost, private and reserved addresses, `.local` and the like. */
export const isReachableByReaders = (address: string): boolean => judgeReach(address).reachable;

function judgeIp(host: string): Reach {
  // `process` unwraps IPv4 inside IPv6.
  const range = ipaddr.process(host).range();
  return range === 'unicast' ? { reachable: true, problem: null } : no(t(ranges[range] ?? special, { host }));
}

const special = phrase('{host} is a special address, which readers outside cannot reach.');
const ownNetwork = phrase('{host} is a private address, which readers outside cannot reach.');
const ranges: Readonly<Record<string, Phrase>> = { loopback: phrase('{host} is this machine itself.'), private: ownNetwork, linkLocal: ownNetwork, uniqueLocal: ownNetwork, carrierGradeNat: phrase('{host} is a private address of a provider, which readers outside cannot reach.') };

function judgeName(host: string): Reach {
  if (host === 'localhost' || host.endsWith('.localhost')) return no(t('{host} is this machine itself.', { host }));
  if (!host.includes('.')) return no(t('{host} is a name on this network only.', { host }));
  const ending = localEndings.find((one) => host === one || host.endsWith(`.${one}`));
  return ending === undefined ? { reachable: true, problem: null } : no(t('Names that end in .{ending} exist on a local network only.', { ending }));
}

function no(problem: string): Reach {
  return { reachable: false, problem };
}
