import { BlockList, isIP, isIPv4 } from 'node:net';
import type { IncomingMessage } from 'node:http';

/** Says where a request came from: the socket's other end, or what proxies we trust say of it. */
export type ClientAddress = (request: IncomingMessage) => string | null;

/**
 * `trusted` are addresses or ranges (`10.0.0.0/8`). X-Forwarded-For is read from the right, as long as the
 * one who wrote an entry is trusted: everything further left a client may have made up.
 */
export function clientAddress(trusted: readonly string[]): ClientAddress {
  const proxies = blockListOf(trusted);
  return (request) => {
    let address = plainAddress(request.socket.remoteAddress ?? '');
    if (trusted.length === 0 || address === null || !isTrusted(proxies, address)) return address;
    const entries = [request.headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').toReversed();
    for (const entry of entries) {
      const next = plainAddress(entry);
      if (next === null) break;
      address = next;
      if (!isTrusted(proxies, address)) break;
    }
    return address;
  };
}

/** One spelling for an address: no port, no brackets, no zone, IPv4 as IPv4; null when it is none. */
export function plainAddress(text: string): string | null {
  if (isIPv4(text)) return text;
  const bare = text.trim().toLowerCase()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
  return isIP(bare) === 0 ? null : bare;
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const isTrusted = (proxies: BlockList, address: string): boolean => proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
