import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAttribute, readAttribute, readBoolean, readDate, readNumber, type AttributeDefinition, type AttributeType } from './attribute-value.ts';

const numbers: [string, '.' | ',' | undefined, number | undefined][] = [
  ['12', undefined, 12], ['1.5', undefined, 1.5], ['1,5', undefined, 1.5], ['1.234,56', undefined, 1234.56], ['1,234.56', undefined, 1234.56],
  ['1,234', undefined, 1234], ['1.234', ',', 1234], ['1,234', ',', 1.234], ["12'345.6", undefined, 12345.6], ['1 234,5', undefined, 1234.5],
  ['€ 12', undefined, 12], ['12 %', undefined, 12], ['-3', undefined, -3], ['1e3', undefined, 1000], ['', undefined, undefined],
  ['12 apples', undefined, undefined], ['1.2.3', undefined, undefined], ['Infinity', undefined, undefined], ['0x10', undefined, undefined],
];
for (const [text, decimal, value] of numbers) {
  test(`${JSON.stringify(text)} with decimal ${decimal ?? 'unsaid'} is ${value}`, () => assert.equal(readNumber(text, decimal), value));
}

const dates: [string, 'dmy' | 'mdy', string | undefined][] = [
  ['2026-11-23', 'dmy', '2026-11-23'], ['2026-11-23T09:30:00', 'dmy', '2026-11-23'], ['23.11.2026', 'mdy', '2026-11-23'], ['3/4/2026', 'dmy', '2026-04-03'],
  ['3/4/2026', 'mdy', '2026-03-04'], ['20261123', 'dmy', '2026-11-23'], ['2026/1/2', 'dmy', '2026-01-02'], ['31.2.2026', 'dmy', undefined],
  ['29.02.2024 14:05', 'dmy', '2024-02-29'], ['tomorrow', 'dmy', undefined], ['13/13/2026', 'mdy', undefined], ['0000-00-00', 'dmy', undefined],
];
for (const [text, order, day] of dates) test(`${text} read ${order} is ${day}`, () => assert.equal(readDate(text, order), day));

test('yes and no in several languages, and nothing else', () => {
  for (const word of ['Yes', 'JA', ' oui ', '1', 'x', 'да']) assert.equal(readBoolean(word), true, word);
  for (const word of ['no', 'Nein', '0', 'FALSE']) assert.equal(readBoolean(word), false, word);
  for (const word of ['', 'maybe', '2']) assert.equal(readBoolean(word), undefined, word);
});

const of = (type: AttributeType, choices: string[] = []): AttributeDefinition => ({ key: 'plan', label: 'Plan', type, choices });

test('a choice is one of those there are, in their spelling', () => {
  assert.deepEqual(readAttribute(of('choice', ['Gold', 'Silver']), 'gold'), { value: 'Gold' });
  assert.deepEqual(readAttribute(of('choice', ['Gold', 'Silver']), 'lead'), { problem: 'Plan: “lead” is none of Gold, Silver.' });
});

test('a typed value is checked, null takes it away', () => {
  assert.deepEqual(checkAttribute(of('number'), 3), { value: 3 });
  assert.deepEqual(checkAttribute(of('number'), null), { value: null });
  assert.deepEqual(checkAttribute(of('date'), '2026-11-23'), { value: '2026-11-23' });
  for (const [type, value] of [['number', '3'], ['number', NaN], ['boolean', 'yes'], ['text', 3], ['date', 'x'], ['text', 'x'.repeat(2001)], ['choice', 'x']] as const) {
    assert.ok('problem' in checkAttribute(of(type), value), `${type} ${String(value).slice(0, 9)}`);
  }
});
