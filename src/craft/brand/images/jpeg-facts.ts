import { cutOff, damaged } from './image-problems.ts';

// JPEG (ITU T.81, annex B): markers with lengths, then a scan of entropy-coded bytes in which only FF00
// and restart markers may stand, and so on until the end-of-image marker.

export interface JpegFacts {
  width: number;
  height: number;
  /** 1 grey, 3 colours, 4 inks. */
  components: number;
  /** How the camera was held, EXIF's 1 to 8. */
  orientation: number;
}

/** Reads a JPEG's markers to its end. Throws for one that is cut off or has no frame. */
export function jpegFacts(bytes: Buffer): JpegFacts {
  let frame: Omit<JpegFacts, 'orientation'> | null = null;
  let orientation = 1;
  for (let at = 2; ;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1; // fill bytes
    if (at + 2 > bytes.length) throw cutOff();
    if (bytes[at] !== 0xff) throw damaged();
    const marker = bytes[at + 1]!;
    if (marker === 0xd9) break;
    if (at + 4 > bytes.length) throw cutOff();
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (end > bytes.length) throw cutOff();
    if (length < 2) throw damaged();
    if (isFrame(marker) && length >= 8) frame ??= { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), components: bytes[at + 9]! };
    if (marker === 0xe1) orientation = exifOrientation(bytes.subarray(at + 4, end)) ?? orientation;
    at = marker === 0xda ? endOfScan(bytes, end) : end;
  }
  if (!frame) throw damaged();
  return { ...frame, orientation };
}

/** SOF0 to SOF15, without the tables (C4, CC) and the extension (C8) between them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw cutOff();
}

/** Tag 0x0112 of the first directory (TIFF 6.0 within EXIF); null where there is none that makes sense. */
export function exifOrientation(segment: Buffer): number | null {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0') return null;
  const tiff = segment.subarray(6);
  if (tiff.length < 14) return null;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const word = (at: number): number => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < word(start); entry += 1) {
    const at = start + 2 + entry * 12;
    if (word(at) !== 0x0112) continue;
    const value = word(at + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}
