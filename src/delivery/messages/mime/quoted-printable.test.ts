import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { closeBody, encodePiece } from './quoted-printable.ts';

/** Decodes by RFC 2045, 6.7, sharing nothing with the encoder. */
function decode(encoded: string): string {
  const bytes: number[] = [];
  const joined = encoded.replace(/=\r\n/g, '');
  for (let index = 0; index < joined.length; index++) {
    if (joined[index] === '=') {
      bytes.push(Number.parseInt(joined.slice(index + 1, index + 3), 16));
      index += 2;
    } else bytes.push(joined.charCodeAt(index));
  }
  return Buffer.from(bytes).toString('utf8');
}

const crlf = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');
const anyText = fc.array(fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('\r\n', '\n', ' ', '  \n', '\t\r\n', '.', '.\n.\n', 'From ', '=', '=3D', 'x'.repeat(76), 'x'.repeat(75), ' '.repeat(80), 'ä'.repeat(40), '🦆'),
)).map((list) => list.join(''));

test('joined pieces decode to the joined text, however it is cut', () => {
  fc.assert(fc.property(fc.array(anyText, { maxLength: 8 }), (pieces) => {
    assert.equal(decode(pieces.map(encodePiece).join('')), pieces.map(crlf).join(''));
  }), { numRuns: 500 });
});

test('no line passes 76 columns, ends in a blank, or begins with a dot or From', () => {
  fc.assert(fc.property(fc.array(anyText, { maxLength: 8 }), (pieces) => {
    const body = closeBody(pieces.map(encodePiece).join(''));
    for (const line of body.split('\r\n')) {
      assert.ok(line.length <= 76, line);
      assert.doesNotMatch(line, /[ \t]$|^\.|^From /);
      assert.match(line, /^[\x20-\x7e]*$/);
    }
    assert.doesNotMatch(body, /=\r\n$/);
  }), { numRuns: 500 });
});

test('a closed body reads back through a mail parser', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyText, { maxLength: 6 }), async (pieces) => {
    const body = closeBody(pieces.map(encodePiece).join(''));
    const mail = await simpleParser(`Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${body}`);
    const lines = (text: string) => text.replace(/\r\n/g, '\n').replace(/\n+$/, '');
    assert.equal(lines(mail.text ?? ''), lines(pieces.map(crlf).join('')));
  }), { numRuns: 100 });
});
