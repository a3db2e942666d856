import type { Database } from '../../platform/db/index.ts';
import { listAttributes } from './attributes.ts';
import type { FoundBy } from './contact-filter.ts';
import { csvLine } from './csv-cell.ts';
import { contactRowsOf, listContactsAfter, type ContactRecord } from './queries.ts';

const fields: [header: string, value: (row: ContactRecord) => string][] = [
  ['Email', (row) => row.email ?? ''], ['First name', (row) => row.first_name], ['Last name', (row) => row.last_name], ['Company', (row) => row.company_name ?? ''],
  ['Job title', (row) => row.job_title], ['Phone', (row) => row.phone], ['Language', (row) => row.language ?? ''], ['Time zone', (row) => row.time_zone ?? ''],
  ['Consent', (row) => (row.consent === 'unknown' ? '' : row.consent)], ['Consent source', (row) => row.consent_source ?? ''], ['Consent at', (row) => row.consent_at?.toISOString() ?? ''],
];
const batch = 2000;

/**
 * Contacts as CSV in UTF-8, a batch at a time by cursor: memory stays flat and no transaction is
 * held open while somebody's connection is slow. Column names are those our own import knows.
 */
export function exportContacts(db: Database, workspaceId: number, filter: FoundBy, bom: boolean, signal?: AbortSignal): AsyncGenerator<string> {
  let after = 0;
  return writeCsv(db, workspaceId, bom, signal, async () => {
    const rows = await listContactsAfter(db, workspaceId, filter, after, batch);
    after = rows.at(-1)?.id ?? after;
    return { rows, isLast: rows.length < batch };
  });
}

/** The same for contacts already found, in the order of `ids`. */
export function exportContactsOf(db: Database, workspaceId: number, ids: readonly number[], bom: boolean, signal?: AbortSignal): AsyncGenerator<string> {
  let from = 0;
  return writeCsv(db, workspaceId, bom, signal, async () => {
    const rows = await contactRowsOf(db, workspaceId, ids.slice(from, from + batch));
    from += batch;
    return { rows, isLast: from >= ids.length };
  });
}

async function* writeCsv(db: Database, workspaceId: number, bom: boolean, signal: AbortSignal | undefined, next: () => Promise<{ rows: ContactRecord[]; isLast: boolean }>): AsyncGenerator<string> {
  const attributes = await listAttributes(db, workspaceId);
  yield (bom ? '\ufeff' : '') + csvLine([...fields.map(([header]) => header), ...attributes.map((each) => each.label)]);
  for (;;) {
    signal?.throwIfAborted();
    const { rows, isLast } = await next();
    if (rows.length > 0) yield rows.map((row) => csvLine([...fields.map(([, value]) => value(row)), ...attributes.map((each) => String(row.attributes[each.key] ?? ''))])).join('');
    if (isLast) return;
  }
}
