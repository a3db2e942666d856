import { invalid } from '../../../platform/errors/index.ts';
import type { Condition, Rule } from '../condition/condition.ts';
import { findFlaws } from '../condition/find-flaws.ts';
import type { ConditionWorld } from '../condition/world.ts';
import { attributeSql } from './attribute-sql.ts';
import { asksSent, behaviourSql, hasHabit, habitSql, sentAndSinceSql, type HabitTree } from './behaviour-sql.ts';

// A condition as SQL over one row of `contacts`. Only our own text becomes SQL; whatever somebody typed, a key or a name
// included, goes through `value` as a parameter.

export interface Compiling {
  /** What the statement calls the row of contacts: `c`. Written by us, never by anybody outside. */
  alias: string;
  /** The workspace's id as the statement has it, `$1` for instance. */
  workspace: string;
  /** Takes a value and answers its place, `$7`. */
  value: (given: unknown) => string;
  now: Date;
  world: ConditionWorld;
}

/**
 * A boolean expression, never null, over one row of `contacts`; alive or deleted is the caller's to ask. Throws the
 * problem `segment_flawed`, which names what is gone: nothing may be counted or sent on half a condition.
 */
export function predicate(condition: Condition, compiling: Compiling): string {
  const flaws = findFlaws(condition, compiling.world);
  if (flaws.length > 0) throw invalid('segment_flawed', flaws.join(' '), flaws.map((message) => ({ path: 'body.condition', message })));
  return compileChecked(condition, compiling);
}

/** The same for a condition that was judged already. */
export const compileChecked = (condition: Condition, compiling: Compiling): string => sqlOf(condition, compiling);

function sqlOf(condition: Condition, compiling: Compiling): string {
  const habits = habitTree(condition);
  if (habits) return habitSql(habits, compiling);
  if ('rule' in condition) return ruleSql(condition, compiling);
  if ('not' in condition) return `not (${sqlOf(condition.not, compiling)})`;
  return 'all' in condition ? groupSql(condition.all, 'and', compiling) : groupSql(condition.any, 'or', compiling);
}

/** What contact_habits answers is asked together: one look at a contact's habits, however many rules. */
function groupSql(parts: readonly Condition[], word: 'and' | 'or', compiling: Compiling): string {
  const [habits, others] = [parts.filter((part) => habitTree(part)), parts.filter((part) => !habitTree(part))];
  const together = habits.length === 0 ? [] : [habitSql(habitTree(word === 'and' ? { all: habits } : { any: habits })!, compiling)];
  return `(${[...(word === 'and' ? joinedSql(others, compiling) : others.map((part) => sqlOf(part, compiling))), ...together].join(` ${word} `)})`;
}

/** The parts of an `all`, a campaign's messages looked at once with what happened since them. */
function joinedSql(parts: readonly Condition[], compiling: Compiling): string[] {
  const behaviours = parts.filter((part) => 'rule' in part && part.rule === 'behaviour');
  const groups = behaviours.filter(asksSent).map((sent) => ({ sent, since: behaviours.filter((rule) => rule.sinceCampaignId === sent.campaignId) }));
  const taken = new Set<Condition>(groups.flatMap(({ sent, since }) => [sent, ...since]));
  return [...parts.filter((part) => !taken.has(part)).map((part) => sqlOf(part, compiling)), ...groups.map(({ sent, since }) => sentAndSinceSql(sent, since, compiling))];
}

/** The condition as a question to one row of contact_habits, when it is nothing else. */
function habitTree(condition: Condition): HabitTree | undefined {
  if ('rule' in condition) return condition.rule === 'behaviour' && hasHabit(condition) ? { habit: condition } : undefined;
  if ('not' in condition) {
    const inner = habitTree(condition.not);
    return inner && { not: inner };
  }
  const parts = ('all' in condition ? condition.all : condition.any).map(habitTree);
  if (!parts.every((part) => part !== undefined)) return undefined;
  return 'all' in condition ? { all: parts } : { any: parts };
}

function ruleSql(rule: Rule, compiling: Compiling): string {
  const { alias, workspace, value } = compiling;
  const ids = (given: readonly number[]) => `${value([...given])}::bigint[]`;
  switch (rule.rule) {
    case 'attribute': return attributeSql(rule, compiling);
    case 'behaviour': return behaviourSql(rule, compiling);
    case 'consent': return negated(rule.op === 'not-in', `${alias}.consent = any(${value([...rule.states])}::text[])`);
    case 'list': return negated(rule.op === 'not-in', `exists (select from list_members m where m.workspace_id = ${workspace} and m.contact_id = ${alias}.id and m.list_id = any(${ids(rule.ids)}))`);
    case 'company': return oneOf(`${alias}.company_id`, rule, ids);
    case 'owner': return oneOf(`${alias}.owner_id`, rule, ids);
    case 'segment': return negated(rule.op === 'not-in', sqlOf(compiling.world.segments.get(rule.id)!.condition, compiling));
  }
}

function oneOf(column: string, rule: { op: 'in' | 'not-in'; ids: number[] } | { op: 'is-set' | 'is-not-set' }, ids: (given: readonly number[]) => string): string {
  if (!('ids' in rule)) return `${column} is ${rule.op === 'is-set' ? 'not null' : 'null'}`;
  return negated(rule.op === 'not-in', `coalesce(${column} = any(${ids(rule.ids)}), false)`);
}

const negated = (isNegated: boolean, sql: string): string => (isNegated ? `not (${sql})` : `(${sql})`);
