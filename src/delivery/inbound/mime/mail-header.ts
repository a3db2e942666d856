import { decodeText } from './decode-text.ts';

/** The header of a mail or of one of its parts: names in any case, fields in their order, folded lines joined. */
export interface MailHeader {
  first(name: string): string;
  all(name: string): string[];
  /** Names in lower case. */
  has(name: string): boolean;
}

/** Reads a header block given as latin1 text with LF line ends. Lines that are no field are passed over. */
export function parseHeader(block: string): MailHeader {
  const fields = new Map<string, string[]>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 1 || /[\s]/.test(line.slice(0, colon).trimEnd())) continue;
    const name = line.slice(0, colon).trimEnd().toLowerCase();
    const values = fields.get(name) ?? [];
    if (values.length < 100) values.push(decodeWords(line.slice(colon + 1).trim()));
    fields.set(name, values);
  }
  return {
    first: (name) => fields.get(name.toLowerCase())?.[0] ?? '',
    all: (name) => fields.get(name.toLowerCase()) ?? [],
    has: (name) => fields.has(name.toLowerCase()),
  };
}

const encodedWord = /=\?([^?\s*]{1,60})(?:\*[^?]*)?\?([bq])\?([^?\s]*)\?=/gi;

/** RFC 2047 words; bytes beyond ASCII outside of them are read as UTF-8 where they are that. */
export function decodeWords(text: string): string {
  const joined = text.replace(/(\?=)[ \t]+(=\?)/g, '$1$2');
  if (!joined.includes('=?')) return /[\x80-\xff]/.test(joined) ? decodeText(Buffer.from(joined, 'latin1'), '') : joined;
  return joined.replace(encodedWord, (_, charset: string, kind: string, code: string) => {
    const bytes = kind.toLowerCase() === 'b'
      ? Buffer.from(code, 'base64')
      : Buffer.from(code.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
    return decodeText(bytes, charset);
  });
}

/** `text/plain; charset="utf-8"` as a value in lower case and its parameters (RFC 2231 continuations joined). */
export function parseParameters(value: string): { value: string; parameters: ReadonlyMap<string, string> } {
  const parameters = new Map<string, string>();
  const [head = '', ...rest] = value.match(/(?:"(?:\\.|[^"\\])*"|[^;"])+/g) ?? [];
  for (const piece of rest.slice(0, 50)) {
    const equals = piece.indexOf('=');
    if (equals < 1) continue;
    const name = piece.slice(0, equals).trim().toLowerCase().replace(/\*\d*\*?$/, '');
    const text = piece.slice(equals + 1).trim().replace(/^"(.*)"$/s, '$1').replace(/\\(.)/g, '$1');
    parameters.set(name, (parameters.get(name) ?? '') + text);
  }
  return { value: head.trim().toLowerCase(), parameters };
}

const addressPattern = /[^\s<>()[\]{}",;:'`|\\=«»“”]+@[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9._\u0080-\uffff-]*[A-Za-z0-9\u0080-\uffff])?/g;

/** Every address that stands in a text, in order, each once, without brackets and full stops around it. */
export function addressesIn(text: string): string[] {
  const found = text.slice(0, 100_000).match(addressPattern) ?? [];
  const seen = new Set<string>();
  return found.filter((address) => {
    const key = address.toLowerCase();
    return address.length <= 320 && !seen.has(key) && seen.add(key);
  });
}
