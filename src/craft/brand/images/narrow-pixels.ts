import type { Pixels } from './codecs.ts';

// Made smaller by areas: each new pixel is the mean of what it covers. Light is added up as light is
// (linear), so that fine patterns keep their brightness, and what is see-through adds no colour. A line
// at a time: the codecs' own resizer held 900 MB for a picture of 24 million pixels (2026-11-24).

const steps = 4095;
const linear = Float32Array.from({ length: 256 }, (_, value) => toLinear(value / 255));
const written = Uint8Array.from({ length: steps + 1 }, (_, step) => Math.round(toWritten(step / steps) * 255));

/** A picture of fewer pixels, at least one each way. Throws for one that would grow. */
export function narrowPixels(source: Pixels, width: number, height: number): Pixels {
  if (width > source.width || height > source.height || width < 1 || height < 1) throw new RangeError('only made smaller');
  const data = new Uint8ClampedArray(width * height * 4);
  const [across, down] = [width / source.width, height / source.height];
  const columns = placesOf(source.width, across);
  const rows = placesOf(source.height, down);
  const line = new Float32Array(width * 4);
  let sum = new Float32Array(width * 4);
  let next = new Float32Array(width * 4);
  let row = 0;
  for (let y = 0; y < source.height; y += 1) {
    readLine(source, y, columns, line);
    const share = rows.share[y]!;
    for (let at = 0; at < line.length; at += 1) {
      sum[at]! += line[at]! * share;
      next[at]! += line[at]! * (1 - share);
    }
    if (y + 1 < source.height && rows.first[y + 1] === row) continue;
    writeLine(sum, across * down, data, row * width * 4);
    row += 1;
    [sum, next] = [next, sum.fill(0)];
  }
  return { data, width, height };
}

interface Places {
  /** The new line that an old one begins in, and how much of it lies there; the rest lies in the one after. */
  first: Uint32Array;
  share: Float64Array;
}

function placesOf(count: number, scale: number): Places {
  const first = new Uint32Array(count);
  const share = new Float64Array(count);
  const last = Math.round(count * scale) - 1;
  for (let at = 0; at < count; at += 1) {
    // A hair's breadth before a border is on it: sums of floats do not meet whole numbers exactly.
    first[at] = Math.min(last, Math.floor(at * scale + 1e-9));
    share[at] = first[at] === last ? 1 : Math.min(1, (first[at]! + 1 - at * scale) / scale);
  }
  return { first, share };
}

/** One old line, narrowed: light times cover, and cover. */
function readLine({ data, width }: Pixels, y: number, { first, share }: Places, line: Float32Array): void {
  line.fill(0);
  for (let x = 0, from = y * width * 4; x < width; x += 1, from += 4) {
    const cover = data[from + 3]! / 255;
    const to = first[x]! * 4;
    const here = share[x]! * cover;
    add(line, to, data, from, here);
    if (share[x]! < 1) add(line, to + 4, data, from, cover - here);
  }
}

function add(line: Float32Array, to: number, data: Uint8ClampedArray, from: number, weight: number): void {
  line[to]! += linear[data[from]!]! * weight;
  line[to + 1]! += linear[data[from + 1]!]! * weight;
  line[to + 2]! += linear[data[from + 2]!]! * weight;
  line[to + 3]! += weight;
}

function writeLine(sum: Float32Array, area: number, data: Uint8ClampedArray, to: number): void {
  for (let at = 0; at < sum.length; at += 4) {
    const cover = sum[at + 3]!;
    if (cover <= 0) continue;
    for (let part = 0; part < 3; part += 1) data[to + at + part] = written[Math.min(steps, Math.round((sum[at + part]! / cover) * steps))]!;
    data[to + at + 3] = Math.round(cover * area * 255);
  }
}

/** sRGB's own curve, IEC 61966-2-1. */
function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
function toWritten(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}
