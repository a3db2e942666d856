import { readBoolean, readDate, readNumber, readTimeZone, type AttributeDefinition, type AttributeType } from '../contacts/index.ts';
import { parseEmailAddress } from '../addresses/index.ts';
import { t } from '../../platform/words/contract.ts';
import type { GuessedColumn, ImportKind } from './contract.ts';
import type { SheetRow } from './csv-rows.ts';
import { fieldNamed, plainHeader } from './header-words.ts';

// What each column most likely is: by its name, by an attribute of the same name, by its content.

const mostly = 0.6;

/** One guess a column; a field is guessed once, for the column that fits best. */
export function guessColumns(headers: readonly string[], sample: readonly SheetRow[], columns: number, attributes: readonly AttributeDefinition[], kind: ImportKind): GuessedColumn[] {
  const good = sample.filter((row) => !row.problem);
  const taken = new Set<string>();
  const keys = new Set<string>(attributes.map((each) => each.key));
  const guesses = Array.from({ length: Math.max(columns, headers.length) }, (_, index): GuessedColumn => {
    const values = good.map((row) => (row.cells[index] ?? '').trim()).filter((value) => value !== '');
    const header = headers[index] ?? '';
    return {
      index, header, examples: [...new Set(values)].slice(0, 4).map((value) => value.slice(0, 120)), to: 'skip', because: 'nothing',
      suggest: suggestAttribute(header || t('Column {number}', { number: index + 1 }), values, keys), ...writtenForm(values),
    };
  });
  const take = (guess: GuessedColumn | undefined, to: string, because: GuessedColumn['because']) => {
    if (!guess || guess.to !== 'skip' || taken.has(to)) return;
    Object.assign(guess, { to, because });
    taken.add(to);
  };
  const share = (guess: GuessedColumn, test: (value: string) => boolean): number => {
    const values = good.map((row) => (row.cells[guess.index] ?? '').trim()).filter((value) => value !== '');
    return values.length === 0 ? 0 : values.filter(test).length / values.length;
  };
  // The address matters most: content decides it, the name only between equals.
  const byContent = guesses.map((guess) => ({ guess, share: share(guess, isAddress), named: fieldNamed(guess.header) === 'email' }))
    .filter((each) => each.share >= mostly).toSorted((a, b) => Number(b.named) - Number(a.named) || b.share - a.share)[0];
  if (byContent) take(byContent.guess, 'email', byContent.named ? 'name' : 'content');
  for (const guess of guesses) {
    const field = fieldNamed(guess.header);
    if (kind === 'suppressions' && field !== 'email') continue;
    if (field) take(guess, field, 'name');
  }
  if (kind === 'suppressions') return guesses;
  for (const guess of guesses) {
    const plain = plainHeader(guess.header);
    const attribute = attributes.find((each) => plain !== '' && (plainHeader(each.label) === plain || plainHeader(each.key) === plain));
    if (attribute) take(guess, `attribute:${attribute.key}`, 'attribute');
  }
  for (const guess of guesses) if (share(guess, (value) => readTimeZone(value) !== undefined && value.includes('/')) >= mostly) take(guess, 'time_zone', 'content');
  // A first and a last name make a third column of whole names superfluous.
  for (const guess of guesses) if (guess.to === 'full_name' && taken.has('first_name') && taken.has('last_name')) Object.assign(guess, { to: 'skip', because: 'nothing' });
  return guesses;
}

const isAddress = (value: string): boolean => value.includes('@') && 'address' in parseEmailAddress(value);

function suggestAttribute(header: string, values: readonly string[], keys: Set<string>): GuessedColumn['suggest'] {
  const ascii = plainHeader(header).replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 55) || 'column';
  let key = ascii;
  for (let number = 2; keys.has(key); number++) key = `${ascii}_${number}`;
  keys.add(key);
  const type = typeOf(values);
  return { key, label: header.slice(0, 120), type, choices: type === 'choice' ? [...new Set(values)].slice(0, 20) : [] };
}

/** The narrowest type that all values seen have. Choices are never guessed: the rows not seen may hold others. */
function typeOf(values: readonly string[]): AttributeType {
  if (values.length === 0) return 'text';
  const all = (test: (value: string) => boolean) => values.every(test);
  if (all((value) => readBoolean(value) !== undefined) && !all((value) => /^[01]$/.test(value))) return 'boolean';
  if (all((value) => readDate(value) !== undefined || readDate(value, 'mdy') !== undefined)) return 'date';
  // A leading zero or plus is a code or a phone number, not an amount.
  if (all((value) => readNumber(value) !== undefined && !/^(0\d|\+)/.test(value) && value.length < 16)) return 'number';
  return 'text';
}

/** Orders of day and month, and decimal signs, that the values themselves give away. */
function writtenForm(values: readonly string[]): Pick<GuessedColumn, 'dates' | 'decimal'> {
  const slashed = values.map((value) => /^(\d{1,2})[/-](\d{1,2})[/-]\d{4}/.exec(value)).filter((match) => match !== null);
  const monthFirst = slashed.some((match) => Number(match[2]) > 12);
  const dayFirst = slashed.some((match) => Number(match[1]) > 12);
  const comma = values.some((value) => /^[+-]?[\d.]*\d,\d+$/.test(value) && !/^[+-]?\d{1,3}(,\d{3})+$/.test(value));
  return {
    ...(slashed.length > 0 ? { dates: monthFirst && !dayFirst ? 'mdy' : 'dmy' } : {}),
    ...(values.length > 0 && typeOf(values) === 'number' ? { decimal: comma ? ',' : '.' } : {}),
  };
}
