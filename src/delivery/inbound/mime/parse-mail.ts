import { decodeText } from './decode-text.ts';
import { parseHeader, parseParameters, type MailHeader } from './mail-header.ts';

// A tolerant reader of MIME (RFC 2045 to 2047): what comes back is often cut, mislabelled or made by hand. It
// reads what is there within fixed limits of depth, parts and bytes, and never throws.

export interface MailPart {
  header: MailHeader;
  /** `text/plain`, in lower case. */
  type: string;
  parameters: ReadonlyMap<string, string>;
  isAttachment: boolean;
  /** Of a multipart, or the one mail inside of message/rfc822. */
  parts: MailPart[];
  /** The decoded text of a part that holds no others; empty for the rest. At most `textAtMost` characters. */
  text: string;
}

const depthAtMost = 10;
const partsAtMost = 200;
const bytesAtMost = 60 * 1024 * 1024;
export const textAtMost = 512 * 1024;

/** Reads a mail from its bytes; LF, CRLF and bare CR all end a line. */
export function parseMail(bytes: Uint8Array): MailPart {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, bytesAtMost)).toString('latin1');
  const lines = /\r/.test(text) ? text.replace(/\r\n?/g, '\n') : text;
  // An mbox file's first line is no header.
  return parsePart(lines.replace(/^From [^\n]*\n/, ''), 0, { parts: 0 }, 'text/plain');
}

function parsePart(source: string, depth: number, budget: { parts: number }, fallbackType: string): MailPart {
  budget.parts += 1;
  const { headerText, body } = cutHeader(source);
  const header = parseHeader(headerText);
  const { value, parameters } = parseParameters(header.first('content-type') || fallbackType);
  const type = value.includes('/') ? value : fallbackType;
  const isAttachment = /^\s*attachment/i.test(header.first('content-disposition'));
  const part: MailPart = { header, type, parameters, isAttachment, parts: [], text: '' };
  const encoding = header.first('content-transfer-encoding').trim().toLowerCase();
  const mayGoDeeper = depth < depthAtMost && budget.parts < partsAtMost;
  const boundary = parameters.get('boundary');
  if (type.startsWith('multipart/') && boundary && mayGoDeeper) {
    const inner = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    for (const piece of cutAtBoundary(body, boundary)) {
      if (budget.parts >= partsAtMost) break;
      part.parts.push(parsePart(piece, depth + 1, budget, inner));
    }
    if (part.parts.length > 0) return part;
  }
  if (type === 'message/rfc822' && mayGoDeeper) {
    part.parts.push(parsePart(decodeBody(body, encoding).toString('latin1'), depth + 1, budget, 'text/plain'));
    return part;
  }
  if (isTextual(type)) part.text = decodeText(decodeBody(body.slice(0, 4 * textAtMost), encoding), parameters.get('charset') ?? '').replace(/\r\n?/g, '\n').slice(0, textAtMost);
  return part;
}

const isTextual = (type: string): boolean => type.startsWith('text/') || type.startsWith('message/') || type.startsWith('multipart/') || type === 'application/json';

function cutHeader(source: string): { headerText: string; body: string } {
  if (source.startsWith('\n')) return { headerText: '', body: source.slice(1) };
  const end = source.search(/\n[ \t]*\n/);
  if (end < 0) return { headerText: source, body: '' };
  return { headerText: source.slice(0, end), body: source.slice(source.indexOf('\n', end + 1) + 1) };
}

/** The pieces between `--boundary` lines; a missing last one ends with the mail (RFC 2046, 5.1). */
function cutAtBoundary(body: string, boundary: string): string[] {
  const pieces: string[] = [];
  const mark = `--${boundary}`;
  let start = -1;
  for (let at = body.startsWith(mark) ? 0 : body.indexOf(`\n${mark}`) + 1; at >= 0 && pieces.length < partsAtMost;) {
    if (at === 0 && !body.startsWith(mark)) break;
    if (start >= 0) pieces.push(body.slice(start, Math.max(start, at - 1)));
    const lineEnd = body.indexOf('\n', at);
    const isLast = body.startsWith('--', at + mark.length);
    start = lineEnd < 0 ? body.length : lineEnd + 1;
    if (isLast || lineEnd < 0) return pieces;
    const next = body.indexOf(`\n${mark}`, lineEnd);
    if (next < 0) break;
    at = next + 1;
  }
  if (start >= 0 && start < body.length) pieces.push(body.slice(start));
  return pieces;
}

function decodeBody(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body.replace(/[^A-Za-z0-9+/=]/g, ''), 'base64');
  if (encoding === 'quoted-printable') {
    const joined = body.replace(/[ \t]+\n/g, '\n').replace(/=\n/g, '');
    return Buffer.from(joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
  }
  return Buffer.from(body, 'latin1');
}

/** Every part, itself first, in the mail's order. Mails inside of it are left closed unless `open`. */
export function* walkParts(part: MailPart, open = false): Generator<MailPart> {
  yield part;
  if (part.type === 'message/rfc822' && !open) return;
  for (const child of part.parts) yield* walkParts(child, open);
}

/** The text a reader sees: plain where there is any, else what HTML says without its tags. */
export function readableText(mail: MailPart, htmlToText: (html: string) => string): string {
  const parts = [...walkParts(mail)].filter((part) => part.parts.length === 0 && !part.isAttachment);
  const plain = parts.filter((part) => part.type === 'text/plain').map((part) => part.text).filter((text) => text.trim() !== '');
  if (plain.length > 0) return plain.join('\n');
  return parts.filter((part) => part.type === 'text/html').map((part) => htmlToText(part.text)).join('\n');
}
