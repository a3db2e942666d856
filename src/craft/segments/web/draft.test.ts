import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Condition } from '../contract.ts';
import { randomCondition, randomRule } from '../testing/random-conditions.ts';
import { changed, conditionOf, draftOf, finished, isGroup, newGroup, newRule } from './draft.ts';

/** What a condition says of every way its rules may turn out. */
function truth(condition: Condition, of: (rule: string) => boolean): boolean {
  if ('rule' in condition) return of(JSON.stringify(condition));
  if ('not' in condition) return !truth(condition.not, of);
  return 'all' in condition ? condition.all.every((part) => truth(part, of)) : condition.any.some((part) => truth(part, of));
}

const hasEmpty = (condition: Condition): boolean => !('rule' in condition) && ('not' in condition ? hasEmpty(condition.not)
  : ('all' in condition ? condition.all : condition.any).length === 0 || ('all' in condition ? condition.all : condition.any).some(hasEmpty));

test('opening a condition to write in it and saving it says the same', () => {
  fc.assert(fc.property(randomCondition().filter((made) => !hasEmpty(made)), fc.func(fc.boolean()), (condition, of) => {
    const again = conditionOf(draftOf(condition));
    assert.ok(again);
    assert.equal(truth(again, of as (rule: string) => boolean), truth(condition, of as (rule: string) => boolean));
  }));
});

test('while a rule is unfinished there is nothing to count', () => {
  assert.equal(conditionOf(newGroup([newRule('list')])), undefined);
  assert.deepEqual(conditionOf(newGroup([newRule('consent')])), { all: [{ rule: 'consent', op: 'in', states: ['given'] }] });
});

test('an empty group asks nothing', () => {
  assert.deepEqual(conditionOf(newGroup([newRule('consent'), newGroup()])), { all: [{ rule: 'consent', op: 'in', states: ['given'] }] });
});

test('a part is taken out, or put into a group of its own, wherever it stands', () => {
  const rule = newRule('consent');
  const draft = newGroup([newGroup([rule, newRule('behaviour')])]);
  const without = changed(draft, rule.key, () => []);
  assert.equal(isGroup(without.parts[0]!) && without.parts[0].parts.length, 1);
  const nested = changed(draft, rule.key, (part) => [newGroup([part])]);
  assert.ok(isGroup(nested.parts[0]!) && isGroup(nested.parts[0].parts[0]!));
});

test('whatever rule is saved is finished when it is opened, and one that lacks a part is not', () => {
  fc.assert(fc.property(randomRule([1]), fc.nat(), (rule, at) => {
    const fields = Object.keys(rule).filter((key) => ['ids', 'states', 'values', 'id', 'value', 'from', 'days', 'withinDays', 'since', 'campaignId', 'sinceCampaignId'].includes(key));
    assert.deepEqual(finished({ key: 1, rule }), rule);
    const without = fields[at % fields.length];
    if (without) assert.equal(finished({ key: 1, rule: { ...rule, [without]: undefined } }), undefined);
  }));
});
