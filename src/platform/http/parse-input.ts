import type { z } from 'zod';
import { issueWords } from './issue-words.ts';
import { invalid, type FieldError } from '../errors/index.ts';
import { t } from '../words/contract.ts';

/** Text that PostgreSQL can hold: no NUL, and surrogates only in pairs. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Deeper than any input of ours; without an end, what walks it would run out of stack. */
const depthAtMost = 200;

/** Paths of texts below `value` that cannot be stored; keys are looked at, too. Throws for what lies too deep. */
function unstorable(value: unknown, path: string, depth = 0): string[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [path];
  if (value === null || typeof value !== 'object') return [];
  if (depth > depthAtMost) throw invalid('too_deep', t('What was sent lies too many levels within itself. Nothing was changed.'));
  return Object.entries(value).flatMap(([key, inner]) =>
    isStorable(key) ? unstorable(inner, `${path}.${key}`, depth + 1) : [path]);
}

/** Validates one part of a request (`params`, `query`, `body`) against its contract; throws an `invalid` problem with the fields. */
export function parseInput<T extends z.ZodType>(part: string, schema: T, value: unknown): z.output<T> {
  const broken = unstorable(value, part);
  if (broken.length > 0) {
    throw invalid('invalid_text', t('Some text holds characters that cannot be kept (NUL or half of a surrogate pair).'),
      broken.slice(0, 20).map((path) => ({ path, message: t('has a character that cannot be kept') })));
  }
  const result = schema.safeParse(value ?? {}, { error: issueWords });
  if (result.success) return result.data;
  const fields = result.error.issues.slice(0, 50).map((issue): FieldError => ({ path: [part, ...issue.path].join('.'), message: issue.message }));
  const named = fields.slice(0, 3).map((field) => `${field.path}: ${field.message}`).join('; ');
  throw invalid('invalid_input', t('Please correct what was sent ({named}). Nothing was changed.', { named }), fields);
}
