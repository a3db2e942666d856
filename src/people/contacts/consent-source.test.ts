import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speakIn } from '../../platform/words/index.ts';
import { tellSource } from './consent-source.ts';

test('where a consent came from is said in the reader’s language when the program wrote it, else as it was written', () => {
  const german = (source: string | null) => speakIn('de', () => tellSource(source));
  assert.deepEqual(['Form: Newsletter', 'Preference page', 'fair 2026', null].map(german), ['Formular: Newsletter', 'Seite mit den Einstellungen', 'fair 2026', null]);
  assert.equal(tellSource('Form: Newsletter'), 'Form: Newsletter');
});
