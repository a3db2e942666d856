import { joinWords, phrase, spoken, t, tn, type Phrase } from '../../../platform/words/contract.ts';
import type { AttributeRule, Behaviour, BehaviourRule, Condition, Rule } from './condition.ts';
import { attributeKeyOf, isBuiltIn, type BuiltInField } from './fields.ts';
import type { ConditionWorld, Named } from './world.ts';

// A condition as one reads it, in the language spoken now.

export const fieldNames: Record<BuiltInField, Phrase> = {
  email: phrase('address'), firstName: phrase('first name'), lastName: phrase('last name'), jobTitle: phrase('job title'), phone: phrase('phone'),
  companyName: phrase('company’s name'), language: phrase('language'), timeZone: phrase('time zone'), createdAt: phrase('day they were added'),
};

export function fieldName(field: string, world: Pick<ConditionWorld, 'attributes'>): string {
  if (isBuiltIn(field)) return t(fieldNames[field]);
  const key = attributeKeyOf(field) ?? field;
  return world.attributes.get(key)?.label ?? key;
}

/** "Contacts who are on Newsletter and who did not open anything in the last 90 days." */
export function wordsOf(condition: Condition, world: ConditionWorld): string {
  if (isEverybody(condition)) return t('All contacts.');
  return t('Contacts {clause}.', { clause: clauseOf(condition, world) });
}

const isEverybody = (condition: Condition): boolean => 'all' in condition && condition.all.every(isEverybody);

function clauseOf(condition: Condition, world: ConditionWorld, inner = false): string {
  if ('rule' in condition) return ruleWords(condition, world);
  if ('not' in condition && 'rule' in condition.not && opposites[condition.not.rule === 'behaviour' ? condition.not.did : condition.not.op]) return ruleWords(turned(condition.not), world);
  if ('not' in condition) return t('of whom this is not true: ({clause})', { clause: clauseOf(condition.not, world) });
  const isAll = 'all' in condition;
  const parts = isAll ? condition.all : condition.any;
  if (parts.length === 0) return isAll ? t('of any kind') : t('of no kind at all');
  if (parts.length === 1) return clauseOf(parts[0]!, world, inner);
  const joined = joinWords(parts.map((part) => clauseOf(part, world, true)), isAll ? 'conjunction' : 'disjunction');
  return inner ? `(${joined})` : joined;
}

/** Each holds exactly where the other does not. */
const opposites: Record<string, string | undefined> = {
  'in': 'not-in', 'not-in': 'in', 'is-set': 'is-not-set', 'is-not-set': 'is-set', 'did': 'did-not', 'did-not': 'did', 'is': 'is-not', 'is-not': 'is', 'contains': 'contains-not', 'contains-not': 'contains',
  'equals': 'equals-not', 'equals-not': 'equals', 'any-of': 'none-of', 'none-of': 'any-of',
};
const turned = (rule: Rule): Rule => (rule.rule === 'behaviour' ? { ...rule, did: rule.did === 'did' ? 'did-not' : 'did' } : { ...rule, op: opposites[rule.op] } as Rule);

const either = (names: readonly string[]): string => joinWords(names, 'disjunction');
const gone = (): string => t('something that is gone');
const namesOf = (ids: readonly number[], found: ReadonlyMap<number, Named>): string => either(ids.map((id) => found.get(id)?.name ?? gone()));

function ruleWords(rule: Rule, world: ConditionWorld): string {
  switch (rule.rule) {
    case 'attribute': return attributeWords(rule, fieldName(rule.field, world));
    case 'behaviour': return behaviourWords(rule, world);
    case 'list': {
      const lists = namesOf(rule.ids, world.lists);
      return rule.op === 'in' ? t('who are on {lists}', { lists }) : t('who are not on {lists}', { lists });
    }
    case 'company': {
      if (!('ids' in rule)) return rule.op === 'is-set' ? t('who have a company') : t('who have no company');
      const companies = namesOf(rule.ids, world.companies);
      return rule.op === 'in' ? t('who work at {companies}', { companies }) : t('who do not work at {companies}', { companies });
    }
    case 'owner': {
      if (!('ids' in rule)) return rule.op === 'is-set' ? t('who have an owner') : t('who have no owner');
      const owners = namesOf(rule.ids, world.members);
      return rule.op === 'in' ? t('whose owner is {owners}', { owners }) : t('whose owner is not {owners}', { owners });
    }
    case 'consent': {
      const states = either(rule.states.map((state) => t(consentNames[state])));
      return rule.op === 'in' ? t('whose consent is {states}', { states }) : t('whose consent is not {states}', { states });
    }
    case 'segment': {
      const segment = world.segments.get(rule.id)?.name ?? gone();
      return rule.op === 'in' ? t('who are in “{segment}”', { segment }) : t('who are not in “{segment}”', { segment });
    }
  }
}

export const consentNames = { unknown: phrase('unknown // consent'), given: phrase('given // consent'), withdrawn: phrase('withdrawn // consent') } as const;

function attributeWords(rule: AttributeRule, field: string): string {
  if (rule.field === 'createdAt') {
    if (rule.op === 'before') return t('who were added before {day}', { day: dayWords(rule.value) });
    if (rule.op === 'after') return t('who were added after {day}', { day: dayWords(rule.value) });
    if (rule.op === 'in-last') return tn(rule.days, 'who were added yesterday or today', 'who were added in the last {count} days');
  }
  switch (rule.op) {
    case 'is': return t('whose {field} is “{value}”', { field, value: rule.value });
    case 'is-not': return t('whose {field} is not “{value}”', { field, value: rule.value });
    case 'contains': return t('whose {field} contains “{value}”', { field, value: rule.value });
    case 'contains-not': return t('whose {field} does not contain “{value}”', { field, value: rule.value });
    case 'starts-with': return t('whose {field} starts with “{value}”', { field, value: rule.value });
    case 'equals': return t('whose {field} is {value}', { field, value: rule.value });
    case 'equals-not': return t('whose {field} is not {value}', { field, value: rule.value });
    case 'less': return t('whose {field} is less than {value}', { field, value: rule.value });
    case 'greater': return t('whose {field} is more than {value}', { field, value: rule.value });
    case 'between': return t('whose {field} is between {from} and {to}', { field, from: rule.from, to: rule.to });
    case 'before': return t('whose {field} is before {day}', { field, day: dayWords(rule.value) });
    case 'after': return t('whose {field} is after {day}', { field, day: dayWords(rule.value) });
    case 'in-last': return tn(rule.days, 'whose {field} is yesterday or today', 'whose {field} is in the last {count} days', { field });
    case 'in-next': return tn(rule.days, 'whose {field} is today or tomorrow', 'whose {field} is in the next {count} days', { field });
    case 'is-true': return t('whose {field} is yes', { field });
    case 'is-false': return t('whose {field} is no', { field });
    case 'any-of': return t('whose {field} is {values}', { field, values: either(rule.values) });
    case 'none-of': return t('whose {field} is not {values}', { field, values: either(rule.values) });
    case 'is-set': return t('whose {field} is known', { field });
    case 'is-not-set': return t('whose {field} is not known', { field });
  }
}

const did: Record<Behaviour, Phrase> = {
  'opened': phrase('who opened {mail}'), 'clicked': phrase('who clicked in {mail}'), 'replied': phrase('who replied to {mail}'),
  'was-sent': phrase('who were sent {mail}'), 'unsubscribed': phrase('who unsubscribed from {mail}'),
};
const didNot: Record<Behaviour, Phrase> = {
  'opened': phrase('who did not open {mail}'), 'clicked': phrase('who did not click in {mail}'), 'replied': phrase('who did not reply to {mail}'),
  'was-sent': phrase('who were not sent {mail}'), 'unsubscribed': phrase('who did not unsubscribe from {mail}'),
};

function behaviourWords(rule: BehaviourRule, world: ConditionWorld): string {
  const campaign = (id: number) => t('“{campaign}”', { campaign: world.campaigns.get(id)?.name ?? gone() });
  const mail = rule.campaignId !== undefined ? campaign(rule.campaignId)
    : rule.team === 'marketing' ? t('any mail of Marketing') : rule.team === 'sales' ? t('any mail of Sales') : t('any mail');
  const act = rule.link === undefined ? t((rule.did === 'did' ? did : didNot)[rule.what], { mail })
    : rule.did === 'did' ? t('who followed {link} in {mail}', { link: rule.link, mail }) : t('who did not follow {link} in {mail}', { link: rule.link, mail });
  if (rule.withinDays !== undefined) return tn(rule.withinDays, '{act} yesterday or today', '{act} in the last {count} days', { act });
  if (rule.since !== undefined) return t('{act} since {day}', { act, day: dayWords(rule.since) });
  if (rule.sinceCampaignId !== undefined) return t('{act} since {campaign} went out to them', { act, campaign: campaign(rule.sinceCampaignId) });
  return act;
}

/** A day of the calendar, the same in every zone. */
const dayWords = (day: string): string => new Date(`${day}T00:00:00Z`).toLocaleDateString(spoken().locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
