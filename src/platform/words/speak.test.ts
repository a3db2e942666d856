import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keep, keeping, languages, speakIn, spoken, t, tell, tn, wordsFor } from './index.ts';

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

test('a kept sentence is told to each reader in their language, with their numbers and days', () => {
  const kept = keep('The row has more than {most} cells.', { most: 2000 });
  assert.equal(tell(kept), 'The row has more than 2,000 cells.');
  assert.equal(speakIn('de', () => tell(kept)), 'Die Zeile hat mehr als 2.000 Zellen.');
  assert.equal(speakIn('de', () => tell(keep('{day}', { day: new Date('2026-03-01T00:00:00Z') }))), '01.03.2026');
  assert.equal(tell(`lane_held: ${kept} (again)`), 'lane_held: The row has more than 2,000 cells. (again)');
});

test('whatever is said while keeping can be told: plurals, and sentences within sentences', () => {
  const kept = speakIn(keeping, () => t('It failed: {error}', { error: tn(2, '{count} row ⟦x⟧', '{count} rows ⟦x⟧') }));
  assert.equal(tell(kept), 'It failed: 2 rows ⟦x⟧');
  for (const foreign of ['550 no such user', '⟦{"says":1}⟧', '⟦{broken}⟧', '⟦']) assert.equal(tell(foreign), foreign);
});
