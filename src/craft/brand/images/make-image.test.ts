import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gif, jpeg, png, quarters, readQuarters, webp } from '../testing/sample-pictures.ts';
import { decodeJpeg, decodePng, type Pixels } from './codecs.ts';
import { gifPixels, readGif } from './gif.ts';
import { createImageMaker } from './image-maker.ts';
import { judgeUpload } from './judge-upload.ts';
import { makeImage, type MadeImage } from './make-image.ts';

const made = (bytes: Buffer): Promise<MadeImage> => makeImage(bytes, judgeUpload(bytes));
const pixelsOf = ({ type, bytes }: MadeImage): Promise<Pixels> => (type === 'image/jpeg' ? decodeJpeg(bytes) : decodePng(bytes));

test('a photo stands upright, however its camera was held, and says no longer where it was taken', async () => {
  // What EXIF's numbers mean for a picture stored as RG/BW: TIFF 6.0, tag 274.
  const upright = ['RG/BW', 'GR/WB', 'WB/GR', 'BW/RG', 'RB/GW', 'BR/WG', 'WG/BR', 'GW/RB'];
  for (const [index, looks] of upright.entries()) {
    const image = await made(await jpeg(quarters(64, 32), index + 1));
    assert.equal(readQuarters(await pixelsOf(image)), looks, `orientation ${index + 1}`);
    assert.deepEqual([image.width, image.height], index < 4 ? [64, 32] : [32, 64]);
    assert.doesNotMatch(Buffer.from(image.bytes).toString('latin1'), /GPS|Exif/);
  }
});

test('what is wider than mails show is made narrower in proportion, what is not stays as large', async () => {
  const wide = await made(png(quarters(2400, 300)));
  assert.deepEqual([wide.width, wide.height], [1600, 200]);
  assert.equal(readQuarters(await pixelsOf(wide)), 'RG/BW');
  const turned = await made(await jpeg(quarters(200, 1700), 6));
  assert.deepEqual([turned.width, turned.height], [1600, 188]);
  const small = await made(png(quarters(30, 20)));
  assert.deepEqual([small.width, small.height, small.type], [30, 20, 'image/png']);
});

test('a PNG is written anew: no words, no other file behind it, the see-through part kept', async () => {
  const nasty = Buffer.concat([png(quarters(40, 40, 128), { extra: { tEXt: Buffer.from('Author\0Ana Secret') } }), Buffer.from('<script>alert(1)</script>PK\x03\x04')]);
  const image = await made(nasty);
  const text = Buffer.from(image.bytes).toString('latin1');
  assert.doesNotMatch(text, /Ana Secret|script|PK/);
  assert.equal((await pixelsOf(image)).data[3], 128);
});

test('a photo saved as PNG becomes a JPEG, which is a fraction of it', async () => {
  // Soft shades, and the grain of a sensor: a PNG keeps all of it.
  const noisy = quarters(700, 700);
  let seed = 7;
  for (let at = 0; at < noisy.data.length; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    if (at % 4 !== 3) noisy.data[at] = 128 + 90 * Math.sin((at % 2800) / 900) + seed % 6;
  }
  const image = await made(png(noisy));
  assert.equal(image.type, 'image/jpeg');
});

test('an animated GIF stays one, frame by frame, without the words in it', async () => {
  const source = gif([0, 1, 2], { comment: 'made by Ana' });
  const image = await made(source);
  assert.equal(image.type, 'image/gif');
  const bytes = Buffer.from(image.bytes);
  assert.doesNotMatch(bytes.toString('latin1'), /Ana/);
  assert.match(bytes.toString('latin1'), /NETSCAPE2\.0/);
  const again = readGif(bytes);
  assert.equal(again.frames.length, 3);
  assert.deepEqual([...gifPixels(bytes, again).subarray(0, 4)], [255, 0, 0, 255]);
});

test('a still GIF becomes a PNG of the same colours', async () => {
  const image = await made(gif([2]));
  assert.equal(image.type, 'image/png');
  assert.deepEqual([...(await pixelsOf(image)).data.subarray(0, 4)], [0, 0, 255, 255]);
});

test('on its thread, a broken file is refused in words and the next one is made', async () => {
  const make = createImageMaker();
  const broken = png(quarters(40, 40));
  broken[60]! ^= 0xff;
  await assert.rejects(make(broken, judgeUpload(broken)), { code: 'image_damaged' });
  const lying = png(quarters(40, 40), { claims: { width: 4000, height: 4000 } });
  await assert.rejects(make(lying, judgeUpload(lying)), { code: 'image_damaged' });
  const good = png(quarters(40, 40));
  assert.equal((await make(good, judgeUpload(good))).width, 40);
});

test('whoever waits too long is told so, and too many at once are refused', async () => {
  const good = png(quarters(40, 40));
  await assert.rejects(createImageMaker({ patienceMs: 0 })(good, judgeUpload(good)), { code: 'image_too_large' });
  const make = createImageMaker({ patienceMs: 0 });
  const all = await Promise.allSettled(Array.from({ length: 17 }, () => make(good, judgeUpload(good))));
  assert.equal((all[16] as PromiseRejectedResult).reason.code, 'image_busy');
});

test('a WebP leaves as what all mail programs show: a photo as JPEG, what is see-through as PNG', async () => {
  const photo = await made(await webp(quarters(64, 32)));
  assert.deepEqual([photo.type, photo.width, photo.height], ['image/jpeg', 64, 32]);
  assert.equal(readQuarters(await pixelsOf(photo)), 'RG/BW');
  const clear = await made(await webp(quarters(64, 32, 100)));
  assert.equal(clear.type, 'image/png');
  assert.equal((await pixelsOf(clear)).data[3], 100);
});
