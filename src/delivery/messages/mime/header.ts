import { domainToASCII } from 'node:url';

// Header fields (RFC 5322, encoded words by RFC 2047). Whatever comes in, no value can begin a
// line of its own: controls become blanks in names and subjects and are refused in addresses.

// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const printable = /^[\x20-\x7e]*$/;
const atoms = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*$/;
// RFC 2047 allows 75; shorter words leave room for the field name on the first line.
const maxWord = 60;
const maxLine = 76;

/** One line of plain text: controls and line breaks become single blanks, broken surrogates are mended. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(controls, ' ').trim();
}

/** An unstructured field (`Subject: ...`) with its line break, folded below 76 columns where it can be. */
export function textField(name: string, text: string): string {
  const line = oneLine(text);
  return `${name}: ${fold(encodeText(line), name.length + 2)}\r\n`;
}

/** A field whose value is ASCII by our own making (dates, tokens); throws on anything that could break the line. */
export function plainField(name: string, value: string): string {
  if (!printable.test(value)) throw new TypeError(`the header ${name} may hold printable ASCII only`);
  return `${name}: ${value}\r\n`;
}

/** `From`, `To`, `Reply-To`: a name, if there is one, and an address that `mailAddress` has passed. */
export function addressField(field: string, name: string, address: string): string {
  const spelt = `<${wireAddress(address)}>`;
  const line = oneLine(name);
  if (line === '') return `${field}: ${spelt}\r\n`;
  const phrase = encodePhrase(line);
  const oneRow = `${field}: ${phrase} ${spelt}`;
  return oneRow.length <= maxLine ? `${oneRow}\r\n` : `${field}: ${fold(phrase, field.length + 2)}\r\n ${spelt}\r\n`;
}

const addressShape = /^[^\s"<>(),:;\\[\]@\u0000-\u0020\u007f-\uffff]+@([^\s"<>(),:;\\@\p{Cc}]+)$/u;

/** Whether an address can be put into a header and an SMTP command: one `@`, ASCII before it, no blank, control, quote or bracket. */
export function isMailAddress(address: string): boolean {
  const domain = addressShape.exec(address)?.[1];
  return domain !== undefined && address.length <= 320 && domainToASCII(domain) !== '';
}

/** The address as it goes over the wire: its domain in ASCII (RFC 5891). Throws when it is not one. */
export function wireAddress(address: string): string {
  if (!isMailAddress(address)) throw new TypeError('not an address that mail can be sent to');
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
}

/** `Mon, 23 Nov 2026 20:25:57 +0000` (RFC 5322, 3.3). */
export function mailDate(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000');
}

function encodePhrase(name: string): string {
  if (printable.test(name) && !name.includes('=?')) {
    return atoms.test(name) ? name : `"${name.replace(/["\\]/g, (char) => `\\${char}`)}"`;
  }
  return encodeWords(name);
}

function encodeText(text: string): string {
  const tooLongAWord = text.split(' ').some((word) => word.length > maxLine - 12);
  return printable.test(text) && !text.includes('=?') && !tooLongAWord ? text : encodeWords(text);
}

/** Encoded words , none of which cuts a character in two (RFC 2047, 2 and 5). */
function encodeWords(text: string): string {
  const prefix = '=?UTF-8?B?';
  const maxBytes = Math.floor((maxWord - prefix.length - 2) / 4) * 3;
  const words: string[] = [];
  let chunk = '';
  let bytes = 0;
  const flush = () => words.push(`${prefix}${Buffer.from(chunk, 'utf8').toString('base64')}?=`);
  for (const char of text) {
    const size = Buffer.byteLength(char);
    if (bytes + size > maxBytes) {
      flush();
      chunk = '';
      bytes = 0;
    }
    chunk += char;
    bytes += size;
  }
  flush();
  return words.join(' ');
}

/** Breaks before blanks so that lines stay within 76 columns; a single long word stays whole. */
function fold(value: string, column: number): string {
  if (column + value.length <= maxLine) return value;
  let folded = '';
  let width = column;
  for (const word of value.split(/(?= )/)) {
    const isFirst = folded === '';
    // A line of blanks alone would end the headers for some readers, so runs of blanks are never broken up.
    if (!isFirst && width + word.length > maxLine && word.trim() !== '') {
      folded += `\r\n${word}`;
      width = word.length;
    } else {
      folded += word;
      width += word.length;
    }
  }
  return folded;
}
