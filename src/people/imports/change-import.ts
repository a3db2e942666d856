import type { Database, Transaction } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/identity/index.ts';
import { notify } from '../../platform/listen/index.ts';
import { t } from '../../platform/words/contract.ts';
import type { ImportChoices, ImportKind, ImportPlan } from './contract.ts';
import { carryOutPlan, checkPlan, lockOpenImport } from './import-plans.ts';
import { importStatus } from './import-status.ts';
import { factsOf } from './present-import.ts';
import { askCheck, askRun, insertImport, lockImport, markCancelled, saveChoices } from './queries.ts';
import type { UploadFiles } from './upload-files.ts';

const tell = (tx: Transaction, workspaceId: number, id: number) => notify(tx, 'kindred_live', { w: workspaceId, t: 'import', id });

/** Keeps an upload and lets it be read; answers the import's id. */
export async function uploadImport(db: Database, files: UploadFiles, actor: Actor, kind: ImportKind, upload: AsyncIterable<Uint8Array> & { filename?: string }, now: Date): Promise<number> {
  const kept = await files.keep(upload);
  try {
    return await db.transaction(async (tx) => {
      const { id } = await insertImport.one(tx, [actor.workspaceId, kind, upload.filename ?? 'upload', kept.bytes, kept.key, actor.memberId, now], 'import');
      await tell(tx, actor.workspaceId, id);
      return id;
    });
  } catch (error) {
    await files.remove(kept.key);
    throw error;
  }
}

/** Reads the file anew as the member says it is. */
export async function rereadImport(db: Database, actor: Actor, importId: number, choices: ImportChoices): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockImport.one(tx, [actor.workspaceId, importId], 'import');
    const status = importStatus(factsOf(row));
    if (row.run_asked_at || status === 'cancelled' || status === 'failed') throw conflict('import_closed', t('This import is {status}. Upload the file again for another one.', { status }));
    await saveChoices.run(tx, [actor.workspaceId, importId, JSON.stringify(choices)]);
    await tell(tx, actor.workspaceId, importId);
  });
}

/** Asks for a dry run. One asked before is let go. */
export async function askForCheck(db: Database, actor: Actor, importId: number, plan: ImportPlan, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockOpenImport(tx, actor.workspaceId, importId);
    await checkPlan(tx, actor, row, plan);
    await askCheck.run(tx, [actor.workspaceId, importId, JSON.stringify(plan), now]);
    await tell(tx, actor.workspaceId, importId);
  });
}

/** Asks for the run: attributes and list are made now, the rows by a worker. */
export async function askForRun(db: Database, actor: Actor, importId: number, plan: ImportPlan, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockOpenImport(tx, actor.workspaceId, importId);
    await checkPlan(tx, actor, row, plan);
    const settled = await carryOutPlan(tx, actor.workspaceId, plan, actor.memberId, now);
    await askRun.run(tx, [actor.workspaceId, importId, JSON.stringify(settled), now, actor.memberId]);
    await tell(tx, actor.workspaceId, importId);
  });
}

/** Stops where it is: what is in stays in. Of one that is over, nothing changes. */
export async function cancelImport(db: Database, files: UploadFiles, actor: Actor, importId: number, now: Date): Promise<void> {
  const key = await db.transaction(async (tx) => {
    const row = await lockImport.one(tx, [actor.workspaceId, importId], 'import');
    if (row.finished_at || row.cancelled_at || row.failed_at) return undefined;
    await markCancelled.run(tx, [actor.workspaceId, importId, now]);
    await tell(tx, actor.workspaceId, importId);
    return row.file_key;
  });
  if (key !== undefined) await files.remove(key);
}
