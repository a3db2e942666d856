import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../../platform/errors/index.ts';
import { gif, jpeg, png, quarters } from '../testing/sample-pictures.ts';
import { judgeUpload } from './judge-upload.ts';

const photo = await jpeg(quarters(64, 32), 6);
const drawing = png(quarters(20, 10));
const webp = (kind: string, rest: number[]): Buffer => {
  const bytes = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), Buffer.from(kind), Buffer.alloc(4), Buffer.from(rest), Buffer.alloc(20)]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return bytes;
};

test('what it is and how large, from its headers', () => {
  assert.deepEqual(judgeUpload(photo), { kind: 'jpeg', width: 64, height: 32, orientation: 6, keepSharp: false, animated: false });
  assert.deepEqual(judgeUpload(drawing), { kind: 'png', width: 20, height: 10, orientation: 1, keepSharp: true, animated: false });
  assert.equal(judgeUpload(gif([1, 2])).animated, true);
  assert.deepEqual(judgeUpload(webp('VP8X', [0, 0, 0, 0, 0x8f, 1, 0, 0xc7, 0, 0])), { kind: 'webp', width: 400, height: 200, orientation: 1, keepSharp: false, animated: false });
});

const refused: [what: string, bytes: Buffer, code: string, words: RegExp][] = [
  ['a web page named .png', Buffer.from('\ufeff <!DOCTYPE html><html><body>Hello</body></html>'), 'not_an_image', /web page/],
  ['an SVG', Buffer.from('<?xml version="1.0"?>\n<!-- a comment --><svg xmlns="http://www.w3.org/2000/svg"/>'), 'image_svg', /SVG.*PNG/],
  ['an SVG in UTF-16', Buffer.from('\ufeff<svg width="1"></svg>', 'utf16le'), 'image_svg', /SVG/],
  ['nothing', Buffer.alloc(0), 'not_an_image', /empty/],
  ['some text', Buffer.from('GIF? no.'), 'not_an_image', /no image/],
  ['a PDF', Buffer.from('%PDF-1.7 ...'), 'image_kind', /PDF/],
  ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'image_kind', /HEIC/],
  ['a JPEG cut off in its middle', photo.subarray(0, photo.length / 2), 'image_damaged', /missing/],
  ['a JPEG without its last byte', photo.subarray(0, -1), 'image_damaged', /missing/],
  ['a PNG cut off', drawing.subarray(0, -8), 'image_damaged', /missing/],
  ['a GIF cut off', gif([1, 2]).subarray(0, -1), 'image_damaged', /missing/],
  ['a WebP cut off', webp('VP8X', [0, 0, 0, 0, 1, 0, 0, 1, 0, 0]).subarray(0, -1), 'image_damaged', /missing/],
  ['an animated WebP', webp('VP8X', [2, 0, 0, 0, 1, 0, 0, 1, 0, 0]), 'image_kind', /animated GIF/],
  ['a bomb: a few bytes that claim 2.5 thousand million pixels', png(quarters(2, 2), { claims: { width: 50_000, height: 50_000 } }), 'image_too_large', /50,000 by 50,000/],
  ['a line of a million pixels', png(quarters(2, 2), { claims: { width: 1_000_000, height: 1 } }), 'image_too_large', /1,000,000 by 1 /],
  ['no pixels', png(quarters(2, 2), { claims: { width: 0, height: 9 } }), 'image_damaged', /damaged/],
  ['an animation too wide', gif([1, 2], { width: 1601 }), 'image_too_wide', /1,601 pixels/],
];

for (const [what, bytes, code, words] of refused) {
  test(`refused, and why: ${what}`, () => {
    assert.throws(() => judgeUpload(bytes), (error: unknown) => error instanceof Problem && error.code === code && words.test(error.message));
  });
}

test('whatever the bytes, they are judged or refused in words, within moments', () => {
  const samples = [photo, drawing, gif([0, 1, 2, 3])];
  fc.assert(fc.property(
    fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), fc.nat(),
    (sample, changes, cut) => {
      const bytes = Buffer.from(sample.subarray(0, sample.length - (cut % 5 === 0 ? cut % sample.length : 0)));
      for (const [at, value] of changes) bytes[at % Math.max(1, bytes.length)] = value;
      try {
        const task = judgeUpload(bytes);
        assert.ok(task.width * task.height <= 25_000_000);
      } catch (error) {
        assert.ok(error instanceof Problem, String(error));
      }
    },
  ), { numRuns: 2000 });
});
