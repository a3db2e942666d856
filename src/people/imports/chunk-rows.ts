import type { ImportPlan } from './contract.ts';
import type { SheetRow } from './csv-rows.ts';
import type { ImportRow, Refusal } from './judge-row.ts';
import type { SeenKeys } from './seen-keys.ts';

// Rows of a file in the portions that are merged in one transaction each. A portion ends after so
// many rows read, whatever became of them: a dry run, the run and a resumed run cut alike and
// therefore count alike.

export interface Chunk {
  /** Lines in COPY's text form, in the order of `copyColumns`; one a row. */
  lines: string[];
  /** Row number of each line. */
  numbers: number[];
  refusals: Refusal[];
  /** Rows read, and those of them whose address came before in the same chunk. */
  rows: number;
  repeated: number;
}

export const chunkRows = 10_000;

export const copyColumns = [
  'row_number', 'seen', 'email', 'email_key', 'first_name', 'last_name', 'job_title', 'phone', 'company', 'note', 'owner_id', 'time_zone', 'language',
  'attributes', 'consent', 'consent_source', 'consent_at',
] as const;

export class ChunkBuilder {
  readonly #judge: (row: SheetRow) => ImportRow | Refusal;
  readonly #policy: ImportPlan['onExisting'];
  readonly #seen: SeenKeys;
  #kept = new Map<string, { row: ImportRow; seen: boolean }>();
  #refusals: Refusal[] = [];
  #rows = 0;
  #repeated = 0;

  constructor(judge: (row: SheetRow) => ImportRow | Refusal, policy: ImportPlan['onExisting'], seen: SeenKeys) {
    this.#judge = judge;
    this.#policy = policy;
    this.#seen = seen;
  }

  /** Takes a row; answers true when the chunk is full. */
  add(sheetRow: SheetRow): boolean {
    const row = this.#judge(sheetRow);
    this.#rows += 1;
    if ('reason' in row) {
      this.#refusals.push(row);
    } else {
      const before = this.#kept.get(row.key);
      if (before) {
        this.#repeated += 1;
        before.row = mergeRows(before.row, row, this.#policy);
      } else this.#kept.set(row.key, { row, seen: this.#seen.add(row.key) });
    }
    return this.#rows >= chunkRows;
  }

  /** What has been taken, and begins anew. */
  take(): Chunk {
    const lines: string[] = [];
    const numbers: number[] = [];
    for (const { row, seen } of this.#kept.values()) {
      lines.push(copyLine(row, seen));
      numbers.push(row.number);
    }
    const chunk = { lines, numbers, refusals: this.#refusals, rows: this.#rows, repeated: this.#repeated };
    this.#kept = new Map();
    this.#refusals = [];
    this.#rows = this.#repeated = 0;
    return chunk;
  }

  get isEmpty(): boolean {
    return this.#rows === 0;
  }
}

/** Two rows of one address, as if one after the other had met the contact: so it does not matter where a chunk ends. */
export function mergeRows(first: ImportRow, second: ImportRow, policy: ImportPlan['onExisting']): ImportRow {
  if (policy === 'leave') return first;
  const [over, under] = policy === 'update' ? [second, first] : [first, second];
  // A withdrawal is never taken back by a file; what was given keeps its first source.
  const consent = first.consent === 'unknown' || (first.consent === 'given' && second.consent === 'withdrawn') ? second : first;
  return {
    number: first.number, email: first.email, key: first.key,
    firstName: over.firstName || under.firstName, lastName: over.lastName || under.lastName, jobTitle: over.jobTitle || under.jobTitle,
    phone: over.phone || under.phone, company: over.company || under.company, note: over.note || under.note,
    ownerId: over.ownerId ?? under.ownerId, timeZone: over.timeZone ?? under.timeZone, language: over.language ?? under.language,
    attributes: { ...under.attributes, ...over.attributes },
    consent: consent.consent, consentSource: consent.consentSource, consentAt: consent.consentAt,
  };
}

function copyLine(row: ImportRow, seen: boolean): string {
  let attributes = '{}';
  for (const _ in row.attributes) { attributes = escaped(JSON.stringify(row.attributes)); break; }
  return `${row.number}\t${seen ? 't' : 'f'}\t${escaped(row.email)}\t${escaped(row.key)}\t${escaped(row.firstName)}\t${escaped(row.lastName)}\t${escaped(row.jobTitle)}\t${
    escaped(row.phone)}\t${escaped(row.company)}\t${escaped(row.note)}\t${row.ownerId ?? '\\N'}\t${row.timeZone ?? '\\N'}\t${row.language ?? '\\N'}\t${attributes}\t${
    row.consent}\t${row.consentSource === null ? '\\N' : escaped(row.consentSource)}\t${row.consentAt ?? '\\N'}\n`;
}

const special = /[\\\t\n\r]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text as COPY's text form wants it. */
export const escaped = (text: string): string => (special.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign]!) : text);
