import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/** Where the reader is: an IP address whatever a proxy wrote, IPv4 in its own form, without a zone. */
export function clientAddressOf({ ip, socket }: Pick<FastifyRequest, 'ip'> & { socket: { remoteAddress?: string | undefined } }): string {
  for (const named of [ip, socket.remoteAddress]) {
    const address = named?.split('%', 1)[0] ?? '';
    if (isIP(address)) return ipaddr.process(address).toString();
  }
  return '0.0.0.0'; // a socket that has closed already
}

/** What one reader can easily speak from: an IPv4 address, or the /64 that a household or a host is given. */
export function networkOf(address: string): string {
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv6' ? `${(parsed as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64` : parsed.toString();
}
