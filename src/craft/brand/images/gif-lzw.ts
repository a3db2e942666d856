import { damaged } from './image-problems.ts';
import type { GifFrame } from './gif.ts';

const mostCodes = 4096;

/** A frame's colour indices, line by line (GIF 89a, appendix F: LZW with codes that grow to 12 bits). Throws for codes that mean nothing. */
export function decodeLzw(bytes: Buffer, frame: Pick<GifFrame, 'width' | 'height' | 'minimumCodeSize' | 'dataStart' | 'colors'>): Uint8Array {
  const { minimumCodeSize } = frame;
  const out = new Uint8Array(frame.width * frame.height);
  const clear = 2 ** minimumCodeSize;
  const prefix = new Uint16Array(mostCodes);
  const suffix = new Uint8Array(mostCodes);
  const first = new Uint8Array(mostCodes);
  const lengths = new Uint16Array(mostCodes);
  for (let code = 0; code < clear; code += 1) {
    suffix[code] = first[code] = code;
    lengths[code] = 1;
  }
  let size = minimumCodeSize + 1;
  let next = clear + 2;
  let last = -1;
  let at = 0;
  const codes = codeReader(bytes, frame.dataStart);
  while (at < out.length) {
    const code = codes(size);
    if (code === clear) {
      size = minimumCodeSize + 1;
      next = clear + 2;
      last = -1;
      continue;
    }
    // The data end, or say so, before the picture is whole; or a code was never made.
    if (code < 0 || code === clear + 1 || code > next || (code === next && last < 0)) throw damaged();
    if (last >= 0 && next < mostCodes) {
      prefix[next] = last;
      first[next] = first[last]!;
      suffix[next] = code === next ? first[last]! : first[code]!;
      lengths[next] = lengths[last]! + 1;
      next += 1;
      if (next === 2 ** size && size < 12) size += 1;
    } else if (code === next) throw damaged();
    let write = Math.min(at + lengths[code]!, out.length);
    const skipped = at + lengths[code]! - write;
    at = write;
    let piece = code;
    for (let drop = skipped; drop > 0; drop -= 1) piece = prefix[piece]!;
    for (let left = lengths[code]! - skipped; left > 0; left -= 1) {
      out[--write] = suffix[piece]!;
      piece = prefix[piece]!;
    }
    last = code;
  }
  return out;
}

/** Reads codes of so many bits from sub-blocks, lowest bits first; -1 where they end. */
function codeReader(bytes: Buffer, start: number): (size: number) => number {
  let at = start + 1;
  let left = bytes[start] ?? 0;
  let bits = 0;
  let held = 0;
  return (size) => {
    while (held < size) {
      if (left === 0) {
        left = bytes[at] ?? 0;
        at += 1;
        if (left === 0) return -1;
      }
      bits |= bytes[at]! << held;
      at += 1;
      left -= 1;
      held += 8;
    }
    const code = bits & (2 ** size - 1);
    bits >>>= size;
    held -= size;
    return code;
  };
}
