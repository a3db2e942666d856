import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../errors/index.ts';
import { dataFolderProblem } from './place.ts';
import { startOf } from './processes.ts';

// One Kindred looks after a data folder at a time. The lock is a file with the pid and start of
// its holder, so a holder that was killed, and a pid given to another since, hold nothing.

interface Holder {
  pid: number;
  start: string;
  /** It is about to end: worth waiting for. */
  stopping: boolean;
}

export interface DataLock {
  /** Tells others that waiting a little is worth it. */
  stopping(): Promise<void>;
  release(): Promise<void>;
}

const lockName = 'kindred.lock';
const graceMs = 2500;
const stoppingMs = 45_000;

/** Takes the lock of `dataFolder`; a Problem names who has it. Waits a moment for one that is about to end, longer for one that says so. */
export async function lockData(dataFolder: string, waitMs = graceMs): Promise<DataLock> {
  const path = join(dataFolder, lockName);
  const me: Holder = { pid: process.pid, start: (await startOf(process.pid)) ?? '', stopping: false };
  const began = Date.now();
  for (;;) {
    const holder = await tryLock(path, me);
    if (!holder) break;
    if (Date.now() - began > (holder.stopping ? stoppingMs : waitMs)) {
      throw new Problem('conflict', 'already_running',
        `Kindred already runs on ${dataFolder} (process ${holder.pid}). Nothing was changed. Stop that one first, or give this one its own folder with KINDRED_DATA and its own PORT.`);
    }
    await pause(50);
  }
  return {
    // A courtesy: on a full disk the stop goes on without it.
    stopping: () => replace(path, { ...me, stopping: true }).catch(() => {}),
    release: () => rm(path, { force: true }),
  };
}

/** Who holds the lock of `dataFolder` now; null when nobody does. */
export async function lockHolder(dataFolder: string): Promise<number | null> {
  const holder = await readHolder(join(dataFolder, lockName));
  return holder && (await lives(holder)) ? holder.pid : null;
}

/** Takes it, or answers who has it. */
async function tryLock(path: string, me: Holder): Promise<Holder | null> {
  const draft = `${path}.${me.pid}`;
  try {
    await writeFile(draft, JSON.stringify(me));
    await link(draft, path); // Whole, or not at all.
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw dataFolderProblem(path, error as NodeJS.ErrnoException);
  } finally {
    await rm(draft, { force: true });
  }
  const holder = await readHolder(path);
  if (holder && (await lives(holder))) return holder;
  await removeStale(path, holder);
  return tryLock(path, me);
}

/** Moved aside before it is judged again: two that find it stale must not remove each other's new one. */
async function removeStale(path: string, judged: Holder | null): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return; // Another process was quicker.
  }
  const moved = await readHolder(aside);
  if (moved && JSON.stringify(moved) !== JSON.stringify(judged)) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

async function lives(holder: Holder): Promise<boolean> {
  return (await startOf(holder.pid)) === holder.start;
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function replace(path: string, holder: Holder): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(holder));
  await rename(draft, path);
}
