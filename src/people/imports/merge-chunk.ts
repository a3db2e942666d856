import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Transaction } from '../../platform/db/index.ts';
import { t } from '../../platform/words/contract.ts';
import type { TravellingChunk } from './read-chunks.ts';
import { copyRows, insertCompanies, joinLists, mergeContacts, mergeSuppressions, recordImported, rowsTable, takeSuppressed, type MergedCounts, type SuppressedRow } from './merge-statements.ts';
import type { ImportKind, ImportPlan } from './contract.ts';

export interface MergeTask {
  workspaceId: number;
  kind: ImportKind;
  plan: Pick<ImportPlan, 'columns' | 'onExisting' | 'lists'>;
  byMember: number | null;
  /** The sheet's name, for the timelines of those it changes. */
  fileName: string;
  now: Date;
}

export interface ChunkOutcome {
  merged: MergedCounts;
  suppressed: SuppressedRow[];
  /** Rows the database would not take, by their number: nobody expects any, but one must not end an import. */
  refused: Map<number, string>;
}

/** Merges one chunk inside `tx`: what is in it afterwards is all of the chunk, or an error and nothing. */
export async function mergeChunk(tx: Transaction, task: MergeTask, chunk: Pick<TravellingChunk, 'copy' | 'numbers'>): Promise<ChunkOutcome> {
  await tx.query({ text: rowsTable });
  const outcome: ChunkOutcome = { merged: { new: 0, changed: 0, unchanged: 0, repeated: 0 }, suppressed: [], refused: new Map() };
  if (chunk.numbers.length > 0) await mergeLines(tx, task, Buffer.from(chunk.copy.buffer, chunk.copy.byteOffset, chunk.copy.byteLength), chunk.numbers, outcome);
  return outcome;
}

async function mergeLines(tx: Transaction, task: MergeTask, copy: Buffer, numbers: readonly number[], outcome: ChunkOutcome): Promise<void> {
  await tx.query({ text: 'savepoint before_rows' });
  try {
    await fillRows(tx, copy);
    const suppressed = task.kind === 'contacts' ? await takeSuppressed.rows(tx, [task.workspaceId]) : [];
    const merged = await mergeRows(tx, task);
    for (const key of ['new', 'changed', 'unchanged', 'repeated'] as const) outcome.merged[key] += Number(merged[key]);
    outcome.suppressed.push(...suppressed);
    await tx.query({ text: 'release savepoint before_rows' });
  } catch (error) {
    if (!isAboutValues(error)) throw error;
    await tx.query({ text: 'rollback to savepoint before_rows' });
    if (numbers.length === 1) {
      outcome.refused.set(numbers[0]!, t('The database did not take the row: {error}.', { error: (error as Error).message }));
      return;
    }
    const half = Math.ceil(numbers.length / 2);
    const cut = afterLine(copy, half);
    await mergeLines(tx, task, copy.subarray(0, cut), numbers.slice(0, half), outcome);
    await tx.query({ text: 'truncate import_rows' });
    await mergeLines(tx, task, copy.subarray(cut), numbers.slice(half), outcome);
  }
}

/** Puts lines into the temporary table. */
export async function fillRows(tx: Transaction, copy: Buffer): Promise<void> {
  const stream = tx.client.query(copyFrom(copyRows));
  stream.end(copy);
  await finished(stream);
}

async function mergeRows(tx: Transaction, task: MergeTask): Promise<MergedCounts> {
  const { workspaceId, plan, now } = task;
  if (task.kind === 'suppressions') return mergeSuppressions.one(tx, [workspaceId, now, task.byMember], 'import');
  if (plan.columns.some((column) => column.to === 'company')) await insertCompanies.run(tx, [workspaceId, now]);
  if (plan.onExisting !== 'leave') await recordImported[plan.onExisting].run(tx, [workspaceId, now, task.byMember, task.fileName]);
  const merged = await mergeContacts[plan.onExisting].one(tx, [workspaceId, now], 'import');
  if (plan.lists.length > 0) await joinLists.run(tx, [workspaceId, plan.lists, now]);
  return merged;
}

/** Data exceptions and broken constraints (SQLSTATE classes 22 and 23) lie in a row; all else is about the database. */
function isAboutValues(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(22|23)/.test(code) && code.length === 5;
}

function afterLine(copy: Buffer, count: number): number {
  let at = 0;
  for (let line = 0; line < count; line++) at = copy.indexOf(0x0a, at) + 1;
  return at;
}
