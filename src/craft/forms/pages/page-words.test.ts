import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pageLanguages, pageWords, pickLanguage, readAcceptLanguage } from './page-words.ts';

const folder = join(import.meta.dirname, '../locales');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).toSorted();

test('every language says all that English does, with the same values in it', () => {
  const english = read('en.json');
  for (const name of readdirSync(folder)) {
    const other = read(name);
    assert.deepEqual(Object.keys(other).toSorted(), Object.keys(english).toSorted(), name);
    for (const [key, text] of Object.entries(other)) assert.deepEqual(holes(text), holes(english[key]!), `${name} ${key}`);
  }
});

test('a language is known by its file and called by its own name', () => {
  assert.deepEqual(pageLanguages(), [{ language: 'de', name: 'Deutsch' }, { language: 'en', name: 'English' }]);
  assert.equal(pageWords('de-AT').say('save'), 'Speichern');
  assert.equal(pageWords('pt-BR').say('confirmed', { workspace: 'Ferrow' }), 'Your address is confirmed. You will hear from Ferrow.');
});

test('the page speaks the first language of the reader that it has', () => {
  const cases: [string[], string[], string][] = [
    [['de-AT', 'en'], ['en', 'de'], 'de'], [['fr', 'de'], ['en', 'de'], 'de'], [['de'], ['en', 'de-CH'], 'de-CH'], [['fr'], ['en', 'de'], 'x'], [[], ['en'], 'x'], [['DE'], ['de'], 'de'],
  ];
  for (const [wanted, there, expected] of cases) assert.equal(pickLanguage(wanted, there, 'x'), expected, wanted.join());
});

test('a browser’s wishes are read in their order, and nonsense is passed over', () => {
  assert.deepEqual(readAcceptLanguage('en;q=0.5, de-DE, fr;q=0, *;q=0.1, nl;q=0.8'), ['de-DE', 'nl', 'en']);
  assert.deepEqual(readAcceptLanguage(undefined), []);
  assert.deepEqual(readAcceptLanguage(`${'x'.repeat(100_000)},;;q==`), []);
});
