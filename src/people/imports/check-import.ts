import type { Database, Transaction } from '../../platform/db/index.ts';
import { notify } from '../../platform/listen/index.ts';
import { t } from '../../platform/words/contract.ts';
import { chunkStream } from './chunk-stream.ts';
import type { TravellingChunk } from './read-chunks.ts';
import type { ImportCounts, ImportPlan, ImportSamples } from './contract.ts';
import { addChunk, noCounts, paced, samplesKept, type Progress } from './import-counts.ts';
import { readTaskOf } from './import-context.ts';
import { fillRows } from './merge-chunk.ts';
import { checkContacts, checkSuppressions, rowsTable, takeSuppressed, type CheckedRow } from './merge-statements.ts';
import type { PreparedUpload } from './prepare-upload.ts';
import { advanceCheck, saveCheck, type ImportRecord } from './queries.ts';
import { NoLongerWanted, printable } from './read-import.ts';
import type { UploadFiles } from './upload-files.ts';

/** The dry run: every row is read, judged and compared, and nothing is written but the result. */
export async function checkImport(db: Database, files: UploadFiles, row: ImportRecord & { found: PreparedUpload; plan: ImportPlan }, now: () => Date, signal: AbortSignal): Promise<void> {
  const task = await readTaskOf(db, files, row, 0);
  const samples: ImportSamples = { new: [], changed: [], refused: [], suppressed: [] };
  let progress: Progress = { ...noCounts };
  let last = performance.now();
  for await (const chunk of chunkStream(task)) {
    signal.throwIfAborted();
    const counts = await db.transaction((tx) => checkChunk(tx, row, chunk, progress, samples));
    progress = paced(counts, progress, chunk.rows, chunk.endByte - chunk.fromByte, performance.now() - last);
    last = performance.now();
    if ((await advanceCheck.run(db, [row.workspace_id, row.id, row.check_asked_at, chunk.endByte, JSON.stringify(progress), row.found.bytes])) === 0) throw new NoLongerWanted();
    await notify(db, 'kindred_live', { w: row.workspace_id, t: 'import', id: row.id });
  }
  const { rowsPerSecond: _rows, bytesPerSecond: _bytes, ...counts } = progress;
  await saveCheck.run(db, [row.workspace_id, row.id, row.check_asked_at, now(), JSON.stringify({ counts, samples })]);
  await notify(db, 'kindred_live', { w: row.workspace_id, t: 'import', id: row.id });
}

async function checkChunk(tx: Transaction, row: ImportRecord & { plan: ImportPlan }, chunk: TravellingChunk, counts: ImportCounts, samples: ImportSamples): Promise<ImportCounts> {
  const policy = row.plan.onExisting;
  await tx.query({ text: rowsTable });
  await fillRows(tx, Buffer.from(chunk.copy.buffer, chunk.copy.byteOffset, chunk.copy.byteLength));
  const suppressed = row.kind === 'contacts' ? await takeSuppressed.rows(tx, [row.workspace_id]) : [];
  const erased = suppressed.filter((each) => each.reason === 'erased');
  const stays = suppressed.filter((each) => each.reason !== 'erased' && !each.seen);
  const merged = row.kind === 'contacts' ? await checkContacts[policy].counts.one(tx, [row.workspace_id], 'import') : await checkSuppressions.one(tx, [row.workspace_id], 'import');
  for (const refusal of chunk.refusals.slice(0, samplesKept - samples.refused.length)) {
    samples.refused.push({ row: refusal.number, reason: refusal.reason, cells: refusal.cells.map((cell) => printable(cell).slice(0, 200)) });
  }
  for (const each of erased.slice(0, samplesKept - samples.refused.length)) samples.refused.push({ row: each.row_number, reason: erasedReason(), cells: [] });
  for (const each of stays.slice(0, samplesKept - samples.suppressed.length)) samples.suppressed.push({ row: each.row_number, address: each.email, reason: each.reason });
  const wanted = [samplesKept - samples.new.length, samplesKept - samples.changed.length] as const;
  if (row.kind === 'contacts' && wanted.some((count) => count > 0)) {
    for (const each of await checkContacts[policy].samples.rows(tx, [row.workspace_id, ...wanted])) addSample(samples, each);
  }
  return addChunk(counts, chunk, merged, chunk.refusals.length + erased.length, stays.length);
}

export const erasedReason = (): string => t('This person was erased on request, so the address is not taken in again. Lift the suppression first if they ask to be written to.');

function addSample(samples: ImportSamples, each: CheckedRow): void {
  if (each.verdict === 'new') samples.new.push({ row: each.row_number, address: each.email });
  else samples.changed.push({ row: each.row_number, address: each.email, changes: changesOf(each.before ?? {}, each.after ?? {}) });
}

/** Field by field what a contact had and will have; attributes by their keys. */
export function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): { field: string; from: string; to: string }[] {
  const flat = (record: Record<string, unknown>): Map<string, string> => new Map(Object.entries(record).flatMap(([field, value]): [string, string][] =>
    (field === 'attributes' ? Object.entries((value ?? {}) as Record<string, unknown>).map(([key, inner]) => [`attribute:${key}`, written(inner)]) : [[field, written(value)]])));
  const [was, becomes] = [flat(before), flat(after)];
  return [...becomes].filter(([field, value]) => (was.get(field) ?? '') !== value).map(([field, to]) => ({ field, from: was.get(field) ?? '', to }));
}

const written = (value: unknown): string => (value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));
