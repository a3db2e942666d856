import { readGif, mostFramePixels } from './gif.ts';
import { imageKind, type ReadableKind } from './image-kind.ts';
import { damaged, emptyFile, inkColors, kindProblem, longestSide, mostPixels, tooManyPixels, wideAnimation } from './image-problems.ts';
import { jpegFacts } from './jpeg-facts.ts';
import { pngFacts } from './png-facts.ts';
import { webpFacts } from './webp-facts.ts';
import { widestPixels } from '../contract.ts';

/** What has to be done with a file that may be decoded. */
export interface ImageTask {
  kind: ReadableKind;
  /** As the file claims; checked again when it is decoded. */
  width: number;
  height: number;
  /** EXIF's 1 to 8. */
  orientation: number;
  /** JPEG would spoil it. */
  keepSharp: boolean;
  animated: boolean;
}

/** Judges an upload by its headers alone, so that nothing is decoded that should not be. Throws a problem that says why and what to do. */
export function judgeUpload(bytes: Buffer): ImageTask {
  if (bytes.length === 0) throw emptyFile();
  const kind = imageKind(bytes);
  if (kind !== 'jpeg' && kind !== 'png' && kind !== 'gif' && kind !== 'webp') throw kindProblem(kind);
  const task = readers[kind](bytes);
  const { width, height } = task;
  if (width === 0 || height === 0) throw damaged();
  if (width > longestSide || height > longestSide || width * height > mostPixels) throw tooManyPixels(width, height);
  return { kind, ...task };
}

const still = { orientation: 1, animated: false };

const readers: Record<ReadableKind, (bytes: Buffer) => Omit<ImageTask, 'kind'>> = {
  jpeg(bytes) {
    const { components, ...facts } = jpegFacts(bytes);
    if (components === 4) throw inkColors();
    return { ...facts, keepSharp: false, animated: false };
  },
  png: (bytes) => ({ ...pngFacts(bytes), ...still, keepSharp: true }),
  webp(bytes) {
    const { lossless, ...size } = webpFacts(bytes);
    return { ...size, ...still, keepSharp: lossless };
  },
  gif(bytes) {
    const { width, height, frames } = readGif(bytes);
    const animated = frames.length > 1;
    const allPixels = frames.reduce((sum, frame) => sum + frame.width * frame.height, 0);
    if (frames.some((frame) => frame.width * frame.height > mostPixels) || allPixels > mostFramePixels) throw tooManyPixels(width, height);
    if (animated && width > widestPixels) throw wideAnimation(width);
    return { width, height, ...still, keepSharp: true, animated };
  },
};
