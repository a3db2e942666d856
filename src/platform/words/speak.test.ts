import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages, speakIn, spoken, t, wordsFor } from './index.ts';

test('the nearest language there is answers a request', () => {
  const cases: [asked: string | null, language: string][] = [
    [null, 'en'], ['', 'en'], ['*', 'en'], ['tlh', 'en'], ['de', 'de'], ['de-AT', 'de'], ['DE', 'de'],
    ['fr;q=0.9, de;q=0.8, en;q=0.1', 'de'], ['en-GB, de;q=0.9', 'en'], ['de;q=0, en', 'en'], ['de;q=x', 'en'], [`${'x,'.repeat(5000)}de`, 'en'], ['../../etc', 'en'],
  ];
  for (const [asked, language] of cases) assert.equal(wordsFor(asked).language, language, String(asked).slice(0, 40));
});

test('a language is spoken within its call, in whatever that awaits, and nowhere else', async () => {
  assert.equal(spoken().language, 'en');
  const [one, other] = await Promise.all([
    speakIn('de', async () => { await Promise.resolve(); return spoken().language; }),
    speakIn('en', async () => { await Promise.resolve(); return spoken().language; }),
  ]);
  assert.deepEqual([one, other, spoken().language], ['de', 'en', 'en']);
  assert.equal(speakIn('tlh', () => t('Never heard of {name}', { name: 'it' })), 'Never heard of it');
});

test('a language is a folder of catalogues', () => {
  assert.deepEqual(languages, ['de', 'en']);
});
