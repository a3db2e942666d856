import type { Clock } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { Problem } from '../../platform/errors/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';
import { notify, type Listener } from '../../platform/listen/index.ts';
import { keeping, speakIn, t } from '../../platform/words/index.ts';
import { checkImport } from './check-import.ts';
import type { ImportPlan } from './contract.ts';
import { importStatus } from './import-status.ts';
import { factsOf } from './present-import.ts';
import type { PreparedUpload } from './prepare-upload.ts';
import { findImport, findWork, markFailed, markRemoved, type ImportRecord } from './queries.ts';
import { NoLongerWanted, readImport } from './read-import.ts';
import { runImport } from './run-import.ts';
import type { UploadFiles } from './upload-files.ts';

export interface ImportWorker {
  db: Database;
  files: UploadFiles;
  clock: Clock;
}

/** Advisory locks of imports: this number and the import's. The lock goes with the connection, so a killed worker's import is free at once. */
const lockSpace = 4_400_003;

/** Works on one import that waits for it, to the end of its step; answers whether there was one. */
export async function workOnImport(worker: ImportWorker, signal: AbortSignal): Promise<boolean> {
  for (const work of await findWork.rows(worker.db, [])) {
    const client = await worker.db.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => { broken = error; };
    client.on('error', onError);
    try {
      const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1, $2) as locked', [lockSpace, work.id % 2_147_483_647]);
      if (!rows[0]?.locked) continue;
      try {
        const row = await findImport.one(worker.db, [work.workspace_id, work.id], 'import');
        // Refusals and what ends an import are kept, and told to each reader.
        await speakIn(keeping, () => step(worker, row, signal));
      } finally {
        await client.query('select pg_advisory_unlock($1, $2)', [lockSpace, work.id % 2_147_483_647]).catch((error: Error) => { broken = error; });
      }
      return true;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
  return false;
}

async function step(worker: ImportWorker, row: ImportRecord, signal: AbortSignal): Promise<void> {
  const { db, files, clock } = worker;
  const now = () => clock.now();
  try {
    const status = importStatus(factsOf(row));
    if (status === 'reading') await readImport(db, files, row, now);
    else if (status === 'checking') await checkImport(db, files, mapped(row), now, signal);
    else if (status === 'running') {
      await runImport(db, files, mapped(row), now, signal);
      await removeFile(worker, row);
    }
  } catch (error) {
    if (error instanceof NoLongerWanted || signal.aborted) return;
    const failure = failureOf(error);
    if (!failure) throw error; // the database is away, or a defect: tried again, and logged
    await markFailed.run(db, [row.workspace_id, row.id, now(), JSON.stringify(failure)]);
    await notify(db, 'kindred_live', { w: row.workspace_id, t: 'import', id: row.id });
  }
}

/** What ends an import for good, in words for the person who waits for it. */
function failureOf(error: unknown): { code: string; message: string } | undefined {
  if (error instanceof Problem) return { code: error.code, message: error.message };
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return { code: 'file_gone', message: t('The uploaded file is no longer there. Rows imported until now stay. Upload the file again: rows that are in already will be found unchanged.') };
  if (code === 'ENOSPC') return { code: 'disk_full', message: t('The disk of this server is full. Rows imported until now stay. Make room and upload the file again.') };
  return undefined;
}

function mapped(row: ImportRecord): ImportRecord & { found: PreparedUpload; plan: ImportPlan } {
  if (!row.found || !row.plan) throw new Error(`import ${row.id} has no plan`);
  return row as ImportRecord & { found: PreparedUpload; plan: ImportPlan };
}

export async function removeFile(worker: ImportWorker, row: Pick<ImportRecord, 'workspace_id' | 'id' | 'file_key'>): Promise<void> {
  await worker.files.remove(row.file_key);
  await markRemoved.run(worker.db, [row.workspace_id, row.id, worker.clock.now()]);
}

/** Works on imports as they come, one at a time; several processes share them. */
export function startImports(worker: ImportWorker & { listener?: Listener; onError: (error: unknown) => void }): Loop {
  const loop = startLoop({ name: 'imports', everyMs: 1000, run: (signal) => workOnImport(worker, signal), onError: worker.onError });
  const end = worker.listener?.on('kindred_live', (payload) => {
    if ((payload as { t?: unknown } | null)?.t === 'import') loop.wake();
  });
  return { wake: loop.wake, stop: async () => { end?.(); await loop.stop(); } };
}
