import { animatedWebp, cutOff, damaged } from './image-problems.ts';

export interface WebpFacts {
  width: number;
  height: number;
  /** Kept without loss: flat drawings, which JPEG would spoil. */
  lossless: boolean;
}

/** A WebP's measures (RFC 9649). Throws for one that is cut off or moves. */
export function webpFacts(bytes: Buffer): WebpFacts {
  if (bytes.length < 30 || bytes.readUInt32LE(4) + 8 > bytes.length) throw cutOff();
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ': return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff, lossless: false };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, lossless: true };
    }
    case 'VP8X': {
      if (bytes[20]! & 0x02) throw animatedWebp();
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1, lossless: bytes.includes('VP8L', 30, 'latin1') };
    }
    default: throw damaged();
  }
}
