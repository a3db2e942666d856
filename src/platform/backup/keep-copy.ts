import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBackup, type WriteOptions } from './write-backup.ts';

const kept = 5;

/** Writes a back-up into the data folder before an upgrade, and lets the oldest of such copies go; answers its path. */
export async function keepCopy(url: string, dataFolder: string, upgradeTo: number, now: Date, options: WriteOptions): Promise<string> {
  const folder = join(dataFolder, 'backups');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stamp = now.toISOString().replaceAll(/[-:]/g, '').slice(0, 15);
  const path = join(folder, `${stamp}-before-${String(upgradeTo).padStart(4, '0')}.kindred`);
  await writeBackup(url, path, options);
  const copies = (await readdir(folder)).filter((name) => /^\d{8}T\d{6}-before-\d{4}\.kindred$/.test(name)).toSorted();
  for (const old of copies.slice(0, -kept)) await rm(join(folder, old));
  return path;
}
