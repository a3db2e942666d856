import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// The codecs of browsers' own making (mozjpeg, libwebp, png, oxipng), compiled to WebAssembly: what a broken
// file breaks, it breaks within their own memory. They expect the browser's ImageData.

export interface Pixels {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
}

class Picture implements Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly colorSpace = 'srgb';

  constructor(data: Uint8ClampedArray<ArrayBuffer>, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

// Some codecs bring an ImageData of their own, all look for whichever stands in the globals.
function provideImageData(): void {
  (globalThis as { ImageData?: unknown }).ImageData ??= Picture;
}

function asPicture({ data, width, height }: Pixels): ImageData {
  provideImageData();
  return new ImageData(data, width, height);
}

const moduleAt = async (file: string): Promise<WebAssembly.Module> => WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve(file))));
/** A copy of its own: a Buffer may be a piece of a larger one. */
const exactly = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

export async function decodeJpeg(bytes: Uint8Array): Promise<Pixels> {
  provideImageData();
  const codec = await import('@jsquash/jpeg/decode.js');
  await codec.init(await moduleAt('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'));
  return (await codec.default(exactly(bytes))) as Pixels;
}

export async function decodePng(bytes: Uint8Array): Promise<Pixels> {
  provideImageData();
  const codec = await import('@jsquash/png/decode.js');
  await codec.init(await moduleAt('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
  return (await codec.decode(exactly(bytes))) as Pixels;
}

export async function decodeWebp(bytes: Uint8Array): Promise<Pixels> {
  provideImageData();
  const codec = await import('@jsquash/webp/decode.js');
  await codec.init(await moduleAt('@jsquash/webp/codec/dec/webp_dec.wasm'));
  return (await codec.default(exactly(bytes))) as Pixels;
}

/** Quality 82: where more costs bytes and shows nothing. */
export async function encodeJpeg(pixels: Pixels): Promise<Uint8Array> {
  const codec = await import('@jsquash/jpeg/encode.js');
  await codec.init(await moduleAt('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'));
  return new Uint8Array(await codec.default(asPicture(pixels), { quality: 82 }));
}

/** Level 1 of oxipng: palettes and fewer bits where they do; level 2 took twice the time for 0.3% (1600 x 1067, 2026-11-24). */
export async function encodePng(pixels: Pixels): Promise<Uint8Array> {
  const codec = await import('@jsquash/oxipng/optimise.js');
  await codec.init(await moduleAt('@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm'));
  return new Uint8Array(await codec.default(asPicture(pixels), { level: 1, interlace: false, optimiseAlpha: true }));
}
