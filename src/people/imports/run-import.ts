import type { Database } from '../../platform/db/index.ts';
import { notify } from '../../platform/listen/index.ts';
import { erasedReason } from './check-import.ts';
import { chunkStream } from './chunk-stream.ts';
import type { TravellingChunk } from './read-chunks.ts';
import type { ImportPlan } from './contract.ts';
import type { SheetRow } from './csv-rows.ts';
import { addChunk, noCounts, paced, type Progress } from './import-counts.ts';
import { readTaskOf } from './import-context.ts';
import { mergeChunk, type ChunkOutcome } from './merge-chunk.ts';
import type { PreparedUpload } from './prepare-upload.ts';
import { advanceRun, freshFigures, insertRefusals, markFinished, markStarted, type ImportRecord } from './queries.ts';
import { cellsOfRows, type ReadTask } from './read-chunks.ts';
import { NoLongerWanted, printable } from './read-import.ts';
import type { UploadFiles } from './upload-files.ts';

/**
 * Imports for good, from where the last committed chunk ended. A chunk's rows, its refusals and the
 * place behind it are one transaction: a kill at any moment loses nothing and brings nothing twice.
 */
export async function runImport(db: Database, files: UploadFiles, row: ImportRecord & { found: PreparedUpload; plan: ImportPlan }, now: () => Date, signal: AbortSignal): Promise<void> {
  const task = await readTaskOf(db, files, row, row.at_byte);
  await markStarted.run(db, [row.workspace_id, row.id, now(), row.found.bytes]);
  let at = row.at_byte;
  let progress: Progress = { ...noCounts, ...row.counts };
  // A run that goes on may find a table that nobody has looked at since it was filled.
  let known = row.at_byte > 0 ? await look(db, progress) : 0;
  let last = performance.now();
  for await (const chunk of chunkStream(task)) {
    signal.throwIfAborted();
    progress = await retried(() => importChunk(db, row, task, chunk, at, progress, performance.now() - last, now));
    if (written(progress) >= Math.max(many, 2 * known)) known = await look(db, progress);
    last = performance.now();
    at = chunk.endByte;
  }
  await db.transaction(async (tx) => {
    await markFinished.run(tx, [row.workspace_id, row.id, now()]);
    await notify(tx, 'kindred_live', { w: row.workspace_id, t: 'import', id: row.id });
  });
  if (written(progress) >= many) await look(db, progress);
}

/** So many rows change what a table looks like; PostgreSQL itself would notice within a minute or two, and plan by the former figures until then. */
const many = 1000;

const written = (progress: Progress): number => progress.new + progress.changed;

/** Each time the rows have doubled: a plan from when there were few read all contacts for each row (50,000 rows: 138 s). */
async function look(db: Database, progress: Progress): Promise<number> {
  await freshFigures.run(db, []);
  return written(progress);
}

async function importChunk(
  db: Database, row: ImportRecord & { plan: ImportPlan }, task: ReadTask, chunk: TravellingChunk, at: number, before: Progress, sinceMs: number, now: () => Date,
): Promise<Progress> {
  return db.transaction(async (tx) => {
    const began = performance.now();
    const outcome = await mergeChunk(tx, { workspaceId: row.workspace_id, kind: row.kind, plan: row.plan, byMember: row.run_asked_by, fileName: row.file_name, now: now() }, chunk);
    const late = await lateRefusals(task, chunk, outcome);
    const refusals = [...chunk.refusals, ...late];
    if (refusals.length > 0) await insertRefusals.run(tx, [row.workspace_id, row.id, JSON.stringify(refusals.map((each) => ({ ...each, cells: each.cells.map(printable) })))]);
    const staying = outcome.suppressed.filter((each) => each.reason !== 'erased' && !each.seen).length;
    const counts = addChunk(before, chunk, outcome.merged, refusals.length, staying);
    const progress = paced(counts, before, chunk.rows, chunk.endByte - chunk.fromByte, sinceMs + performance.now() - began);
    if ((await advanceRun.run(tx, [row.workspace_id, row.id, at, chunk.endByte, chunk.endRow, JSON.stringify(progress)])) === 0) throw new NoLongerWanted();
    await notify(tx, 'kindred_live', { w: row.workspace_id, t: 'import', id: row.id });
    return progress;
  });
}

/** Refusals known only in the database: erased people, and values it would not take. */
async function lateRefusals(task: ReadTask, chunk: TravellingChunk, outcome: ChunkOutcome): Promise<{ number: number; reason: string; cells: string[]; key: string | null }[]> {
  const reasons = new Map(outcome.refused);
  for (const each of outcome.suppressed) if (each.reason === 'erased') reasons.set(each.row_number, erasedReason());
  if (reasons.size === 0) return [];
  const keys = new Map(outcome.suppressed.map((each) => [each.row_number, each.email_key]));
  const rows = await cellsOfRows(task.path, task.syntax, chunk, new Set(reasons.keys()));
  return rows.map((row: SheetRow) => ({ number: row.number, reason: reasons.get(row.number)!, cells: row.cells, key: keys.get(row.number) ?? null }));
}

const tries = 5;

/** Two imports, or an import and a merge of contacts, may lock each other out: the one that is told off tries again. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (attempt === tries || (code !== '40P01' && code !== '40001')) throw error;
    }
  }
}
