// What the bytes of a workbook's cell mean: numbers, dates, escapes (ECMA-376, parts 18.3 and 18.8).

/** Built-in number formats that show a date or a time (18.8.30; 27-58 are those of East Asia). */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Does a number format show a date or a time? `code` is set for formats of the workbook's own. */
export function isDateFormat(id: number, code?: string): boolean {
  if (code === undefined) return isBuiltInDate(id);
  // Literal text, escaped signs, colours and conditions say nothing; [h] and [mm] are durations and do.
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').split(';', 1)[0]!;
  return /[ymdhs]/i.test(bare.replace(/general/gi, ''));
}

const dayMs = 86_400_000;

/** A day number as ISO 8601: `2026-11-23`, `2026-11-23T09:30:00`, or `09:30:00` below one day. Null when it is no date. */
export function dateOfSerial(serial: number, since1904: boolean): string | null {
  if (!(serial >= 0) || serial >= 2_958_466) return null;
  // The calendar of 1900 has a 29 February that never was: days before March are one further on.
  const days = since1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(days * dayMs / 1000) * 1000);
  const [date, time] = at.toISOString().slice(0, 19).split('T') as [string, string];
  if (serial < 1) return time;
  return time === '00:00:00' ? date : `${date}T${time}`;
}

/** A number as a person would write it: no exponent for the phone numbers and ids that people keep as numbers. */
export function plainNumber(text: string): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  const short = String(Number(value.toPrecision(15)));
  return /e/i.test(short) ? value.toLocaleString('en', { useGrouping: false, maximumSignificantDigits: 15 }) : short;
}

/** `_x000D_` stands for the character of that number; `_x005F_` for the underscore of such a text. */
export const unescapeCell = (text: string): string =>
  (text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text);

/** Column of a reference, from 0: `A1` -> 0, `AB12` -> 27. Undefined when it is none. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return at === 0 || column > 16_384 ? undefined : column - 1;
}
