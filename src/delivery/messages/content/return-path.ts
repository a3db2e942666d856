import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SigningKey, SigningKeys } from '../../tracking/index.ts';

// The token that names a message in its return path, Message-ID and X-Kindred header. Lower-case
// letters and digits only: some servers fold the case of a local part (RFC 5321 asks them not
// to), and with `bounces+` before it it stays within the 64 octets of one.

const alphabet = '0123456789abcdefghijklmnopqrstuv';
const macBytes = 8;
const purpose = 'kindred return path 1';

/**
 * Makes the token of a message: key, workspace, message, and a 64-bit mark that only the key's holder can make.
 * The oldest key signs, so that a message's token is the same before and after a new key comes.
 */
export function returnPathToken(keys: SigningKeys, workspaceId: number, messageId: number): string {
  const key = keys.at(-1);
  if (!key) throw new Error('there is no signing key');
  const body = Buffer.from([...varint(key.id), ...varint(workspaceId), ...varint(messageId)]);
  return base32(Buffer.concat([body, mark(key, body)]));
}

/** Reads a token back; null for anything that none of `keys` has made. */
export function readReturnPathToken(keys: SigningKeys, token: string): { workspaceId: number; messageId: number } | null {
  const bytes = fromBase32(token.toLowerCase());
  if (!bytes || bytes.length <= macBytes) return null;
  const body = bytes.subarray(0, bytes.length - macBytes);
  const numbers = readVarints(body);
  if (numbers?.length !== 3) return null;
  const [keyId, workspaceId, messageId] = numbers as [number, number, number];
  const key = keys.find((known) => known.id === keyId);
  if (!key || !timingSafeEqual(mark(key, body), bytes.subarray(-macBytes))) return null;
  return { workspaceId, messageId };
}

/** The envelope's sender: `pattern` with `{token}` filled in, or `bounces+token@` the From domain when there is no pattern. */
export function returnPathAddress(pattern: string | null, token: string, fromDomain: string): string {
  return (pattern ?? `bounces+{token}@${fromDomain}`).replace('{token}', token);
}

/** Finds a token in an address that came back to us; any pattern, since the token proves itself. */
export function findReturnPathToken(keys: SigningKeys, address: string): { workspaceId: number; messageId: number } | null {
  for (const candidate of address.toLowerCase().match(/[0-9a-v]{18,}/g) ?? []) {
    const found = readReturnPathToken(keys, candidate);
    if (found) return found;
  }
  return null;
}

function mark(key: SigningKey, body: Buffer): Buffer {
  return createHmac('sha256', key.secret).update(purpose).update(body).digest().subarray(0, macBytes);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

function readVarints(bytes: Buffer): number[] | null {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte & 127) * scale;
    if (!Number.isSafeInteger(value)) return null;
    if (byte & 128) {
      scale *= 128;
      continue;
    }
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  return scale === 1 ? numbers : null;
}

function base32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of text) {
    const value = alphabet.indexOf(char);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  // One spelling only: the bits that fill up the last letter are zero.
  return held === 0 && bits < 5 ? Buffer.from(bytes) : null;
}
