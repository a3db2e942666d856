// How figures read on every screen, in the language spoken (words.ts). The browser's own settings
// change nothing: two colleagues who read the same language see the same figures.
import { locale, t, tn } from './words.ts';

/** Nothing to count, nothing to say: an en dash, never 0% or NaN. */
export const DASH = '–';

export interface Fraction {
  numerator: number;
  denominator: number;
}

const formats = new Map<string, Intl.NumberFormat>();
function formatFor(decimals: number, style: 'decimal' | 'percent' = 'decimal'): Intl.NumberFormat {
  const key = `${locale()} ${style} ${decimals}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale(), { style, minimumFractionDigits: decimals, maximumFractionDigits: decimals })));
  return format;
}

/** 4812 -> "4,812". Null or undefined -> a dash. */
export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined || !Number.isFinite(count) ? DASH : formatFor(0).format(count);
}

/** A ratio between 0 and 1 as "19.7%"; null -> a dash. */
export function formatPercent(ratio: number | null | undefined, decimals = 1): string {
  return ratio === null || ratio === undefined || !Number.isFinite(ratio) ? DASH : formatFor(decimals, 'percent').format(ratio);
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
  const fraction = t('{numerator} of {denominator}', { numerator, denominator });
  if (!(denominator > 0)) return { figure: DASH, unit: '', fraction, text: DASH };
  const figure = formatFor(decimals).format((numerator / denominator) * 100);
  return { figure, unit: '%', fraction, text: formatPercent(numerator / denominator, decimals) };
}

/** Two ratios as "18.6 to 20.9%". */
export function formatInterval(low: number, high: number, decimals = 1): string {
  return t('{low} to {high}', { low: formatFor(decimals).format(low * 100), high: formatPercent(high, decimals) });
}

/** 2.4 a second -> "2.4 a second", 118.3 -> "118 a second". */
export function formatPerSecond(rate: number): string {
  return t('{rate} a second', { rate: formatFor(rate >= 10 ? 0 : 1).format(rate) });
}

/** Seconds in words a person waits by: "10 s", "3 min", "2 h 5 min", "4 days". */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return DASH;
  if (seconds < 90) return t('{seconds} s', { seconds: Math.max(0, Math.round(seconds)) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t('{minutes} min', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? t('{hours} h', { hours }) : t('{hours} h {minutes} min', { hours, minutes: minutes % 60 });
  return tn(Math.round(hours / 24), '{count} day', '{count} days');
}

/** Bytes as "102 KB"; a kilobyte is 1,000 bytes, a mebibyte is nobody's file size. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return tn(bytes, '{count} byte', '{count} bytes');
  if (bytes < 1_000_000) return t('{size} KB', { size: formatFor(0).format(bytes / 1000) });
  return t('{size} MB', { size: formatFor(1).format(bytes / 1_000_000) });
}

/** "Ana Ferreira" -> "AF"; "Cher" -> "CH"; an address gives its first two letters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s.@_-]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = [...(words[0] ?? '?')];
  const last = words.length > 1 ? [...(words.at(-1) ?? '')] : [];
  return ((first[0] ?? '?') + (last[0] ?? first[1] ?? '')).toLocaleUpperCase('en');
}
