import { widestPixels, type ImageType } from '../contract.ts';
import { decodeJpeg, decodePng, decodeWebp, encodeJpeg, encodePng, type Pixels } from './codecs.ts';
import { gifPixels, readGif, rewriteGif } from './gif.ts';
import type { ImageTask } from './judge-upload.ts';
import { narrowPixels } from './narrow-pixels.ts';
import { turnPixels } from './turn-pixels.ts';

export interface MadeImage {
  type: ImageType;
  width: number;
  height: number;
  bytes: Uint8Array;
}

/** Without see-through parts, a PNG of more bytes than this is probably a photo. */
const photoBytes = 300 * 1024;

/**
 * Makes of an upload the picture that mails carry: decoded and written anew, upright, at most 1600 pixels wide.
 * What its maker noted in it (places, names, other files) stays behind. Throws anything for what cannot be decoded.
 */
export async function makeImage(bytes: Buffer, task: ImageTask): Promise<MadeImage> {
  if (task.animated) return { type: 'image/gif', width: task.width, height: task.height, bytes: rewriteGif(bytes, readGif(bytes)) };
  const decoded = await decode(bytes, task);
  if (decoded.width !== task.width || decoded.height !== task.height) throw new Error('the picture is not as large as its header says');
  const upright = turnPixels(narrowed(decoded, task.orientation), task.orientation);
  return encode(upright, task.keepSharp);
}

async function decode(bytes: Buffer, { kind, width, height }: ImageTask): Promise<Pixels> {
  switch (kind) {
    case 'jpeg': return decodeJpeg(bytes);
    case 'png': return decodePng(bytes);
    case 'webp': return decodeWebp(bytes);
    case 'gif': return { data: gifPixels(bytes, readGif(bytes)), width, height };
  }
}

/** Before it is turned: there are fewer pixels to turn then. */
function narrowed(pixels: Pixels, orientation: number): Pixels {
  const across = orientation > 4 ? pixels.height : pixels.width;
  if (across <= widestPixels) return pixels;
  const part = (side: number): number => Math.max(1, Math.round(side * widestPixels / across));
  return narrowPixels(pixels, part(pixels.width), part(pixels.height));
}

async function encode(pixels: Pixels, keepSharp: boolean): Promise<MadeImage> {
  const { width, height } = pixels;
  const asJpeg = async (): Promise<MadeImage> => ({ type: 'image/jpeg', width, height, bytes: await encodeJpeg(pixels) });
  const opaque = isOpaque(pixels);
  if (!keepSharp && opaque) return asJpeg();
  const png: MadeImage = { type: 'image/png', width, height, bytes: await encodePng(pixels) };
  if (!opaque || png.bytes.length <= photoBytes) return png;
  const jpeg = await asJpeg();
  return jpeg.bytes.length < png.bytes.length / 3 ? jpeg : png;
}

function isOpaque({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}
