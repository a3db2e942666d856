import { canonicalPath } from '../../../delivery/messages/index.ts';
import type { PlaceOf } from '../audience/membership-sql.ts';

/** A required variable that differs from contact to contact, and where the database finds it. */
export interface AskedVariable {
  path: string;
  sql: string;
  /** Keys of an attribute, for `sql` to go down. */
  keys: string[] | null;
}

/** More of them than bits in an int4 nobody needs; the rest would be held without a forecast. */
const variablesAtMost = 30;

export function variablesOf(required: readonly string[]): AskedVariable[] {
  return required.flatMap((path): AskedVariable[] => {
    const canonical = canonicalPath(path);
    const column = contactColumns[canonical];
    if (column) return [{ path, sql: column, keys: null }];
    return canonical.startsWith('contact.attributes.') ? [{ path, sql: 'c.attributes #>> KEYS', keys: canonical.split('.').slice(2) }] : [];
  }).slice(0, variablesAtMost);
}

/** One number for all variables, a bit for each that is missing: grouping by an array of names takes three times as long. */
export function missingSql(variables: readonly AskedVariable[], value: PlaceOf): string {
  return variables.map(({ sql, keys }, index) => {
    const text = keys ? sql.replace('KEYS', `${value(keys)}::text[]`) : sql;
    return `case when coalesce(btrim(${text}), '') = '' then ${2 ** index} else 0 end`;
  }).join(' + ') || '0';
}

const contactColumns: Record<string, string> = {
  'contact.email': 'c.email', 'contact.first_name': 'c.first_name', 'contact.last_name': 'c.last_name',
  'contact.name': `c.first_name || ' ' || c.last_name`, 'contact.job_title': 'c.job_title', 'contact.phone': 'c.phone',
  'contact.language': 'c.language', 'company.name': 'o.name',
};
