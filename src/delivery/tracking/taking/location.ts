import { domainToASCII } from 'node:url';

/**
 * The target as a Location header can carry it. What is allowed there stays byte for byte; anything else
 * (blanks, letters beyond ASCII) is percent-encoded as UTF-8, in a host name as punycode, as browsers would.
 */
export function locationOf(target: string): string {
  if (carriable.test(target)) return target;
  const [, scheme = '', authority = '', rest = ''] = /^(https?:\/\/)([^/?#\\]*)(.*)$/is.exec(target) ?? [];
  return scheme + asciiAuthority(authority) + encoded(rest);
}

const carriable = /^[\x21-\x7e]+$/;

function asciiAuthority(authority: string): string {
  if (carriable.test(authority)) return authority;
  const [, before = '', host = '', port = ''] = /^(.*@)?(.*?)(:\d*)?$/s.exec(authority) ?? [];
  return encoded(before) + (carriable.test(host) ? host : domainToASCII(host) || encoded(host)) + port;
}

const encoded = (text: string): string => text.replace(/[^\x21-\x7e]+/gu, (part) =>
  [...Buffer.from(part)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
