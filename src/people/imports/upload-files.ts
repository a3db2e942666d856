import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { notASheet } from './file-kind.ts';

// Uploaded files, by random name below the data folder. They hold personal data: they are
// removed when their import is done, and after a fortnight when nobody came back to them.

export interface UploadFiles {
  /** Streams an upload to disk; answers its name and size. On any failure nothing is left. */
  keep(bytes: AsyncIterable<Uint8Array>): Promise<{ key: string; bytes: number }>;
  path(key: string): string;
  preparedPath(key: string): string;
  remove(key: string): Promise<void>;
}

export const xlsxLimitBytes = 100 * 1024 ** 2;
export const uploadLimitBytes = 1024 ** 3;

export function uploadFiles(folder: string): UploadFiles {
  const path = (key: string) => {
    // A key comes from our own table, but a path is built of it.
    if (!/^[0-9a-f-]{36}$/.test(key)) throw new RangeError('not an upload');
    return join(folder, key);
  };
  return {
    path,
    preparedPath: (key) => `${path(key)}.csv`,
    async remove(key) {
      for (const end of ['', '.csv', '.csv.part', '.csv.strings.texts', '.csv.strings.ends']) await rm(`${path(key)}${end}`, { force: true });
    },
    async keep(bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const key = randomUUID();
      try {
        return { key, bytes: await write(path(key), bytes) };
      } catch (error) {
        await rm(path(key), { force: true });
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
          throw new Problem('unavailable', 'disk_full', t('The disk of this server is full, so the file could not be kept. Nothing was imported. Make room and upload it again.'));
        }
        throw error;
      }
    },
  };
}

async function write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  let size = 0;
  let isZip = false;
  try {
    for await (const piece of bytes) {
      if (size === 0) isZip = piece[0] === 0x50 && piece[1] === 0x4b;
      size += piece.length;
      if (size > (isZip ? xlsxLimitBytes : uploadLimitBytes)) {
        throw notASheet('file_too_large', isZip
          ? t('Workbooks may have 100 MiB at most; this one has more. Save the sheet as CSV, or split it. Nothing was kept.')
          : t('Files may have 1 GiB at most; this one has more. Please split it. Nothing was kept.'));
      }
      await file.writeFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (size === 0) throw notASheet('file_empty', t('The file is empty. Nothing was imported.'));
  return size;
}
