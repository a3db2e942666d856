import { phrase, t, type Phrase } from '../../../platform/words/contract.ts';
import { limits, rulesOf, type AttributeRule, type Condition, type Rule, type SegmentRule } from './condition.ts';
import { attributeKeyOf, builtInFields, isBuiltIn, operatorsOf } from './fields.ts';
import type { ConditionWorld, Named } from './world.ts';

/**
 * What keeps a condition from being asked, a sentence each, naming it: an attribute, list or segment that is gone or put
 * away, an operator of another type, a circle. None: it may be compiled. A flawed condition finds nobody, on purpose:
 * leaving a rule out would let in people who were kept out. `self` is the segment that is being judged.
 */
export function findFlaws(condition: Condition, world: ConditionWorld, self?: { id: number; name: string }): string[] {
  const flaws = new Set<string>();
  let rules = 0;
  const visit = (one: Condition, path: readonly { id: number; name: string }[]): void => {
    for (const rule of rulesOf(one)) {
      rules += 1;
      // Segments within segments multiply: without an end, a dozen could stand for millions of rules.
      if (rules > 5 * limits.rules) return void flaws.add(t('Together with the segments in it, this asks more than {most} questions. Take some out.', { most: 5 * limits.rules }));
      for (const flaw of flawsOf(rule, world)) flaws.add(path.length > 0 && path.at(-1)!.id !== self?.id ? t('In the segment “{name}”: {flaw}', { name: path.at(-1)!.name, flaw }) : flaw);
      if (rule.rule === 'segment') enter(rule, path);
    }
  };
  const enter = (rule: SegmentRule, path: readonly { id: number; name: string }[]) => {
    const inner = world.segments.get(rule.id);
    if (!inner || inner.archived) return;
    const at = path.findIndex((each) => each.id === rule.id);
    if (at >= 0) flaws.add(t('It goes round in a circle: {names}. Take one of them out.', { names: [...path.slice(at), { id: rule.id, name: inner.name }].map(({ name }) => t('“{name}”', { name })).join(' → ') }));
    else if (path.length >= limits.depth) flaws.add(t('Segments may stand within segments {depth} deep; “{name}” is deeper.', { depth: limits.depth, name: inner.name }));
    else visit(inner.condition, [...path, { id: rule.id, name: inner.name }]);
  };
  visit(condition, self ? [self] : []);
  return [...flaws];
}

function flawsOf(rule: Rule, world: ConditionWorld): string[] {
  switch (rule.rule) {
    case 'attribute': return attributeFlaw(rule, world);
    case 'list': return rule.ids.flatMap((id) => gone('list', world.lists.get(id)));
    case 'company': return 'ids' in rule ? rule.ids.flatMap((id) => gone('company', world.companies.get(id))) : [];
    case 'owner': return 'ids' in rule ? rule.ids.flatMap((id) => gone('member', world.members.get(id))) : [];
    case 'segment': return gone('segment', world.segments.get(rule.id));
    case 'behaviour': return [rule.campaignId, rule.sinceCampaignId].flatMap((id) => (id === undefined ? [] : gone('campaign', world.campaigns.get(id))));
    case 'consent': return [];
  }
}

type Thing = 'list' | 'company' | 'member' | 'segment' | 'campaign';

const goneWords: Record<Thing, Phrase> = {
  list: phrase('A list it asks for is not here any more. Choose another, or take the rule out.'),
  company: phrase('A company it asks for is not here any more. Choose another, or take the rule out.'),
  member: phrase('A member it asks for is not here any more. Choose another, or take the rule out.'),
  segment: phrase('A segment it asks for is not here any more. Choose another, or take the rule out.'),
  campaign: phrase('A campaign it asks for is not here any more. Choose another, or take the rule out.'),
};
const awayWords: Record<Thing, Phrase> = {
  list: phrase('The list “{name}” was put away. Bring it back, or take the rule out.'),
  company: phrase('The company “{name}” was put away. Bring it back, or take the rule out.'),
  member: phrase('The member “{name}” was put away. Bring it back, or take the rule out.'),
  segment: phrase('The segment “{name}” was put away. Bring it back, or take the rule out.'),
  campaign: phrase('The campaign “{name}” was put away. Bring it back, or take the rule out.'),
};

function gone(what: Thing, found: Named | undefined): string[] {
  if (!found) return [t(goneWords[what])];
  return found.archived ? [t(awayWords[what], { name: found.name })] : [];
}

function attributeFlaw({ field, op }: AttributeRule, world: ConditionWorld): string[] {
  const key = attributeKeyOf(field);
  if (key === undefined) return isBuiltIn(field) && operatorsOf[builtInFields[field].type].includes(op) ? [] : [isBuiltIn(field) ? misfit(field, op) : t('Contacts have no field “{field}”.', { field })];
  const attribute = world.attributes.get(key);
  if (!attribute) return [t('The attribute “{key}” is not here any more. Choose another, or take the rule out.', { key })];
  if (attribute.archived) return [t('The attribute “{name}” was put away. Bring it back, or take the rule out.', { name: attribute.label })];
  return operatorsOf[attribute.type].includes(op) ? [] : [misfit(attribute.label, op)];
}

const misfit = (name: string, op: string): string => t('“{name}” cannot be asked like this ({op}). Choose another question.', { name, op });
