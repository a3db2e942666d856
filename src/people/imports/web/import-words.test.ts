import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsSentence, encodingName, fieldName } from './import-words.ts';

const none = { rows: 0, new: 0, changed: 0, unchanged: 0, duplicates: 0, refused: 0, suppressed: 0 };

test('counts are a sentence of what there is', () => {
  assert.equal(countsSentence({ ...none, rows: 1205, new: 1200, refused: 5 }), '1,200 new, 5 refused.');
  assert.equal(countsSentence({ ...none, rows: 3, unchanged: 2, duplicates: 1 }), '2 unchanged, 1 repeated in the file.');
  assert.equal(countsSentence(none), 'The file has no rows of people.');
});

test('fields and encodings have names, and unknown ones stand as they are', () => {
  assert.equal(fieldName('email', []), 'Address');
  assert.equal(fieldName('attribute:plan', [{ key: 'plan', label: 'Plan' }]), 'Plan');
  assert.equal(fieldName('attribute:gone', []), 'gone');
  assert.equal(encodingName('windows-1252'), 'Western Europe (Windows)');
  assert.equal(encodingName('iso-8859-5'), 'ISO-8859-5');
});
