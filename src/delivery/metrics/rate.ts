import type { Fraction } from './dictionary.ts';

/** The quotient, 0 to 1 for a rate; null when there is nothing in the denominator (a screen prints a dash). */
export function quotient({ numerator, denominator }: Fraction): number | null {
  return denominator > 0 ? numerator / denominator : null;
}

const z95 = 1.959963984540054;

/**
 * Wilson's score interval of a proportion (Wilson 1927), 95% unless another z is given; both ends 0 to 1.
 * Null when there is nothing in the denominator.
 */
export function wilson({ numerator, denominator }: Fraction, z = z95): { low: number; high: number } | null {
  if (denominator <= 0) return null;
  const n = denominator;
  const p = numerator / n;
  const scale = 1 + (z * z) / n;
  const middle = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  return { low: numerator === 0 ? 0 : Math.max(0, middle - half), high: numerator === n ? 1 : Math.min(1, middle + half) };
}

/** Below this many in the denominator a rate shows its interval. */
export const smallSample = 300;

/** `18.75%`-like text with `digits` decimals; a dash when there is nothing in the denominator. */
export function formatRate(fraction: Fraction, digits = 1): string {
  const rate = quotient(fraction);
  return rate === null ? '–' : `${(rate * 100).toFixed(digits)}%`;
}
