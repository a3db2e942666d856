import type { ContactFollower } from '../contacts/index.ts';
import { deleteOldRefusals, eraseRefusals, listAbandoned } from './queries.ts';
import { removeFile, type ImportWorker } from './work-imports.ts';

const keepUploadDays = 14;
const keepRefusalDays = 90;
const dayMs = 86_400_000;

/** Removes uploads nobody came back to and old refused rows: both hold personal data. Answers how many files went. */
export async function sweepUploads(worker: ImportWorker): Promise<number> {
  const now = worker.clock.now().getTime();
  const abandoned = await listAbandoned.rows(worker.db, [new Date(now - keepUploadDays * dayMs)]);
  for (const each of abandoned) await removeFile(worker, each);
  await deleteOldRefusals.run(worker.db, [new Date(now - keepRefusalDays * dayMs)]);
  return abandoned.length;
}

/** An erased person's rows go from the refused ones, too. */
export const importsFollower: ContactFollower = {
  name: 'imports',
  erased: async (tx, { workspaceId, addressKey }) => {
    if (addressKey !== null) await eraseRefusals.run(tx, [workspaceId, addressKey]);
  },
};
