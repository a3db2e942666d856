import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { formatBytes, formatCount, formatDuration, formatInterval, formatPercent, formatRate } from './format.ts';
import { formatMoment } from './format-time.ts';
import { sentenceParts } from './sentence-parts.ts';
import { joinWords, locale, phrase, speak, t, tn } from './words.ts';

const german = {
  'Send to {name}': 'An {name} senden',
  '{count} person': { one: '{count} Person', other: '{count} Personen' },
  'Left // who unsubscribed': 'Abgemeldet',
  '{numerator} of {denominator}': '{numerator} von {denominator}',
  '{low} to {high}': '{low} bis {high}',
  '{clock} in {place}': '{clock} in {place}',
  '<b>{name}</b> left': 'Fort ist <b>{name}</b>',
};
afterEach(() => speak('en', {}));

test('a text is looked up, its values are laid in, and what is not translated stays English', () => {
  assert.equal(t('Send to {name}', { name: 'Ana' }), 'Send to Ana');
  speak('de', german);
  assert.equal(t('Send to {name}', { name: 'Ana' }), 'An Ana senden');
  assert.equal(t(phrase('Send to {name}'), { name: '{name}' }), 'An {name} senden');
  assert.equal(t('Never heard of'), 'Never heard of');
});

test('counts follow the language’s rule of plurals and its digits', () => {
  assert.deepEqual([1, 2, 0].map((count) => tn(count, '{count} person', '{count} people')), ['1 person', '2 people', '0 people']);
  speak('de', german);
  assert.deepEqual([1, 4812].map((count) => tn(count, '{count} person', '{count} people')), ['1 Person', '4.812 Personen']);
  const polish = { one: '{count} osoba', few: '{count} osoby', many: '{count} osób', other: '{count} osoby' };
  speak('pl', { '{count} person': polish });
  assert.deepEqual([1, 3, 5].map((count) => tn(count, '{count} person', '{count} people')), ['1 osoba', '3 osoby', '5 osób']);
});

test('a note for translators is never shown', () => {
  assert.equal(t('Left // who unsubscribed'), 'Left');
  speak('de', german);
  assert.equal(t('Left // who unsubscribed'), 'Abgemeldet');
});

test('figures and times are spelled by the language', () => {
  speak('de', german);
  assert.equal(locale(), 'de');
  assert.equal(formatCount(4812), '4.812');
  assert.equal(formatPercent(0.1974), '19,7\u00a0%');
  assert.equal(formatRate({ numerator: 931, denominator: 4716 }).fraction, '931 von 4.716');
  assert.equal(formatInterval(0.186, 0.209), '18,6 bis 20,9\u00a0%');
  assert.equal(formatDuration(10), '10 s');
  assert.equal(formatBytes(1_500_000), '1,5 MB');
  const at = new Date('2026-11-10T09:07:33Z');
  const moment = formatMoment({ at, zone: 'Europe/Berlin', now: new Date('2026-11-18T09:00:00Z'), contactZone: 'Europe/Lisbon' });
  assert.equal(moment.text, 'Di. 10. Nov. 10:07:33');
  assert.match(moment.full, /^Dienstag 10\. November 2026, 10:07:33/);
  assert.equal(joinWords(['Ana', 'Rui', 'Vera']), 'Ana, Rui und Vera');
});

test('a sentence is cut at its tags wherever the language put them, and a name that looks like a tag is a name', () => {
  assert.deepEqual(sentenceParts(t('<b>{name}</b> left'), { name: '<b>x</b>' }), [{ text: '<b>x</b>', tag: 'b' }, { text: ' left', tag: null }]);
  speak('de', german);
  assert.deepEqual(sentenceParts(t('<b>{name}</b> left'), { name: 'Ana' }), [{ text: 'Fort ist ', tag: null }, { text: 'Ana', tag: 'b' }]);
});

test('the language that tests the screens marks whatever went through here', () => {
  speak('en-XA', {});
  assert.match(t('Send to {name}', { name: 'Ana' }), /^\[Send to Ana ~+\]$/);
});
