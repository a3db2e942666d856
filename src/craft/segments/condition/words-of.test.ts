import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { randomCondition } from '../testing/random-conditions.ts';
import { condition as conditionSchema, sizeProblem, type Condition } from './condition.ts';
import { speakIn } from '../../../platform/words/index.ts';
import { findFlaws } from './find-flaws.ts';
import { inlineSegments } from './inline-segments.ts';
import { wordsOf } from './words-of.ts';
import type { ConditionWorld } from './world.ts';

const one = (name: string, archived = false) => new Map([[1, { name, archived }]]);
const world: ConditionWorld = {
  timeZone: 'UTC', lists: one('Newsletter'), companies: one('Lusitra'), members: one('Vera'), campaigns: one('Ferrow 6'), segments: new Map(),
  attributes: new Map([['plan', { label: 'Plan', type: 'choice', archived: false }], ['old', { label: 'Old code', type: 'text', archived: true }]]),
};
const quiet: Condition = { rule: 'behaviour', did: 'did-not', what: 'opened', withinDays: 90 };
const listed: Condition = { rule: 'list', op: 'in', ids: [1] };

for (const [condition, words] of [
  [{ all: [] }, 'All contacts.'],
  [{ all: [listed, quiet] }, 'Contacts who are on Newsletter and who did not open any mail in the last 90 days.'],
  [{ any: [{ all: [listed, quiet] }, { rule: 'owner', op: 'in', ids: [1] }] }, 'Contacts (who are on Newsletter and who did not open any mail in the last 90 days) or whose owner is Vera.'],
  [{ not: listed }, 'Contacts who are not on Newsletter.'],
  [{ not: { any: [listed, quiet] } }, 'Contacts of whom this is not true: (who are on Newsletter or who did not open any mail in the last 90 days).'],
  [{ rule: 'attribute', field: 'attributes.plan', op: 'any-of', values: ['gold', 'silver'] }, 'Contacts whose Plan is gold or silver.'],
  [{ rule: 'attribute', field: 'jobTitle', op: 'contains', value: 'editor' }, 'Contacts whose job title contains “editor”.'],
  [{ rule: 'attribute', field: 'createdAt', op: 'after', value: '2026-05-01' }, 'Contacts who were added after 1 May 2026.'],
  [{ rule: 'behaviour', did: 'did', what: 'clicked', campaignId: 1, link: 'https://a.example/' }, 'Contacts who followed https://a.example/ in “Ferrow 6”.'],
  [{ rule: 'behaviour', did: 'did-not', what: 'opened', sinceCampaignId: 1 }, 'Contacts who did not open any mail since “Ferrow 6” went out to them.'],
  [{ rule: 'behaviour', did: 'did', what: 'was-sent', team: 'sales', withinDays: 1 }, 'Contacts who were sent any mail of Sales yesterday or today.'],
  [{ rule: 'company', op: 'in', ids: [1, 7] }, 'Contacts who work at Lusitra or something that is gone.'],
] as const satisfies [Condition, string][]) {
  test(words, () => { assert.equal(wordsOf(condition, world), words); });
}

test('any condition has words, whatever is in it', () => {
  fc.assert(fc.property(randomCondition([1]), (condition) => { assert.match(wordsOf(condition, world), /\.$/); }));
});

test('what is gone or put away is said by name, and is never just left out', () => {
  const flaws = (condition: Condition, within: Partial<ConditionWorld> = {}) => findFlaws(condition, { ...world, ...within });
  assert.deepEqual(flaws({ all: [listed, quiet] }), []);
  assert.match(flaws({ rule: 'attribute', field: 'attributes.old', op: 'is-set' })[0]!, /“Old code” was put away/);
  assert.match(flaws({ rule: 'attribute', field: 'attributes.never', op: 'is-set' })[0]!, /“never” is not here any more/);
  assert.match(flaws({ not: listed }, { lists: one('Newsletter', true) })[0]!, /list “Newsletter” was put away/);
  assert.match(flaws({ rule: 'list', op: 'not-in', ids: [9] })[0]!, /list it asks for is not here/);
  assert.match(flaws({ rule: 'attribute', field: 'attributes.plan', op: 'contains', value: 'x' })[0]!, /“Plan” cannot be asked like this \(contains\)/);
  assert.match(flaws({ rule: 'attribute', field: '__proto__', op: 'is-set' })[0]!, /no field/);
});

test('a circle of segments is refused by the names on it', () => {
  const asks = (id: number): Condition => ({ all: [{ rule: 'segment', op: 'in', id }] });
  const segments = new Map([[1, { name: 'A', condition: asks(2) }], [2, { name: 'B', condition: asks(1) }]]);
  assert.match(findFlaws(asks(1), { ...world, segments })[0]!, /“A” → “B” → “A”/);
  assert.match(findFlaws(asks(2), { ...world, segments }, { id: 1, name: 'A' })[0]!, /circle/);
});

test('a flaw within another segment is said with that segment’s name', () => {
  const segments = new Map([[1, { name: 'Inner', condition: { rule: 'list', op: 'in', ids: [9] } satisfies Condition }]]);
  assert.match(findFlaws({ rule: 'segment', op: 'in', id: 1 }, { ...world, segments })[0]!, /^In the segment “Inner”:/);
});

test('a copy holds what the segments in it say', () => {
  const segments = new Map([[1, { name: 'Inner', condition: quiet }]]);
  assert.deepEqual(inlineSegments({ any: [listed, { rule: 'segment', op: 'not-in', id: 1 }] }, segments), { any: [listed, { not: quiet }] });
});

test('a condition too deep or too large is refused in words, however deep it is', () => {
  let deep: unknown = listed;
  for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
  assert.match(sizeProblem(deep)!, /nested 8 groups deep/);
  assert.match(sizeProblem({ any: Array.from({ length: 300 }, () => listed) })!, /100 rules/);
  assert.equal(conditionSchema.safeParse(deep).success, false);
});

test('whatever is no condition is refused, and never throws', () => {
  fc.assert(fc.property(fc.anything(), (given) => { assert.equal(conditionSchema.safeParse(given).success, false); }));
  for (const given of [{ all: [], any: [] }, { rule: 'sql', text: '1=1' }, { ...listed, extra: 1 }, { rule: 'attribute', field: 'email', op: 'is', value: 'a\0b' }, { rule: 'behaviour', did: 'did', what: 'opened', withinDays: 1, since: '2026-01-01' }]) {
    assert.equal(conditionSchema.safeParse(given).success, false, JSON.stringify(given));
  }
});

test('what is wrong is said in the language of whoever looks', () => {
  assert.deepEqual(speakIn('de', () => findFlaws({ rule: 'attribute', field: 'attributes.old', op: 'is-set' }, world)), ['Das Attribut „Old code“ wurde archiviert. Holen Sie es zurück, oder nehmen Sie die Regel heraus.']);
});

test('the API’s description shows what a condition is made of', () => {
  const { anyOf, title } = z.toJSONSchema(conditionSchema, { io: 'input', unrepresentable: 'any' }) as { title: string; anyOf: { properties?: Record<string, unknown>; anyOf?: unknown[] }[] };
  assert.equal(title, 'Condition');
  assert.ok(anyOf[0]!.anyOf!.length >= 7, 'every rule');
  assert.deepEqual(anyOf.slice(1).map(({ properties }) => Object.keys(properties!)[0]), ['all', 'any', 'not']);
});
