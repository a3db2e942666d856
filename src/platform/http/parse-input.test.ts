import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { notFound, type Problem } from '../errors/index.ts';
import { says, speakIn } from '../words/index.ts';
import { instant } from './contract.ts';
import { parseInput } from './parse-input.ts';

function wrong(schema: z.ZodType, value: unknown): { path: string; message: string }[] {
  try {
    parseInput('body', schema, value);
  } catch (error) {
    return (error as Problem).fields;
  }
  throw new Error('It was taken.');
}

for (const [what, schema, value, message] of [
  ['a missing field', z.string(), undefined, 'is needed'],
  ['a wrong kind', z.number(), 'seven', 'must be a number'],
  ['an empty text', z.string().min(1), '', 'must not be empty'],
  ['a short text', z.string().min(10), 'x', 'must have at least 10 characters'],
  ['a long list', z.array(z.int()).max(1), [1, 2], 'must have at most 1 entry'],
  ['a large number', z.int().max(90), 500, 'must be at most 90'],
  ['a small number', z.int().positive(), 0, 'must be more than 0'],
  ['another choice', z.enum(['a', 'b']), 'c', 'must be one of a, b'],
  ['a broken address', z.email(), 'x', 'is not an email address'],
  ['no time', instant, 'noon', 'is not a time such as 2026-12-24T09:00:00Z'],
  ["the contract's own words", z.string().min(3, 'is too short for a name'), 'x', 'is too short for a name'],
] as const) {
  test(`${what} ${message}`, () => assert.deepEqual(wrong(z.object({ field: schema }), { field: value }), [{ path: 'body.field', message }]));
}

test('a path leads through lists and objects', () => {
  assert.equal(wrong(z.object({ rows: z.array(z.object({ name: z.string() })) }), { rows: [{ name: 'a' }, {}] })[0]!.path, 'body.rows.1.name');
});

test('text that no database can hold is refused wherever it stands, keys included', () => {
  for (const value of [{ a: ['x', { b: 'a\0b' }] }, { a: '\ud800' }, { '\udc00': 1 }]) assert.equal(wrong(z.any(), value)[0]!.message, 'has a character that cannot be kept');
  assert.deepEqual(parseInput('body', z.any(), { a: '👩‍👩‍👧 ✓' }), { a: '👩‍👩‍👧 ✓' });
});

test('what lies within itself without an end is refused, not fallen over', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  assert.throws(() => parseInput('body', z.any(), deep), { code: 'too_deep' });
});

test('what is wrong with a field is said in the language of the request, a contract’s own words, too', () => {
  const schema = z.object({ name: z.string().trim().min(1, says('must not be empty')).refine((text) => !text.includes('\n'), says('must be a single line')), age: z.number() });
  const said = (value: unknown) => speakIn('de', () => wrong(schema, value).map(({ message }) => message));
  assert.deepEqual(said({ name: ' ', age: 'x' }), ['darf nicht leer sein', 'muss eine Zahl sein']);
  assert.deepEqual(said({ name: 'a\nb', age: 1 }), ['muss eine einzelne Zeile sein']);
  assert.equal(speakIn('de', () => notFound('mail server').message), 'Das gibt es in diesem Arbeitsbereich nicht: Mailserver.');
  assert.equal(notFound('mail server').message, 'There is no such mail server in this workspace.');
});
