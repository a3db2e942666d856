import { cutOff, damaged } from './image-problems.ts';

/** A PNG's measures (PNG specification, 5.3: chunks of length, type, content, checksum). Throws for one without its end. */
export function pngFacts(bytes: Buffer): { width: number; height: number } {
  if (bytes.length < 33) throw cutOff();
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') throw damaged();
  for (let at = 8; bytes.toString('latin1', at + 4, at + 8) !== 'IEND';) {
    if (at + 12 > bytes.length) throw cutOff();
    at += 12 + bytes.readUInt32BE(at);
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
