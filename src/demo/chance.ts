// Chance that can be repeated: the same seed tells the same story.

export interface Chance {
  /** Between 0 (included) and 1 (excluded). */
  next(): number;
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `share` of the cases, 0 to 1. */
  happens(share: number): boolean;
  /** Log-normal with this median: delays of people, most short and a few very long. */
  delay(median: number, spread: number): number;
  /** A stream of its own for `name`, so that adding a part does not move the others. */
  branch(name: string): Chance;
}

/** sfc32 (Chris Doty-Humphrey's small fast counter), seeded by a text. */
export function chanceFrom(seed: string): Chance {
  let [a, b, c, counter] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (from) => from[Math.floor(next() * from.length)]!,
    happens: (share) => next() < share,
    delay: (median, spread) => median * Math.exp(spread * normal(next)),
    branch: (name) => chanceFrom(`${seed}/${name}`),
  };
}

function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** FNV-1a with an offset of its own for each of the generator's words. */
function hash(text: string, word: number): number {
  let h = 2166136261 ^ (word * 0x9e3779b1);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h | 0;
}
