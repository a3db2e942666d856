import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deflateSync, crc32 } from 'node:zlib';
import { encodeJpeg, type Pixels } from '../images/codecs.ts';

// Pictures made for tests, byte by byte, with whatever is wrong with them.

/** Red above left, green above right, blue below left, white below right: every turn and mirror looks different. */
export function quarters(width: number, height: number, opacity = 255): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set([...quarterColor(x < width / 2, y < height / 2), opacity], (y * width + x) * 4);
  }
  return { data, width, height };
}
const quarterColor = (left: boolean, above: boolean): number[] => (above ? (left ? [255, 0, 0] : [0, 255, 0]) : left ? [0, 0, 255] : [255, 255, 255]);

/** The colour letters of the quarters, row by row: `RG/BW` is upright. */
export function readQuarters({ data, width, height }: Pixels): string {
  const at = (x: number, y: number): string => {
    const [red, green, blue] = data.subarray((Math.floor(y * height) * width + Math.floor(x * width)) * 4) as unknown as [number, number, number];
    if (red > 180 && green > 180 && blue > 180) return 'W';
    return red > 180 ? 'R' : green > 180 ? 'G' : blue > 180 ? 'B' : '?';
  };
  return `${at(0.25, 0.25)}${at(0.75, 0.25)}/${at(0.25, 0.75)}${at(0.75, 0.75)}`;
}

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, sum]);
};

/** A PNG of these pixels; `claims` other measures than it has, `extra` chunks by type. */
export function png({ data, width, height }: Pixels, options: { claims?: { width: number; height: number }; extra?: Record<string, Buffer> } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(options.claims?.width ?? width, 0);
  header.writeUInt32BE(options.claims?.height ?? height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const lines = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y += 1) lines.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  const extra = Object.entries(options.extra ?? {}).map(([type, content]) => chunk(type, content));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), ...extra, chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

/** A JPEG of these pixels with an EXIF block of this orientation and a place in it. */
export async function jpeg(pixels: Pixels, orientation?: number): Promise<Buffer> {
  const plain = Buffer.from(await encodeJpeg(pixels));
  if (orientation === undefined) return plain;
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', 'latin1'), Buffer.from([orientation, 0, 0, 0, 0, 0, 0]), Buffer.from('GPS 38.7223,-9.1393')]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, plain.subarray(2)]);
}

/** A GIF of 2 by 2 pixels a frame, each of one colour of the table (0 to 3); `comment` between them. */
export function gif(frames: readonly number[], options: { comment?: string; width?: number } = {}): Buffer {
  const head = Buffer.from('GIF89a\0\0\x02\0\xf1\0\0\xff\0\0\0\xff\0\0\0\xff\xff\xff\xff', 'latin1');
  head.writeUInt16LE(options.width ?? 2, 6);
  const loop = Buffer.from('\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1');
  const comment = options.comment === undefined ? Buffer.alloc(0) : Buffer.concat([Buffer.from([0x21, 0xfe, options.comment.length]), Buffer.from(options.comment, 'latin1'), Buffer.from([0])]);
  return Buffer.concat([head, ...(frames.length > 1 ? [loop] : []), comment, ...frames.map(gifFrame), Buffer.from([0x3b])]);
}

/** Codes of three bits: clear, the colour four times (the width grows to four bits behind the third), end. */
function gifFrame(color: number): Buffer {
  const codes: [code: number, bits: number][] = [[4, 3], [color, 3], [color, 3], [color, 3], [color, 4], [5, 4]];
  let bits = 0n;
  let at = 0n;
  for (const [code, size] of codes) {
    bits |= BigInt(code) << at;
    at += BigInt(size);
  }
  const data = Buffer.from([0, 1, 2].map((byte) => Number((bits >> BigInt(byte * 8)) & 0xffn)));
  return Buffer.concat([Buffer.from('\x21\xf9\x04\x04\x0a\0\0\0', 'latin1'), Buffer.from('\x2c\0\0\0\0\x02\0\x02\0\0\x02\x03', 'latin1'), data, Buffer.from([0])]);
}

/** A WebP of these pixels. */
export async function webp({ data, width, height }: Pixels): Promise<Buffer> {
  const codec = await import('@jsquash/webp/encode.js');
  await codec.init(await WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve('@jsquash/webp/codec/enc/webp_enc.wasm')))));
  return Buffer.from(await codec.default({ data, width, height, colorSpace: 'srgb' } as ImageData, { quality: 90 }));
}
