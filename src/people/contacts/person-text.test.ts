import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines, oneLine, readLanguage, readTimeZone, splitName } from './person-text.ts';

test('a name is one line without controls', () => {
  assert.equal(oneLine('  Jane\r\nBcc: all \t Doe\0 '), 'Jane Bcc: all Doe');
  assert.equal(oneLine('Zoe\u0308\u00a0Maß'), 'Zoë Maß');
  assert.equal(oneLine('evil\u202etxt'), 'eviltxt');
  assert.equal(oneLine('half \ud800 pair'), 'half  pair');
  assert.equal(oneLine('plain text'), 'plain text');
});

test('a note keeps its line breaks', () => assert.equal(lines('a\r\nb\rc\td \0'), 'a\nb\nc d'));

test('languages and zones are those the world knows', () => {
  assert.equal(readLanguage('DE_de'), 'de-DE');
  assert.equal(readLanguage('pt-br'), 'pt-BR');
  for (const bad of ['', 'German', 'x', '12', 'de;drop']) assert.equal(readLanguage(bad), undefined, bad);
  assert.equal(readTimeZone('europe/berlin'), 'Europe/Berlin');
  for (const bad of ['', 'Mars/Olympus', '+02:00', 'Europe/Berlin\n; x']) assert.equal(readTimeZone(bad), undefined, bad);
});

test('a whole name is taken apart', () => {
  assert.deepEqual(splitName('Jane van Doe'), { first: 'Jane', last: 'van Doe' });
  assert.deepEqual(splitName('Doe, Jane'), { first: 'Jane', last: 'Doe' });
  assert.deepEqual(splitName('Cher'), { first: 'Cher', last: '' });
});
