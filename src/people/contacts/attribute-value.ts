import { t } from '../../platform/words/contract.ts';

// Typed custom attributes: what a written value means, and which values a definition admits. Pure.

export const attributeTypes = ['text', 'number', 'boolean', 'date', 'choice'] as const;
export type AttributeType = (typeof attributeTypes)[number];

export interface AttributeDefinition {
  key: string;
  label: string;
  type: AttributeType;
  /** For the type `choice`: the values there are. */
  choices: readonly string[];
}

/** Dates are `YYYY-MM-DD`. */
export type AttributeValue = string | number | boolean;

/** How a sheet writes what can be read in two ways. */
export interface WrittenForm {
  /** Order of a date's parts when the year does not stand first. */
  dates?: 'dmy' | 'mdy' | undefined;
  decimal?: '.' | ',' | undefined;
}

export type Read<T> = { value: T } | { problem: string };

export const maxTextLength = 2000;

/** Reads a written, not empty value as what `definition` wants; the problem is a sentence with the label. */
export function readAttribute(definition: AttributeDefinition, text: string, form: WrittenForm = {}): Read<AttributeValue> {
  const said = { label: definition.label, text: shortened(text) };
  switch (definition.type) {
    case 'text':
      return text.length > maxTextLength ? { problem: t('{what} is longer than {most} characters.', { what: definition.label, most: maxTextLength }) } : { value: text };
    case 'number': return orProblem(readNumber(text, form.decimal), () => t('{label}: “{text}” is not a number.', said));
    case 'boolean': return orProblem(readBoolean(text), () => t('{label}: “{text}” is neither yes nor no.', said));
    case 'date': return orProblem(readDate(text, form.dates), () => t('{label}: “{text}” is not a date.', said));
    case 'choice': return orProblem(readChoice(definition.choices, text), () => t('{label}: “{text}” is none of {choices}.', { ...said, choices: definition.choices.slice(0, 8).join(', ') }));
  }
}

/** Checks a value that comes typed, as through the API; null takes the value away. */
export function checkAttribute(definition: AttributeDefinition, value: unknown): Read<AttributeValue | null> {
  if (value === null || value === '') return { value: null };
  if (definition.type === 'number') return typeof value === 'number' && Number.isFinite(value) ? { value } : { problem: t('{label} wants a number.', { label: definition.label }) };
  if (definition.type === 'boolean') return typeof value === 'boolean' ? { value } : { problem: t('{label} wants true or false.', { label: definition.label }) };
  if (typeof value !== 'string') return { problem: t('{label} wants a text.', { label: definition.label }) };
  return readAttribute(definition, definition.type === 'text' ? value : value.trim());
}

const orProblem = <T>(value: T | undefined, wrong: () => string): Read<T> => (value === undefined ? { problem: wrong() } : { value });

export const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** `1,234.5`, `1.234,5` and `1 234,5`, by the decimal sign; without one told, the last sign of both decides. */
export function readNumber(text: string, decimal?: '.' | ','): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^[€$£]|[€$£%]$/g, '');
  const sign = decimal ?? (bare.lastIndexOf(',') > bare.lastIndexOf('.') && /,\d{1,2}$|\..*,/.test(bare) ? ',' : '.');
  const groups = sign === ',' ? '.' : ',';
  const ungrouped = new RegExp(`^[+-]?\\d{1,3}(\\${groups}\\d{3})+(\\${sign}|$)`).test(bare) ? bare.replaceAll(groups, '') : bare;
  const plain = sign === ',' ? ungrouped.replace(',', '.') : ungrouped;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

const yes = new Set('true t yes y 1 x ja j wahr oui vrai si sí sì sim verdadero verdadeiro vero tak ano igen da да on ✓ ✔ はい 是'.split(' '));
const no = new Set('false f no n 0 nein falsch non faux nao não falso nie ne nem нет off - ✗ ✘ いいえ 否'.split(' '));

/** Yes and no in the languages of the sheets we meet. */
export function readBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}

/** A day as `YYYY-MM-DD`; a time of day behind it is left off. */
export function readDate(text: string, order: 'dmy' | 'mdy' = 'dmy'): string | undefined {
  const day = text.trim().split(/[T ](?=\d{1,2}:\d{2})/, 1)[0]!;
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(day) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (iso) return calendarDay(iso[1]!, iso[2]!, iso[3]!);
  const other = /^(\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4})$/.exec(day);
  if (!other) return undefined;
  // A dot is only ever day first.
  return order === 'mdy' && other[2] !== '.' ? calendarDay(other[4]!, other[1]!, other[3]!) : calendarDay(other[4]!, other[3]!, other[1]!);
}

function calendarDay(year: string, month: string, day: string): string | undefined {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const valid = Number(year) >= 1000 && at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
  return valid ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

function readChoice(choices: readonly string[], text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  return choices.find((choice) => choice.toLowerCase() === wanted);
}
