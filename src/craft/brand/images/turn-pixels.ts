import type { Pixels } from './codecs.ts';

/** Turns and mirrors a picture so that it stands as its camera saw it. `orientation` as EXIF counts, 1 (upright) to 8. */
export function turnPixels({ data, width, height }: Pixels, orientation: number): Pixels {
  if (orientation < 2 || orientation > 8) return { data, width, height };
  const lies = orientation > 4;
  const [across, down] = lies ? [height, width] : [width, height];
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const [sourceX, sourceY] = origin[orientation]!(x, y, width - 1, height - 1);
      to[y * across + x] = from[sourceY * width + sourceX]!;
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width: across, height: down };
}

type Origin = (x: number, y: number, right: number, bottom: number) => readonly [x: number, y: number];

/** Where a pixel of the upright picture stands in the stored one, whose last column and row are `right` and `bottom`. */
const origin: Record<number, Origin> = {
  2: (x, y, right) => [right - x, y],
  3: (x, y, right, bottom) => [right - x, bottom - y],
  4: (x, y, _right, bottom) => [x, bottom - y],
  5: (x, y) => [y, x],
  6: (x, y, _right, bottom) => [y, bottom - x],
  7: (x, y, right, bottom) => [right - y, bottom - x],
  8: (x, y, right) => [right - y, x],
};
