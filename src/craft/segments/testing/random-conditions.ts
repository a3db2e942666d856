import fc from 'fast-check';
import type { Condition, Rule } from '../condition/condition.ts';

// Any condition over the small world of make-world.ts, and texts that would hurt if they ever became SQL.

export const words = ['Ann', 'ANN', 'ann lee', 'Zoë', 'Straße', 'Ä', 'a', 'gold', "O'Hara", "'; drop table contacts; --", '%', '_', '\\', '$1', '{{ x }}', '" or true or "', '\u2028', '😀'];
const text = fc.oneof(fc.constantFrom(...words), fc.string({ minLength: 1, maxLength: 12 }).filter((made) => !made.includes('\0')));
const days = fc.integer({ min: 1, max: 60 });
const day = fc.integer({ min: -60, max: 60 }).map((moved) => Temporal.PlainDate.from('2026-11-23').add({ days: moved }).toString());
const number = fc.constantFrom(-1, 0, 0.1, 1, 2.5, 7, 1e21);
const ids = fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 });
const rule = (arbitrary: fc.Arbitrary<unknown>) => arbitrary as fc.Arbitrary<Rule>;

const set = fc.constantFrom('is-set', 'is-not-set');
const attribute = <Shape extends Record<string, fc.Arbitrary<unknown>>>(fields: string[], shape: Shape) => rule(fc.record({ rule: fc.constant('attribute'), field: fc.constantFrom(...fields), ...shape }));
const texts = ['email', 'firstName', 'lastName', 'jobTitle', 'companyName', 'attributes.note'];
const choices = ['language', 'timeZone', 'attributes.plan'];
const dates = ['createdAt', 'attributes.renewal'];
const attributeRule = fc.oneof(
  attribute(texts, { op: fc.constantFrom('is', 'is-not', 'contains', 'contains-not', 'starts-with'), value: text }),
  attribute(['attributes.seats'], { op: fc.constantFrom('equals', 'equals-not', 'less', 'greater'), value: number }),
  attribute(['attributes.seats'], { op: fc.constant('between'), from: number, to: number }),
  attribute(dates, { op: fc.constantFrom('before', 'after'), value: day }),
  attribute(dates, { op: fc.constantFrom('in-last', 'in-next'), days }),
  attribute(['attributes.partner'], { op: fc.constantFrom('is-true', 'is-false') }),
  attribute(choices, { op: fc.constantFrom('any-of', 'none-of'), values: fc.array(fc.oneof(fc.constantFrom('de', 'EN', 'europe/berlin', 'GOLD', 'silver'), text), { minLength: 1, maxLength: 3 }) }),
  attribute([...texts, ...choices, ...dates, 'attributes.seats', 'attributes.partner'], { op: set }),
);

const someOf = fc.constantFrom('in', 'not-in');
const behaviour = (shape: Record<string, fc.Arbitrary<unknown>>) => rule(fc.record({
  rule: fc.constant('behaviour'), did: fc.constantFrom('did', 'did-not'), what: fc.constantFrom('opened', 'clicked', 'replied', 'was-sent', 'unsubscribed'), ...shape,
}));
const campaign = fc.integer({ min: 1, max: 2 });
const behaviourRule = fc.oneof(
  behaviour({}), behaviour({ team: fc.constantFrom('sales', 'marketing') }), behaviour({ withinDays: days }), behaviour({ since: day, team: fc.constantFrom('sales', 'marketing') }),
  behaviour({ campaignId: campaign }), behaviour({ campaignId: campaign, withinDays: days }), behaviour({ sinceCampaignId: campaign }), behaviour({ sinceCampaignId: campaign, team: fc.constantFrom('sales', 'marketing') }),
  behaviour({ what: fc.constant('clicked'), campaignId: campaign, link: fc.constantFrom('https://a.example/', "https://b.example/?q='") }),
);

export const randomRule = (segments: readonly number[] = []): fc.Arbitrary<Rule> => fc.oneof(
  { weight: 4, arbitrary: attributeRule }, { weight: 5, arbitrary: behaviourRule },
  { weight: 1, arbitrary: rule(fc.record({ rule: fc.constant('list'), op: someOf, ids })) },
  ...['company', 'owner'].map((kind) => ({ weight: 1, arbitrary: fc.oneof(rule(fc.record({ rule: fc.constant(kind), op: someOf, ids })), rule(fc.record({ rule: fc.constant(kind), op: set }))) })),
  { weight: 1, arbitrary: rule(fc.record({ rule: fc.constant('consent'), op: someOf, states: fc.uniqueArray(fc.constantFrom('unknown', 'given', 'withdrawn'), { minLength: 1, maxLength: 2 }) })) },
  ...(segments.length === 0 ? [] : [{ weight: 1, arbitrary: rule(fc.record({ rule: fc.constant('segment'), op: someOf, id: fc.constantFrom(...segments) })) }]),
);

const sentAndSince = fc.tuple(behaviour({ did: fc.constant('did'), what: fc.constant('was-sent'), campaignId: fc.constant(1) }), fc.array(behaviour({ sinceCampaignId: campaign }), { maxLength: 3 }))
  .map(([sent, since]): Condition => ({ all: [...since, sent] }));

/** Groups within groups, empty ones too. */
export const randomCondition = (segments: readonly number[] = []): fc.Arbitrary<Condition> => fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof({ maxDepth: 4, withCrossShrink: true }, randomRule(segments), sentAndSince,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 4 }) }), fc.record({ any: fc.array(tie('condition'), { maxLength: 4 }) }), fc.record({ not: tie('condition') })),
})).condition;
