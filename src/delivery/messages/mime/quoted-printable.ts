// Quoted-printable (RFC 2045, 6.7) in pieces that can be joined without looking at each other.
// Each piece starts at column 0 and, where it does not end in a line break, closes with a soft
// one (`=\r\n`). So a slot's value can be encoded alone and laid between ready-made text.

const maxLine = 76;
const softBreak = '=\r\n';

/** Bytes that stand for themselves anywhere in a line: printable ASCII but for `=`. */
const plainRun = /^[\x20-\x3c\x3e-\x7e]+/;
/** What most slots hold: short, plain, neither a dot nor `From ` at its head, no blank at its end. */
const shortAndPlain = /^(?!\.|From )[\x20-\x3c\x3e-\x7e]{0,74}[\x21-\x3c\x3e-\x7e]$/;
const hex = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);

/**
 * Encodes one piece of text; line breaks of any kind become CRLF. The answer is ASCII.
 * A dot or `From ` at the head of a line is encoded, which spares relays from changing a signed body.
 */
export function encodePiece(text: string): string {
  if (text === '') return '';
  if (shortAndPlain.test(text)) return text + softBreak;
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.length - 1;
  let encoded = '';
  for (let index = 0; index < last; index++) encoded += `${encodeLine(lines[index]!)}\r\n`;
  const tail = lines[last]!;
  return tail === '' ? encoded : encoded + encodeLine(tail) + softBreak;
}

/**
 * Ends a body made of joined pieces: the closing soft break goes, since an encoded object may not
 * end in one (RFC 2045, 6.7), and the line break that belongs to what follows comes.
 */
export function closeBody(joined: string): string {
  return joined.endsWith(softBreak) ? `${joined.slice(0, -softBreak.length)}\r\n` : `${joined}\r\n`;
}

/** One line without its break. A blank at its end is encoded, or it could get lost on the way. */
function encodeLine(line: string): string {
  let encoded = '';
  let column = 0;
  const append = (unit: string) => {
    // One column is kept free for the `=` of a soft break.
    if (column + unit.length > maxLine - 1) {
      encoded += softBreak;
      column = 0;
    }
    encoded += unit;
    column += unit.length;
  };
  const appendRun = (run: string) => {
    let from = 0;
    while (from < run.length) {
      if (column === maxLine - 1) {
        encoded += softBreak;
        column = 0;
      }
      if (column === 0 && (run[from] === '.' || run.startsWith('From ', from))) {
        append(hex[run.charCodeAt(from)]!);
        from += 1;
        continue;
      }
      const part = run.slice(from, from + maxLine - 1 - column);
      encoded += part;
      column += part.length;
      from += part.length;
    }
  };

  const blank = /[ \t]$/.exec(line)?.[0];
  const body = blank ? line.slice(0, -1) : line;
  let rest = body;
  while (rest !== '') {
    const run = plainRun.exec(rest)?.[0];
    if (run) {
      appendRun(run);
      rest = rest.slice(run.length);
      continue;
    }
    const special = /^[^\x20-\x3c\x3e-\x7e]+|^=+/.exec(rest)![0];
    for (const byte of Buffer.from(special, 'utf8')) append(hex[byte]!);
    rest = rest.slice(special.length);
  }
  if (blank) append(hex[blank.charCodeAt(0)]!);
  return encoded;
}
