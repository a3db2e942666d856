import assert from 'node:assert/strict';
import { test } from 'node:test';
import { starterDocument } from '../contract.ts';
import { readableValue } from './readable-value.ts';

test('a visual body reads as its blocks, not as its JSON', () => {
  const words = readableValue(JSON.stringify(starterDocument('designed')));
  assert.match(words, /^\[Heading\] One thing worth your minute/);
  assert.match(words, /Hello \{\{ contact.first_name \}\},/);
  assert.match(words, /\[Button\] https:\/\/example.com\/ See how it works/);
  assert.doesNotMatch(words, /"type"/);
});

test('what is no document reads as it is', () => {
  assert.equal(readableValue('{ not json'), '{ not json');
  assert.equal(readableValue('<p>Hello</p>'), '<p>Hello</p>');
  assert.equal(readableValue('{"version":2,"content":[]}'), '{"version":2,"content":[]}');
  assert.equal(readableValue(null), '(nothing)');
  assert.equal(readableValue({ lists: [3] }), '{\n  "lists": [\n    3\n  ]\n}');
});

test('lists, conditions and columns keep their parts under each other', () => {
  const line = (text: string) => ({ type: 'paragraph', attrs: { id: 'abcdef' }, content: [{ type: 'text', text }] });
  const words = readableValue(JSON.stringify({ version: 1, look: 'plain', content: [
    { type: 'condition', attrs: { path: 'company.name', op: 'is', value: 'Lusitra' }, content: [line('For you'), { type: 'bulletList', content: [{ type: 'listItem', content: [line('One')] }] }] },
  ] }));
  assert.equal(words, '[Only if] company.name · is · Lusitra \n  For you\n  [Bulleted list] \n    \n      One');
});
