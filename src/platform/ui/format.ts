// How figures read on every screen. Pure: locale and grouping are fixed, so that a
// screenshot, a test and two colleagues' screens agree.

/** Nothing to count, nothing to say: an en dash, never 0% or NaN. */
export const DASH = '–';

export interface Fraction {
  numerator: number;
  denominator: number;
}

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const formats = new Map<number, Intl.NumberFormat>();
function decimalFormat(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals);
  if (!format) formats.set(decimals, (format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })));
  return format;
}

/** 4812 -> "4,812". Null or undefined -> a dash. */
export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined || !Number.isFinite(count) ? DASH : whole.format(count);
}

/** ("person", 1) -> "1 person"; ("person", 2, "people") -> "2 people". */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A ratio between 0 and 1 as "19.7%"; null -> a dash. */
export function formatPercent(ratio: number | null | undefined, decimals = 1): string {
  return ratio === null || ratio === undefined || !Number.isFinite(ratio) ? DASH : `${decimalFormat(decimals).format(ratio * 100)}%`;
}

export interface FormattedRate {
  /** "19.7", or a dash when there is nothing in the denominator. */
  figure: string;
  /** "%", or nothing beside a dash. */
  unit: string;
  /** "931 of 4,716". */
  fraction: string;
  /** "19.7%" or a dash. */
  text: string;
}

/** A rate with its fraction. One decimal unless said; a dash when the denominator is empty. */
export function formatRate({ numerator, denominator }: Fraction, decimals = 1): FormattedRate {
  const fraction = `${formatCount(numerator)} of ${formatCount(denominator)}`;
  if (!(denominator > 0)) return { figure: DASH, unit: '', fraction, text: DASH };
  const figure = decimalFormat(decimals).format((numerator / denominator) * 100);
  return { figure, unit: '%', fraction, text: `${figure}%` };
}

/** Two ratios as "18.6 to 20.9%". */
export function formatInterval(low: number, high: number, decimals = 1): string {
  return `${decimalFormat(decimals).format(low * 100)} to ${decimalFormat(decimals).format(high * 100)}%`;
}

/** 2.4 a second -> "2.4 a second", 118.3 -> "118 a second". */
export function formatPerSecond(rate: number): string {
  return `${rate >= 10 ? whole.format(rate) : decimalFormat(1).format(rate)} a second`;
}

/** Seconds in words a person waits by: "10 s", "3 min", "2 h 5 min", "4 days". */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return DASH;
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} days`;
}

/** Bytes as "102 KB"; a kilobyte is 1,000 bytes, a mebibyte is nobody's file size. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${whole.format(bytes)} bytes`;
  if (bytes < 1_000_000) return `${whole.format(bytes / 1000)} KB`;
  return `${decimalFormat(1).format(bytes / 1_000_000)} MB`;
}

/** "Ana Ferreira" -> "AF"; "Cher" -> "CH"; an address gives its first two letters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s.@_-]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = [...(words[0] ?? '?')];
  const last = words.length > 1 ? [...(words.at(-1) ?? '')] : [];
  return ((first[0] ?? '?') + (last[0] ?? first[1] ?? '')).toLocaleUpperCase('en');
}
