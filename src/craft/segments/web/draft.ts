import { limits, type Condition, type Rule } from '../contract.ts';

// A condition while somebody writes it: rules may be unfinished, and every part has a key that stays as it moves. Pure.

export interface DraftRule {
  key: number;
  /** A rule's fields, some of them perhaps missing. */
  rule: { rule: Rule['rule'] } & Record<string, unknown>;
}

export interface DraftGroup {
  key: number;
  /** Which of the parts must fit. */
  which: 'all' | 'any' | 'none' | 'not-all';
  parts: Draft[];
}

export type Draft = DraftRule | DraftGroup;

export const isGroup = (draft: Draft): draft is DraftGroup => 'parts' in draft;

let lastKey = 0;
export const newKey = (): number => ++lastKey;
export const newGroup = (parts: Draft[] = []): DraftGroup => ({ key: newKey(), which: 'all', parts });

/** What a new rule of a kind begins with. */
export function newRule(kind: Rule['rule']): DraftRule {
  const begun: Record<Rule['rule'], Record<string, unknown>> = {
    attribute: { field: 'jobTitle', op: 'contains', value: '' }, list: { op: 'in', ids: [] }, company: { op: 'in', ids: [] }, owner: { op: 'in', ids: [] },
    consent: { op: 'in', states: ['given'] }, behaviour: { did: 'did', what: 'opened', withinDays: 30 }, segment: { op: 'in' },
  };
  return { key: newKey(), rule: { rule: kind, ...begun[kind] } };
}

/** A saved condition as a group to write in. */
export function draftOf(condition: Condition): DraftGroup {
  const draft = partOf(condition);
  return isGroup(draft) ? draft : newGroup([draft]);
}

const opposite = { 'all': 'not-all', 'any': 'none', 'none': 'any', 'not-all': 'all' } as const;

function partOf(condition: Condition): Draft {
  if ('rule' in condition) return { key: newKey(), rule: { ...condition } };
  if ('all' in condition) return { key: newKey(), which: 'all', parts: condition.all.map(partOf) };
  if ('any' in condition) return { key: newKey(), which: 'any', parts: condition.any.map(partOf) };
  const inner = partOf(condition.not);
  return isGroup(inner) ? { ...inner, which: opposite[inner.which] } : { key: newKey(), which: 'none', parts: [inner] };
}

/** The condition, or undefined while some rule is unfinished. Groups with nothing in them are left out. */
export function conditionOf(draft: DraftGroup): Condition | undefined {
  const parts = draft.parts.filter((part) => !isGroup(part) || part.parts.length > 0).map((part) => (isGroup(part) ? conditionOf(part) : finished(part)));
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (parts.length === 0) return { all: [] };
  const group: Condition = draft.which === 'all' || draft.which === 'not-all' ? { all: parts } : { any: parts };
  return draft.which === 'none' || draft.which === 'not-all' ? { not: group } : group;
}

/** The rule when nothing of it is missing. The server alone validates: this only knows what is still to be said. */
export function finished({ rule }: DraftRule): Rule | undefined {
  const said = Object.entries(rule).every(([key, value]) => key === 'link' || (wanted[key] ?? (() => true))(value));
  const needs = rule.rule === 'segment' ? ['id'] : rule.rule === 'attribute' ? (needed[rule['op'] as string] ?? []) : [];
  return said && needs.every((key) => rule[key] !== undefined) ? rule as unknown as Rule : undefined;
}

const needed: Record<string, readonly string[]> = { 'equals': ['value'], 'equals-not': ['value'], 'less': ['value'], 'greater': ['value'], 'before': ['value'], 'after': ['value'], 'between': ['from', 'to'] };
const some = (value: unknown) => Array.isArray(value) && value.length > 0 && value.length <= limits.values;
const given = (value: unknown) => value !== undefined && value !== '' && !Number.isNaN(value);
const days = (value: unknown) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= limits.days;
const wanted: Record<string, (value: unknown) => boolean> = { ids: some, states: some, values: some, id: given, value: given, from: given, to: given, days, withinDays: days, since: given, campaignId: given, sinceCampaignId: given };

/** The tree with one part put through `change`, which answers what stands in its place: none, one or several. */
export function changed(group: DraftGroup, key: number, change: (part: Draft) => Draft[]): DraftGroup {
  return { ...group, parts: group.parts.flatMap((part) => (part.key === key ? change(part) : isGroup(part) ? [changed(part, key, change)] : [part])) };
}

/** How deep the groups stand in each other. */
export const depthOf = (draft: Draft): number => (isGroup(draft) ? 1 + Math.max(0, ...draft.parts.map(depthOf)) : 0);
