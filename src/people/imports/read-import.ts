import type { Database } from '../../platform/db/index.ts';
import { notify } from '../../platform/listen/index.ts';
import { prepareUpload } from './prepare-upload.ts';
import { advanceReading, saveFound, type ImportRecord } from './queries.ts';
import type { UploadFiles } from './upload-files.ts';

const tellEveryMs = 500;
const sampleKept = 50;
const cellKept = 300;

/** Finds out what the upload is and keeps it; throws the problem when it is no sheet. */
export async function readImport(db: Database, files: UploadFiles, row: ImportRecord, now: () => Date): Promise<void> {
  const live = { w: row.workspace_id, t: 'import', id: row.id };
  const choices = JSON.stringify(row.choices);
  let told = 0;
  const found = await prepareUpload({
    path: files.path(row.file_key), preparedPath: files.preparedPath(row.file_key), choices: row.choices,
    progress: async (done, total) => {
      if (performance.now() - told < tellEveryMs) return;
      told = performance.now();
      if ((await advanceReading.run(db, [row.workspace_id, row.id, done, total, choices])) === 0) throw new NoLongerWanted();
      await notify(db, 'kindred_live', live);
    },
  });
  const kept = { ...found, sample: found.sample.slice(0, sampleKept).map((each) => ({ ...each, cells: each.cells.map((cell) => printable(cell).slice(0, cellKept)) })), headers: found.headers.map((header) => printable(header).slice(0, cellKept)) };
  await saveFound.run(db, [row.workspace_id, row.id, JSON.stringify(kept), now(), choices]);
  await notify(db, 'kindred_live', live);
}

/** JSON in PostgreSQL holds no NUL. */
export const printable = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed();

/** The import was cancelled or changed under way: what was done is let go. */
export class NoLongerWanted extends Error {}
