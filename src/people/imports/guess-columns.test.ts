import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessColumns } from './guess-columns.ts';

const rows = (...cells: string[][]) => cells.map((each, index) => ({ number: index + 2, cells: each }));
const guess = (headers: string[], sample: string[][], kind: 'contacts' | 'suppressions' = 'contacts') =>
  guessColumns(headers, rows(...sample), headers.length || (sample[0]?.length ?? 0), [{ key: 'plan', label: 'Current plan', type: 'text', choices: [] }], kind);

test('names decide, in any of the languages, and a field is given once', () => {
  assert.deepEqual(guess(['Vorname', 'Nachname', 'Name', 'E-Mail', 'E-Mail', 'Current Plan'], [['Eva', 'Maß', 'Eva Maß', 'a@b.example', 'x@y.example', 'Gold']]).map((each) => each.to),
    ['first_name', 'last_name', 'skip', 'email', 'skip', 'attribute:plan']);
});

test('without a header the addresses give themselves away', () => {
  const columns = guess([], [['Eva', 'a@b.example', 'Europe/Berlin'], ['Tom', 'b@b.example', 'Asia/Tokyo'], ['Zoë', 'broken', '']]);
  assert.deepEqual(columns.map((each) => [each.to, each.because]), [['skip', 'nothing'], ['email', 'content'], ['time_zone', 'content']]);
});

test('a column called E-Mail that holds none gives way to one that holds them', () => {
  assert.deepEqual(guess(['Email', 'Contact address'], [['yes', 'a@b.example'], ['no', 'b@b.example']]).map((each) => each.to), ['skip', 'email']);
});

test('an attribute is suggested with a key of its own and the narrowest type', () => {
  const columns = guess(['Plan', 'Größe (cm)', 'Renewal', 'VIP', 'Zip', '9 lives'], [['a', '1,80', '3/25/2026', 'ja', '01234', 'one'], ['b', '1,75', '12/1/2026', 'nein', '10115', 'two']]);
  assert.deepEqual(columns.map((each) => [each.suggest.key, each.suggest.type]), [['plan_2', 'text'], ['grosse_cm', 'number'], ['renewal', 'date'], ['vip', 'boolean'], ['zip', 'text'], ['lives', 'text']]);
  assert.equal(columns[1]!.decimal, ',');
  assert.equal(columns[2]!.dates, 'mdy');
});

test('of suppressions only the address is guessed', () => {
  assert.deepEqual(guess(['Address', 'First name'], [['a@b.example', 'Eva']], 'suppressions').map((each) => each.to), ['email', 'skip']);
});
