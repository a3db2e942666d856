import ipaddr from 'ipaddr.js';

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
  if (!URL.canParse(address)) return no('It is not an address.');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return no('It must begin with http:// or https://.');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();
  return ipaddr.isValid(host) ? judgeIp(host) : judgeName(host);
}

/** False for localhost, private and reserved addresses, `.local` and the like. */
export const isReachableByReaders = (address: string): boolean => judgeReach(address).reachable;

function judgeIp(host: string): Reach {
  // `process` unwraps IPv4 inside IPv6.
  const range = ipaddr.process(host).range();
  return range === 'unicast' ? { reachable: true, problem: null } : no(`${host} is a ${words[range] ?? range} address, which readers outside cannot reach.`);
}

const words: Record<string, string> = { loopback: 'loopback', private: 'private', linkLocal: 'link-local', uniqueLocal: 'private', carrierGradeNat: "provider's private", unspecified: 'wildcard', reserved: 'reserved' };

function judgeName(host: string): Reach {
  if (host === 'localhost' || host.endsWith('.localhost')) return no(`${host} is this machine itself.`);
  if (!host.includes('.')) return no(`${host} is a name on this network only.`);
  const ending = localEndings.find((one) => host === one || host.endsWith(`.${one}`));
  return ending === undefined ? { reachable: true, problem: null } : no(`Names that end in .${ending} exist on a local network only.`);
}

function no(problem: string): Reach {
  return { reachable: false, problem };
}
