import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../errors/index.ts';
import { postgresAccount, type Account } from './account.ts';
import { canReach } from './binaries.ts';

/** What `postgres.json` in the data folder says: where the cluster lives and how to sign in to it. */
export interface Place {
  /** The cluster's folder, links resolved. */
  folder: string;
  port: number;
  password: string;
}

const recordName = 'postgres.json';
/** For root, whose PostgreSQL runs under another account that may not reach the data folder. */
export const systemFolder = '/var/lib/kindred';

/** Makes the data folder when it is missing; a Problem says so when it cannot be written. */
export async function openDataFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    const probe = join(path, `.probe-${process.pid}`);
    await writeFile(probe, 'x');
    await rm(probe);
    return realpathSync(path);
  } catch (error) {
    throw dataFolderProblem(path, error as NodeJS.ErrnoException);
  }
}

/** What to tell a person when the data folder refuses a write. */
export function dataFolderProblem(path: string, error: NodeJS.ErrnoException): Problem {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new Problem('unavailable', 'disk_full',
      `The disk that holds ${path} is full. What was saved is kept. Make room there and start again.`);
  }
  return new Problem('unavailable', 'data_folder_unwritable',
    `The data folder ${path} cannot be written (${error.code ?? error.message}). Nothing was changed. Give this user the right to write there, or set KINDRED_DATA to another folder.`);
}

/** The record of an embedded server in `dataFolder`, or null when there was none yet. */
export function readPlace(dataFolder: string): Place | null {
  const path = join(dataFolder, recordName);
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, 'utf8')) as Place;
}

/** Writes the record whole or not at all; only its owner may read the password. */
export async function writePlace(dataFolder: string, place: Place): Promise<void> {
  const path = join(dataFolder, recordName);
  const draft = `${path}.${process.pid}`;
  const note = 'Where the embedded PostgreSQL keeps its cluster, and how Kindred signs in to it.';
  await writeFile(draft, `${JSON.stringify({ note, ...place }, null, 2)}\n`, { mode: 0o600 });
  // Root at work in somebody's folder leaves them their own record.
  if (process.getuid?.() === 0) await chown(draft, statSync(dataFolder).uid, statSync(dataFolder).gid);
  await rename(draft, path);
}

/** The account for a cluster that is there already: who owns it runs it. Otherwise the usual one. */
export function accountFor(folder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid };
  }
  return postgresAccount();
}

/** Where a new cluster goes: into the data folder, unless its account cannot get there. */
export async function chooseFolder(dataFolder: string, account: Account | null): Promise<string> {
  if (canReach(account, dataFolder)) return join(dataFolder, 'postgres');
  await mkdir(systemFolder, { recursive: true });
  await chmod(systemFolder, 0o755);
  return join(systemFolder, `cluster-${randomBytes(6).toString('hex')}`);
}

/** The address of the server a record speaks of. */
export function placeUrl(place: Place, database: string): string {
  return `postgres://kindred:${place.password}@127.0.0.1:${place.port}/${database}`;
}
