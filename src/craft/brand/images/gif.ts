import { cutOff, damaged } from './image-problems.ts';
import { decodeLzw } from './gif-lzw.ts';

// GIF (89a specification): a screen, then blocks. Read whole, each frame decoded, and written anew from
// what it is made of; comments, texts and programs' own blocks stay behind, the repetition apart.

export interface GifFrame {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Where its bytes lie: the descriptor with its colours and the coded picture. */
  start: number;
  end: number;
  /** The block of time and transparency before it, as bytes. */
  control: Buffer | null;
  /** Three bytes a colour. */
  colors: Buffer;
  interlaced: boolean;
  minimumCodeSize: number;
  /** Of the coded picture, within the file. */
  dataStart: number;
}

export interface Gif {
  width: number;
  height: number;
  frames: GifFrame[];
  /** Header, screen, its colours and the repetition, to write anew. */
  head: Buffer;
}

/** More frames, or more pixels in all of them, than any mail shows; each costs time to decode. */
const mostFrames = 1000;
export const mostFramePixels = 100_000_000;

/** Reads a GIF's blocks to its trailer, without decoding a frame. Throws for one that is cut off or not one. */
export function readGif(bytes: Buffer): Gif {
  if (bytes.length < 14) throw cutOff();
  const shared = colorTable(bytes, 10, 13);
  let at = 13 + shared.length;
  let control: Buffer | null = null;
  let repetition: Buffer = Buffer.alloc(0);
  const frames: GifFrame[] = [];
  for (;;) {
    const block = bytes[at];
    if (block === undefined) throw cutOff();
    if (block === 0x3b) break;
    if (block === 0x21) {
      const end = endOfBlocks(bytes, at + 2);
      if (bytes[at + 1] === 0xf9) control = bytes.subarray(at, end);
      if (bytes[at + 1] === 0xff && /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(bytes.toString('latin1', at + 3, at + 14)) && end - at === 19) repetition = bytes.subarray(at, end);
      at = end;
    } else if (block === 0x2c) {
      const frame = readFrame(bytes, at, control, shared);
      if (frames.push(frame) > mostFrames) throw damaged();
      control = null;
      at = frame.end;
    } else throw damaged();
  }
  if (frames.length === 0) throw damaged();
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), frames, head: Buffer.concat([Buffer.from('GIF89a', 'latin1'), bytes.subarray(6, 13 + shared.length), repetition]) };
}

/** The same GIF of nothing but its frames; every one is decoded to see that it can be. Throws otherwise. */
export function rewriteGif(bytes: Buffer, gif: Gif): Buffer {
  for (const frame of gif.frames) decodeLzw(bytes, frame);
  return Buffer.concat([gif.head, ...gif.frames.flatMap(({ control, start, end }) => [control ?? Buffer.alloc(0), bytes.subarray(start, end)]), Buffer.from([0x3b])]);
}

/** The first frame on its screen as RGBA; what it does not cover is see-through. */
export function gifPixels(bytes: Buffer, gif: Gif): Uint8ClampedArray<ArrayBuffer> {
  const frame = gif.frames[0]!;
  const indices = decodeLzw(bytes, frame);
  const clear = frame.control && frame.control[3]! & 1 ? frame.control[6]! : -1;
  const pixels = new Uint8ClampedArray(gif.width * gif.height * 4);
  const rows = frame.interlaced ? interlacedRows(frame.height) : null;
  for (let line = 0; line < frame.height; line += 1) {
    const y = frame.top + (rows ? rows[line]! : line);
    if (y >= gif.height) continue;
    for (let column = 0; column < frame.width && frame.left + column < gif.width; column += 1) {
      const index = indices[line * frame.width + column]!;
      if (index === clear) continue;
      const to = (y * gif.width + frame.left + column) * 4;
      pixels.set(frame.colors.subarray(index * 3, index * 3 + 3), to);
      pixels[to + 3] = 255;
    }
  }
  return pixels;
}

function readFrame(bytes: Buffer, start: number, control: Buffer | null, shared: Buffer): GifFrame {
  if (start + 11 > bytes.length) throw cutOff();
  const own = colorTable(bytes, start + 9, start + 10);
  const dataAt = start + 10 + own.length;
  const minimumCodeSize = bytes[dataAt] ?? 0;
  const [left, top, width, height] = [1, 3, 5, 7].map((offset) => bytes.readUInt16LE(start + offset)) as [number, number, number, number];
  if (minimumCodeSize < 1 || minimumCodeSize > 8 || width === 0 || height === 0) throw damaged();
  return {
    left, top, width, height, start, end: endOfBlocks(bytes, dataAt + 1), control, colors: own.length > 0 ? own : shared,
    interlaced: (bytes[start + 9]! & 0x40) !== 0, minimumCodeSize, dataStart: dataAt + 1,
  };
}

/** The colours that a byte of flags announces; none is an empty table. */
function colorTable(bytes: Buffer, flagsAt: number, start: number): Buffer {
  const flags = bytes[flagsAt] ?? 0;
  if (!(flags & 0x80)) return Buffer.alloc(0);
  const end = start + 3 * 2 ** ((flags & 7) + 1);
  if (end > bytes.length) throw cutOff();
  return bytes.subarray(start, end);
}

/** Behind a row of sub-blocks, each with its length before it; an empty one ends them. */
function endOfBlocks(bytes: Buffer, start: number): number {
  for (let at = start; ;) {
    const length = bytes[at];
    if (length === undefined) throw cutOff();
    at += 1 + length;
    if (length === 0) return at;
  }
}

/** Four passes: every eighth line from 0, from 4, every fourth from 2, every second from 1. */
function interlacedRows(height: number): number[] {
  const rows: number[] = [];
  for (const [from, step] of [[0, 8], [4, 8], [2, 4], [1, 2]] as const) for (let row = from; row < height; row += step) rows.push(row);
  return rows;
}
