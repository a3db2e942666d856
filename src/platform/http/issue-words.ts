import type { z } from 'zod';

// What is wrong with a field, as a person says it. A contract's own words come first.

type Issue = z.core.$ZodRawIssue;

const formats: Record<string, string> = {
  email: 'is not an email address',
  url: 'is not an address such as https://example.com',
  datetime: 'is not a time such as 2026-12-24T09:00:00Z',
  date: 'is not a day such as 2026-12-24',
};
const kinds: Record<string, string> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object', record: 'an object', date: 'a time', null: 'null',
};
const units: Record<string, string> = { string: 'characters', array: 'entries', set: 'entries' };

/** Words for an issue, to stand after the field's name; undefined leaves zod's own. */
export function issueWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? 'is needed' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value': return issue.values.length === 1 ? `must be ${String(issue.values[0])}` : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format': return formats[issue.format];
    case 'too_small': return tooSmall(issue.origin, issue.minimum, issue.inclusive ?? true);
    case 'too_big': return tooBig(issue.origin, issue.maximum, issue.inclusive ?? true);
    default: return undefined;
  }
}

function tooSmall(origin: string, minimum: number | bigint, inclusive: boolean): string {
  const unit = units[origin];
  if (!unit) return inclusive ? `must be at least ${minimum}` : `must be more than ${minimum}`;
  return Number(minimum) === 1 ? 'must not be empty' : `must have at least ${minimum} ${unit}`;
}

function tooBig(origin: string, maximum: number | bigint, inclusive: boolean): string {
  const unit = units[origin];
  if (!unit) return inclusive ? `must be at most ${maximum}` : `must be less than ${maximum}`;
  return `must have at most ${maximum} ${unit}`;
}
