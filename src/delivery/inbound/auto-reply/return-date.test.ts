import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnDate } from './return-date.ts';

const written = Temporal.PlainDate.from('2026-11-23'); // a Monday

const said: [string, string | null][] = [
  ['I am out of the office and will be back on December 7th.', '2026-12-07'],
  ['I will return on Monday, 7 December 2026. For urgent matters call Ada at +44 20 7946 0958.', '2026-12-07'],
  ['I am away from 23 November to 4 December.', '2026-12-05'],
  ['On leave until 2026-12-04, please write to team@example.com.', '2026-12-05'],
  ['Ich bin bis zum 04.12.2026 nicht im Büro und ab 7. Dezember wieder erreichbar.', '2026-12-05'],
  ['Ich bin ab dem 07.12. wieder da.', null],
  ['Ich bin wieder da am 07.12.', '2026-12-07'],
  ['Vielen Dank. Ich bin am 7. Dezember zurück im Büro: zurück am 07.12.2026.', '2026-12-07'],
  ['Je suis absente, de retour le 7 décembre.', '2026-12-07'],
  ['Estaré fuera hasta el 4 de diciembre.', '2026-12-05'],
  ['Back on 5/1.', '2027-05-01'],
  ['Back on 13/1/2027.', '2027-01-13'],
  ['I will be back tomorrow.', '2026-11-24'],
  ['I will be back next Monday.', '2026-11-30'],
  ['I am back in January.', null],
  ['Our offices opened on 3 March 2020. Thank you for your mail of 20 November.', null],
  ['I have left the company.', null],
  ['Back on 31 February.', null],
];

for (const [text, day] of said) {
  test(`${JSON.stringify(text)} -> ${day ?? 'nothing certain'}`, () => assert.equal(returnDate(text, written), day));
}
