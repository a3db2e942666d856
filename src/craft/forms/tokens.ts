import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SigningKeys } from '../../delivery/tracking/index.ts';

// Signed tokens in the addresses of public pages: a letter that says what for, the key, the numbers, the mac.
//
//   f form          workspace, form
//   c confirmation  workspace, submission, expires
//   p preferences   workspace, contact            (mails carry the message's own token instead)
//   k what we know  workspace, contact, expires
//   s start         workspace, form, shown at     (how long somebody took to fill a form in)
//
// Times are whole seconds. Whether a time has run out is for its reader to judge: a late link is not a forged one.

export const tokenKinds = { form: 'f', confirmation: 'c', preferences: 'p', knowledge: 'k', start: 's' } as const;
export type TokenKind = keyof typeof tokenKinds;

const counts: Record<TokenKind, number> = { form: 2, confirmation: 3, preferences: 2, knowledge: 3, start: 3 };
const macChars = 22; // 128 bits
const shape = /^([fcpks])((?:-[0-9a-z]{1,11}){3,4})-([\w-]{22})$/;

/** The token for these numbers, by the newest key. */
export function signToken(keys: SigningKeys, kind: TokenKind, numbers: readonly number[]): string {
  const key = keys[0];
  if (!key) throw new Error('there is no signing key');
  if (numbers.length !== counts[kind] || !numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) throw new RangeError(`no numbers for a ${kind} token`);
  const payload = [tokenKinds[kind], ...[key.id, ...numbers].map((number) => number.toString(36))].join('-');
  return `${payload}-${macOf(key.secret, payload)}`;
}

/** The numbers of a token of this kind; null for anything that was not signed here. Never throws. */
export function readToken(keys: SigningKeys, kind: TokenKind, token: string): number[] | null {
  const found = shape.exec(token);
  if (!found || found[1] !== tokenKinds[kind]) return null;
  const [keyId, ...numbers] = found[2]!.slice(1).split('-').map((text) => Number.parseInt(text, 36));
  const key = keys.find(({ id }) => id === keyId);
  const payload = token.slice(0, -macChars - 1);
  if (!key || numbers.length !== counts[kind]) return null;
  return timingSafeEqual(Buffer.from(macOf(key.secret, payload)), Buffer.from(found[3]!)) ? numbers : null;
}

/** The words in front keep these macs apart from those of all other tokens under the same keys. */
const macOf = (secret: Uint8Array, payload: string): string => createHmac('sha256', secret).update(`kindred public page\0${payload}`).digest('base64url').slice(0, macChars);

export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);
