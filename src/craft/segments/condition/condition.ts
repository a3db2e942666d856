import { z } from 'zod';
import { says, t } from '../../../platform/words/contract.ts';

// A condition is data, schema version 1: groups over rules. Every rule is either true or false of a contact, never
// unknown, so that `not` is the exact opposite. Pure; the browser uses it, too.

export const schemaVersion = 1;

/** Beyond these nobody reads a condition any more. */
export const limits = { depth: 8, rules: 100, values: 100, days: 3660 } as const;

const noNul = (text: string) => !text.includes('\0');
const text = z.string().min(1, says('Say what to compare with.')).max(400).refine(noNul, says('No control characters, please.'));
const name = z.string().min(1).max(75).refine(noNul, says('No control characters, please.'));
const day = z.iso.date().refine((value) => value >= '1000-01-01', says('A year of four digits, please.'));
const days = z.number().int().min(1).max(limits.days);
const number = z.number();
const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const ids = z.array(id).min(1, says('Choose at least one.')).max(limits.values);
const someOf = z.enum(['in', 'not-in']);
const someOfOrSet = <Key extends string>(rule: Key) => z.discriminatedUnion('op', [
  z.strictObject({ rule: z.literal(rule), op: someOf, ids }),
  z.strictObject({ rule: z.literal(rule), op: z.enum(['is-set', 'is-not-set']) }),
]);

const listRule = z.strictObject({ rule: z.literal('list'), op: someOf, ids });
const companyRule = someOfOrSet('company');
const ownerRule = someOfOrSet('owner');
const consentRule = z.strictObject({ rule: z.literal('consent'), op: someOf, states: z.array(z.enum(['unknown', 'given', 'withdrawn'])).min(1, says('Choose at least one.')).max(3) });
const segmentRule = z.strictObject({ rule: z.literal('segment'), op: someOf, id });

const attributeShape = {
  rule: z.literal('attribute'),
  /** A built-in field (`firstName`), or `attributes.` and a custom attribute's key. */
  field: name,
};
/** The operator tells the type: each belongs to one, but for `is-set` and `is-not-set`. */
const attributeRule = z.discriminatedUnion('op', [
  z.strictObject({ ...attributeShape, op: z.enum(['is', 'is-not', 'contains', 'contains-not', 'starts-with']), value: text }),
  z.strictObject({ ...attributeShape, op: z.enum(['equals', 'equals-not', 'less', 'greater']), value: number }),
  z.strictObject({ ...attributeShape, op: z.literal('between'), from: number, to: number }),
  z.strictObject({ ...attributeShape, op: z.enum(['before', 'after']), value: day }),
  z.strictObject({ ...attributeShape, op: z.enum(['in-last', 'in-next']), days }),
  z.strictObject({ ...attributeShape, op: z.enum(['is-true', 'is-false']) }),
  z.strictObject({ ...attributeShape, op: z.enum(['any-of', 'none-of']), values: z.array(text).min(1, says('Choose at least one.')).max(limits.values) }),
  z.strictObject({ ...attributeShape, op: z.enum(['is-set', 'is-not-set']) }),
]);

export const behaviours = ['opened', 'clicked', 'replied', 'was-sent', 'unsubscribed'] as const;
const behaviourRule = z.strictObject({
  rule: z.literal('behaviour'),
  did: z.enum(['did', 'did-not']),
  what: z.enum(behaviours),
  /** Of mail of this campaign; without one, of any mail that counts. */
  campaignId: id.optional(),
  /** For `clicked` with a campaign: this link of it, by its address. */
  link: z.string().min(1).max(2000).refine(noNul, says('No control characters, please.')).optional(),
  /** Of mail of this team; without one, of either. */
  team: z.enum(['sales', 'marketing']).optional(),
  /** From the beginning of the day so many days ago, in the workspace's zone. */
  withinDays: days.optional(),
  /** From the beginning of this day, in the workspace's zone. */
  since: day.optional(),
  /** After this campaign's mail to them went out; whoever got none did nothing since. */
  sinceCampaignId: id.optional(),
}).superRefine((rule, context) => {
  const complain = (message: string) => context.addIssue({ code: 'custom', message });
  if ([rule.withinDays, rule.since, rule.sinceCampaignId].filter((each) => each !== undefined).length > 1) complain(t('One period at most: the last days, since a day, or since a campaign.'));
  if (rule.link !== undefined && (rule.what !== 'clicked' || rule.campaignId === undefined)) complain(t('A link wants "clicked" and the campaign it stands in.'));
  if (rule.campaignId !== undefined && rule.team !== undefined) complain(t('A campaign belongs to one team already: leave the team out.'));
  if (rule.campaignId !== undefined && rule.sinceCampaignId !== undefined) complain(t('"Since a campaign" asks about any mail: leave the campaign out.'));
});

export type ListRule = z.infer<typeof listRule>;
export type CompanyRule = z.infer<typeof companyRule>;
export type OwnerRule = z.infer<typeof ownerRule>;
export type ConsentRule = z.infer<typeof consentRule>;
export type SegmentRule = z.infer<typeof segmentRule>;
export type AttributeRule = z.infer<typeof attributeRule>;
export type BehaviourRule = z.infer<typeof behaviourRule>;
export type Behaviour = (typeof behaviours)[number];
export type Rule = ListRule | CompanyRule | OwnerRule | ConsentRule | SegmentRule | AttributeRule | BehaviourRule;
export type Condition = Rule | { all: Condition[] } | { any: Condition[] } | { not: Condition };

/** One rule, whichever. */
export const rule: z.ZodType<Rule> = z.union([listRule, companyRule, ownerRule, consentRule, segmentRule, attributeRule, behaviourRule]);
const byName = { list: listRule, company: companyRule, owner: ownerRule, consent: consentRule, segment: segmentRule, attribute: attributeRule, behaviour: behaviourRule } as const satisfies Record<Rule['rule'], z.ZodType>;

/** How the API's description shows a condition; a group's parts are conditions again, so it goes one level deep. */
const described = (() => {
  const { $schema: _, ...oneRule } = z.toJSONSchema(rule);
  const part = { title: 'Condition', description: 'A rule or a group, as this one' };
  const group = (word: string, description: string, value: object) => ({ type: 'object', description, properties: { [word]: value }, required: [word], additionalProperties: false });
  return {
    title: 'Condition',
    description: `A rule, or a group of rules and groups, up to ${limits.depth} deep and with ${limits.rules} rules in all`,
    anyOf: [
      oneRule,
      group('all', 'Every part is true; without parts: everybody', { type: 'array', items: part }),
      group('any', 'One part is true at least; without parts: nobody', { type: 'array', items: part }),
      group('not', 'The part is not true', part),
    ],
  };
})();

type Complain = (message: string, path: PropertyKey[]) => void;

/**
 * A condition as it comes from outside. Its size is looked at first, then each rule by itself: what is wrong is said of the
 * rule it is wrong in. An empty `all` is everybody, an empty `any` nobody.
 */
export const condition = z.custom<Condition>(() => true).superRefine((given, context) => {
  const complain: Complain = (message, path) => context.addIssue({ code: 'custom', message, path });
  const problem = sizeProblem(given);
  if (problem) complain(problem, []);
  else judge(given, [], complain);
}).meta(described);

/** As it goes out. */
export const conditionView = z.custom<Condition>().meta(described);

function judge(given: unknown, path: PropertyKey[], complain: Complain): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return complain(t('must be a rule or a group (all, any, not)'), path);
  const named = (given as { rule?: unknown }).rule;
  if (named !== undefined) {
    const schema = typeof named === 'string' && Object.hasOwn(byName, named) ? byName[named as Rule['rule']] : undefined;
    if (!schema) return complain(t('“rule” must be one of {rules}', { rules: Object.keys(byName).join(', ') }), path);
    for (const issue of schema.safeParse(given).error?.issues ?? []) complain(issue.message, [...path, ...issue.path]);
    return;
  }
  const [[word, parts] = ['', undefined], ...more] = Object.entries(given);
  if (more.length > 0 || !['all', 'any', 'not'].includes(word)) return complain(t('a group has one of all, any and not, and nothing else'), path);
  if (word === 'not') return judge(parts, [...path, word], complain);
  if (!Array.isArray(parts)) return complain(t('“{word}” must be a list of rules and groups', { word }), path);
  for (const [at, part] of parts.entries()) judge(part, [...path, word, at], complain);
}

/** Why this is too deep or too large, in words; undefined: it is not. Works without recursion, whatever it is given. */
export function sizeProblem(given: unknown): string | undefined {
  let level: unknown[] = [given];
  let rules = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.depth) return t('A condition may be nested {depth} groups deep, and this one is deeper. Save a part of it as a segment, and use that here.', { depth: limits.depth });
    const next: unknown[] = [];
    for (const one of level) {
      rules += 1;
      if (rules > 2 * limits.rules) return t('A condition may have {rules} rules, and this one has more. Save a part of it as a segment, and use that here.', { rules: limits.rules });
      next.push(...partsOf(one));
    }
    level = next;
  }
  return undefined;
}

function partsOf(given: unknown): unknown[] {
  if (typeof given !== 'object' || given === null) return [];
  const { all, any, not } = given as { all?: unknown; any?: unknown; not?: unknown };
  const parts = [...(Array.isArray(all) ? all.slice(0, 500) : []), ...(Array.isArray(any) ? any.slice(0, 500) : [])];
  return not === undefined ? parts : [...parts, not];
}

/** The rules of a condition, in reading order. */
export function rulesOf(condition: Condition): Rule[] {
  if ('rule' in condition) return [condition];
  if ('not' in condition) return rulesOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(rulesOf);
}
