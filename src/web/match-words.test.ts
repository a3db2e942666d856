import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesWords } from './match-words.ts';

test('each word written begins a word of the label, accents and case aside', () => {
  assert.ok(matchesWords('Write to a contact', 'wr CON'));
  assert.ok(matchesWords('Écrire à Inês', 'ines ecr'));
  assert.ok(matchesWords('Anything', ''));
  assert.ok(!matchesWords('Write to a contact', 'tact'));
  assert.ok(!matchesWords('Write to a contact', 'write mail'));
});
