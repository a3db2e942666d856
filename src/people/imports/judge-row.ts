import {
  asWritten, lines, longest, oneLine, readAttribute, readBoolean, readDate, readLanguage, readTimeZone, shortened, splitName,
  type AttributeDefinition, type AttributeValue, type WrittenForm,
} from '../contacts/index.ts';
import { parseEmailAddress } from '../addresses/index.ts';
import { phrase, t, type Phrase } from '../../platform/words/contract.ts';
import type { ImportPlan } from './contract.ts';
import type { SheetRow } from './csv-rows.ts';
import type { StandardField } from './header-words.ts';

// One row of a sheet: a person to import, or refused with a reason a person can act on.
// A row goes in as a whole or not at all; half of one would be found out by nobody.

export interface ImportRow {
  number: number;
  email: string;
  key: string;
  /** Empty means the file says nothing. */
  firstName: string;
  lastName: string;
  jobTitle: string;
  phone: string;
  company: string;
  note: string;
  ownerId: number | null;
  timeZone: string | null;
  language: string | null;
  attributes: Record<string, AttributeValue>;
  consent: 'unknown' | 'given' | 'withdrawn';
  consentSource: string | null;
  /** RFC 3339. */
  consentAt: string | null;
}

export interface Refusal {
  number: number;
  reason: string;
  cells: string[];
  /** When its address could be read. */
  key: string | null;
}

export interface JudgeContext {
  columns: ImportPlan['columns'];
  consent: ImportPlan['consent'];
  consentSource: string;
  /** Those in use and those the plan defines. */
  attributes: readonly AttributeDefinition[];
  /** Members by lower-case address. */
  owners: Readonly<Record<string, number>>;
  /** Columns of the header; 0 without one. */
  width: number;
  /** RFC 3339; consent without a time of its own has this one. */
  now: string;
}

/** Puts a value into the row; answers a problem when it cannot. */
type Taker = (row: ImportRow, text: string) => string | undefined;

/** Prepares the plan once; the answered function judges one row after the other. */
export function rowJudge(context: JudgeContext): (row: SheetRow) => ImportRow | Refusal {
  const takers = context.columns.filter((column) => column.to !== 'skip').map((column) => ({ index: column.index, take: takerFor(column.to, column, context) }));
  const blank = (number: number): ImportRow => ({
    number, email: '', key: '', firstName: '', lastName: '', jobTitle: '', phone: '', company: '', note: '', ownerId: null, timeZone: null, language: null,
    attributes: {}, consent: 'unknown', consentSource: null, consentAt: null,
  });
  return (sheetRow) => {
    const row = blank(sheetRow.number);
    const refuse = (reason: string): Refusal => ({ number: sheetRow.number, reason, cells: sheetRow.cells, key: row.key === '' ? null : row.key });
    if (sheetRow.problem) return refuse(sheetRow.problem);
    const { cells } = sheetRow;
    if (context.width > 0 && cells.length > context.width && cells.slice(context.width).some((cell) => cell.trim() !== '')) {
      return refuse(t('The row has {cells} cells, the header {width}: a delimiter may stand in a cell without quotes.', { cells: cells.length, width: context.width }));
    }
    // The first problem is told, but the address is read whatever else is wrong.
    let problem: string | undefined;
    for (const { index, take } of takers) {
      const cell = cells[index];
      if (cell === undefined || cell === '') continue;
      const wrong = cell.includes('\0') ? t('The row holds a NUL character: the file may be damaged.') : take(row, asWritten(cell));
      problem ??= wrong;
    }
    if (problem) return refuse(problem);
    if (row.key === '') return refuse(t('The row has no address.'));
    if (row.consent === 'unknown' && context.consent === 'given') row.consent = 'given';
    if (row.consent === 'unknown') {
      row.consentSource = row.consentAt = null;
    } else {
      row.consentSource ??= context.consentSource;
      row.consentAt ??= context.now;
    }
    return row;
  };
}

function takerFor(to: string, form: WrittenForm, context: JudgeContext): Taker {
  if (to.startsWith('attribute:')) {
    const definition = context.attributes.find((each) => each.key === to.slice('attribute:'.length));
    if (!definition) return () => undefined;
    const tidy = definition.type === 'text' ? lines : oneLine;
    return (row, text) => {
      const tidied = tidy(text);
      if (tidied === '') return undefined;
      const read = readAttribute(definition, tidied, form);
      if ('problem' in read) return read.problem;
      row.attributes[definition.key] = read.value;
      return undefined;
    };
  }
  return standardTaker(to as StandardField | 'note', form, context);
}

function standardTaker(to: StandardField | 'note', form: WrittenForm, context: JudgeContext): Taker {
  switch (to) {
    case 'email': return takeEmail;
    case 'first_name': return takeText('firstName', phrase('The first name'), longest.name);
    case 'last_name': return takeText('lastName', phrase('The last name'), longest.name);
    case 'job_title': return takeText('jobTitle', phrase('The job title'), longest.job_title);
    case 'phone': return takeText('phone', phrase('The phone number'), longest.phone);
    case 'company': return takeText('company', phrase('The company’s name'), longest.company);
    case 'note': return takeText('note', phrase('The note'), 1000);
    case 'full_name': return takeFullName;
    case 'language': return takeKnown('language', readLanguage, phrase('“{text}” is no language code such as de or pt-BR.'));
    case 'time_zone': return takeKnown('timeZone', readTimeZone, phrase('“{text}” is no time zone such as Europe/Berlin.'));
    case 'owner': return takeKnown('ownerId', (text) => context.owners[text.trim().toLowerCase()], phrase('“{text}” is not the address of a member here.'));
    case 'consent': return takeConsent;
    case 'consent_source': return takeSource;
    case 'consent_at': return (row, text) => takeTime(row, text, form);
  }
}

const takeEmail: Taker = (row, text) => {
  if (text.trim() === '') return undefined;
  const read = parseEmailAddress(text);
  if ('problem' in read) return `${read.problem} ("${shortened(oneLine(text))}")`;
  if (row.key !== '') return undefined; // a second address column fills in only where the first is empty
  row.email = read.address;
  row.key = read.key;
  return undefined;
};

function takeText(field: 'firstName' | 'lastName' | 'jobTitle' | 'phone' | 'company' | 'note', what: Phrase, max: number): Taker {
  return (row, text) => {
    const tidied = oneLine(text);
    if (tidied.length > max) return t('{what} is longer than {most} characters.', { what: t(what), most: max });
    if (tidied !== '') row[field] = tidied;
    return undefined;
  };
}

const takeFullName: Taker = (row, text) => {
  const { first, last } = splitName(text);
  if (first.length > longest.name || last.length > longest.name) return t('The name is longer than {most} characters.', { most: longest.name });
  row.firstName ||= first;
  row.lastName ||= last;
  return undefined;
};

function takeKnown<Field extends 'language' | 'timeZone' | 'ownerId'>(field: Field, read: (text: string) => ImportRow[Field] | undefined, wrong: Phrase): Taker {
  return (row, text) => {
    if (text.trim() === '') return undefined;
    const value = read(text);
    if (value === undefined) return t(wrong, { text: shortened(oneLine(text)) });
    row[field] = value;
    return undefined;
  };
}

const given = new Set(['given', 'opt-in', 'optin', 'opted in', 'subscribed', 'granted', 'confirmed', 'erteilt', 'angemeldet', 'bestätigt', 'double opt-in']);
const withdrawn = new Set(['withdrawn', 'opt-out', 'optout', 'opted out', 'unsubscribed', 'denied', 'revoked', 'widerrufen', 'abgemeldet']);

const takeConsent: Taker = (row, text) => {
  const word = text.trim().toLowerCase();
  if (word === '' || word === 'unknown' || word === 'unbekannt') return undefined;
  const answer = given.has(word) ? true : withdrawn.has(word) ? false : readBoolean(word);
  if (answer === undefined) return t('“{text}” does not say whether there is consent.', { text: shortened(oneLine(text)) });
  row.consent = answer ? 'given' : 'withdrawn';
  return undefined;
};

const takeSource: Taker = (row, text) => {
  const tidied = oneLine(text);
  if (tidied.length > longest.consent_source) return t('The source of the consent is longer than {most} characters.', { most: longest.consent_source });
  if (tidied !== '') row.consentSource = tidied;
  return undefined;
};

function takeTime(row: ImportRow, text: string, form: WrittenForm): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const exact = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(trimmed) ? new Date(trimmed.replace(' ', 'T')) : undefined;
  const day = readDate(trimmed, form.dates);
  const clock = /[T ](\d{1,2}:\d{2}(?::\d{2})?)$/.exec(trimmed)?.[1];
  const at = exact ?? (day === undefined ? undefined : new Date(`${day}T${(clock ?? '00:00').padStart(5, '0').padEnd(8, ':00')}Z`));
  if (!at || Number.isNaN(at.getTime())) return t('“{text}” is not a time of consent.', { text: shortened(oneLine(text)) });
  row.consentAt = at.toISOString();
  return undefined;
}
