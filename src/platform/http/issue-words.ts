import type { z } from 'zod';
import { phrase, t, tn, type Phrase } from '../words/contract.ts';

// What is wrong with a field, as a person says it. A contract's own words come first.

type Issue = z.core.$ZodRawIssue;

const formats: Record<string, Phrase> = {
  email: phrase('is not an email address'),
  url: phrase('is not an address such as https://example.com'),
  datetime: phrase('is not a time such as 2026-12-24T09:00:00Z'),
  date: phrase('is not a day such as 2026-12-24'),
};
const kinds: Record<string, Phrase> = {
  string: phrase('must be text'), number: phrase('must be a number'), int: phrase('must be a whole number'), boolean: phrase('must be true or false'), array: phrase('must be a list'),
  object: phrase('must be an object'), record: phrase('must be an object'), date: phrase('must be a time'), null: phrase('must be null'),
};

/** Words for an issue, to stand after the field's name; undefined leaves zod's own. */
export function issueWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? t('is needed') : kinds[issue.expected] ? t(kinds[issue.expected]!) : t('must be {value}', { value: issue.expected });
    case 'invalid_value': return issue.values.length === 1 ? t('must be {value}', { value: String(issue.values[0]) }) : t('must be one of {values}', { values: issue.values.map(String).join(', ') });
    case 'invalid_format': return formats[issue.format] && t(formats[issue.format]!);
    case 'too_small': return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive ?? true);
    case 'too_big': return tooBig(issue.origin, Number(issue.maximum), issue.inclusive ?? true);
    default: return undefined;
  }
}

function tooSmall(origin: string, minimum: number, inclusive: boolean): string {
  if (minimum === 1 && (origin === 'string' || isMany(origin))) return t('must not be empty');
  if (origin === 'string') return tn(minimum, 'must have at least {count} character', 'must have at least {count} characters');
  if (isMany(origin)) return tn(minimum, 'must have at least {count} entry', 'must have at least {count} entries');
  return inclusive ? t('must be at least {minimum}', { minimum }) : t('must be more than {minimum}', { minimum });
}

function tooBig(origin: string, maximum: number, inclusive: boolean): string {
  if (origin === 'string') return tn(maximum, 'must have at most {count} character', 'must have at most {count} characters');
  if (isMany(origin)) return tn(maximum, 'must have at most {count} entry', 'must have at most {count} entries');
  return inclusive ? t('must be at most {maximum}', { maximum }) : t('must be less than {maximum}', { maximum });
}

const isMany = (origin: string): boolean => origin === 'array' || origin === 'set';
