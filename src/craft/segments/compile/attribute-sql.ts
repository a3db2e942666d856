import type { AttributeRule } from '../condition/condition.ts';
import { beginningOf, dayThere } from '../condition/day-bounds.ts';
import { attributeKeyOf, type BuiltInField } from '../condition/fields.ts';
import type { Compiling } from './predicate.ts';

// Fields of a contact. A text that is empty counts as not set, whichever way it is kept.

/** A rule about a field, as a boolean that is never null. */
export function attributeSql(rule: AttributeRule, compiling: Compiling): string {
  if (rule.field === 'createdAt') return momentSql(`${compiling.alias}.created_at`, rule, compiling);
  if (rule.field === 'companyName') return companySql(rule, compiling);
  return isNumeric(rule) ? numberSql(rule, compiling) : textSql(textOf(rule.field, compiling), rule, compiling);
}

/** One look at the companies for all contacts, instead of a look a contact. */
function companySql(rule: AttributeRule, compiling: Compiling): string {
  const { alias, workspace } = compiling;
  const turned = opposites[rule.op];
  const found = `exists (select from companies k where k.workspace_id = ${workspace} and k.id = ${alias}.company_id and ${textSql('k.name', { ...rule, op: turned ?? rule.op } as Exclude<AttributeRule, NumberRule>, compiling)})`;
  return turned ? `not ${found}` : found;
}

const opposites: Partial<Record<AttributeRule['op'], AttributeRule['op']>> = { 'is-not': 'is', 'contains-not': 'contains', 'is-not-set': 'is-set' };

type NumberRule = Extract<AttributeRule, { op: 'equals' | 'equals-not' | 'less' | 'greater' | 'between' }>;
const isNumeric = (rule: AttributeRule): rule is NumberRule => ['equals', 'equals-not', 'less', 'greater', 'between'].includes(rule.op);

function textSql(text: string, rule: Exclude<AttributeRule, NumberRule>, compiling: Compiling): string {
  const { value } = compiling;
  const sure = (sql: string) => `coalesce(${sql}, false)`;
  // Both sides by PostgreSQL's `lower`, once a statement for the values.
  const oneOf = () => `lower(${text}) = any(array(select lower(v) from unnest(${value('values' in rule ? [...rule.values] : [])}::text[]) v))`;
  switch (rule.op) {
    case 'is-set': return `(${text} is not null)`;
    case 'is-not-set': return `(${text} is null)`;
    case 'is': return sure(`lower(${text}) = lower(${value(rule.value)}::text)`);
    case 'is-not': return `not ${sure(`lower(${text}) = lower(${value(rule.value)}::text)`)}`;
    case 'contains': return sure(`position(lower(${value(rule.value)}::text) in lower(${text})) > 0`);
    case 'contains-not': return `not ${sure(`position(lower(${value(rule.value)}::text) in lower(${text})) > 0`)}`;
    case 'starts-with': return sure(`starts_with(lower(${text}), lower(${value(rule.value)}::text))`);
    case 'any-of': return sure(oneOf());
    case 'none-of': return `not ${sure(oneOf())}`;
    case 'is-true': return sure(`${text} = 'true'`);
    case 'is-false': return sure(`${text} = 'false'`);
    case 'before': return sure(`${text} collate "C" < ${value(rule.value)}::text`);
    case 'after': return sure(`${text} collate "C" > ${value(rule.value)}::text`);
    case 'in-last':
    case 'in-next': return sure(dayRange(text, rule, compiling));
  }
}

function numberSql(rule: NumberRule, { alias, value }: Compiling): string {
  const json = `(${alias}.attributes -> ${value(attributeKeyOf(rule.field) ?? '')}::text)`;
  // Guarded: what is kept under the key need not be a number, and a cast that fails would fail for everybody.
  const number = `case when jsonb_typeof(${json}) = 'number' then ${json}::float8 end`;
  const place = (given: number) => `${value(given)}::float8`;
  if (rule.op === 'between') return `coalesce(${number} between ${place(rule.from)} and ${place(rule.to)}, false)`;
  const sign = { 'equals': '=', 'equals-not': '=', 'less': '<', 'greater': '>' }[rule.op];
  const compared = `coalesce(${number} ${sign} ${place(rule.value)}, false)`;
  return rule.op === 'equals-not' ? `not ${compared}` : compared;
}

/** Days are kept as YYYY-MM-DD, which sorts as they follow each other. Today belongs to both directions. */
function dayRange(text: string, rule: { op: 'in-last' | 'in-next'; days: number }, { value, now, world }: Compiling): string {
  const [from, to] = rule.op === 'in-last' ? [-rule.days, 0] : [0, rule.days];
  return `${text} collate "C" between ${value(dayThere(now, world.timeZone, from))}::text and ${value(dayThere(now, world.timeZone, to))}::text`;
}

function momentSql(column: string, rule: AttributeRule, { value, now, world }: Compiling): string {
  const begins = (day: string) => `${value(beginningOf(day, world.timeZone))}::timestamptz`;
  const today = (moved: number) => dayThere(now, world.timeZone, moved);
  switch (rule.op) {
    case 'before': return `(${column} < ${begins(rule.value)})`;
    case 'after': return `(${column} >= ${begins(Temporal.PlainDate.from(rule.value).add({ days: 1 }).toString())})`;
    case 'in-last': return `(${column} >= ${begins(today(-rule.days))} and ${column} < ${begins(today(1))})`;
    case 'in-next': return `(${column} >= ${begins(today(0))} and ${column} < ${begins(today(rule.days + 1))})`;
    case 'is-set': return `(${column} is not null)`;
    default: return `(${column} is null)`;
  }
}

const columns: Record<Exclude<BuiltInField, 'createdAt' | 'companyName'>, string> = {
  email: 'email', firstName: 'first_name', lastName: 'last_name', jobTitle: 'job_title', phone: 'phone', language: 'language', timeZone: 'time_zone',
};

/** The field as text; null when it is not set. */
function textOf(field: string, { alias, value }: Compiling): string {
  const key = attributeKeyOf(field);
  if (key !== undefined) return `nullif(${alias}.attributes ->> ${value(key)}::text, '')`;
  return `nullif(${alias}.${columns[field as keyof typeof columns]}, '')`;
}
