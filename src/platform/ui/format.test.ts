import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBytes, formatCount, formatDuration, formatInterval, formatPerSecond, formatPercent, formatRate, initialsOf } from './format.ts';

test('a count groups its thousands, and what is not known is a dash', () => {
  assert.equal(formatCount(4812), '4,812');
  assert.equal(formatCount(0), '0');
  assert.equal(formatCount(null), '–');
  assert.equal(formatCount(Number.NaN), '–');
});

test('a rate has one decimal and shows its fraction', () => {
  assert.deepEqual(formatRate({ numerator: 931, denominator: 4716 }), { figure: '19.7', unit: '%', fraction: '931 of 4,716', text: '19.7%' });
  assert.equal(formatRate({ numerator: 0, denominator: 10 }).text, '0.0%');
  assert.equal(formatRate({ numerator: 9, denominator: 4716 }, 2).text, '0.19%');
});

test('nothing in the denominator is a dash, never 0% or NaN', () => {
  assert.deepEqual(formatRate({ numerator: 0, denominator: 0 }), { figure: '–', unit: '', fraction: '0 of 0', text: '–' });
  assert.equal(formatPercent(0 / 0), '–');
  assert.equal(formatPercent(null), '–');
  assert.equal(formatPercent(0.1875), '18.8%');
});

test('an interval reads low to high with one unit', () => {
  assert.equal(formatInterval(0.1863, 0.209), '18.6 to 20.9%');
  assert.equal(formatInterval(0, 0.2775328), '0.0 to 27.8%');
});

test('a wait is told in the unit a person waits by', () => {
  assert.equal(formatDuration(10.2), '10 s');
  assert.equal(formatDuration(200), '3 min');
  assert.equal(formatDuration(7500), '2 h 5 min');
  assert.equal(formatDuration(7200), '2 h');
  assert.equal(formatDuration(4 * 86_400), '4 days');
  assert.equal(formatDuration(Infinity), '–');
  assert.equal(formatPerSecond(118.3), '118 a second');
  assert.equal(formatPerSecond(2.44), '2.4 a second');
});

test('sizes are told in the units a mail program uses', () => {
  assert.equal(formatBytes(512), '512 bytes');
  assert.equal(formatBytes(102_400), '102 KB');
  assert.equal(formatBytes(100_000_000), '100.0 MB');
});

test('initials come from the first and the last word, in any script', () => {
  assert.equal(initialsOf('Ana Ferreira'), 'AF');
  assert.equal(initialsOf('Rui M. Paixão'), 'RP');
  assert.equal(initialsOf('Élodie'), 'ÉL');
  assert.equal(initialsOf('山田 太郎'), '山太');
  assert.equal(initialsOf('ines@lusitra.example'), 'IE');
  assert.equal(initialsOf(''), '?');
});
