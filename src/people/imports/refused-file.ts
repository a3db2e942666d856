import type { Database } from '../../platform/db/index.ts';
import { csvLine } from '../contacts/index.ts';
import { t, tell } from '../../platform/words/contract.ts';
import { listRefusals, type ImportRecord } from './queries.ts';

const batch = 2000;

/** The refused rows as they were, with their number and the reason behind: mend them, and the file can be imported as it is. */
export async function* refusedFile(db: Database, row: ImportRecord): AsyncGenerator<string> {
  const width = Math.max(row.found?.columns ?? 0, row.found?.headers.length ?? 0);
  const padded = (cells: readonly string[]) => Array.from({ length: Math.max(width, cells.length) }, (_, index) => cells[index] ?? '');
  const headers = padded(row.found?.headers ?? []).map((header, index) => header || t('Column {number}', { number: index + 1 }));
  yield `\ufeff${csvLine([...headers, t('Row'), t('Refused because')])}`;
  for (let after = 0; ;) {
    const refusals = await listRefusals.rows(db, [row.workspace_id, row.id, after, batch]);
    if (refusals.length > 0) yield refusals.map((each) => csvLine([...padded(each.cells.slice(0, Math.max(width, 1))), String(each.row_number), tell(each.reason)])).join('');
    if (refusals.length < batch) return;
    after = refusals.at(-1)!.row_number;
  }
}
