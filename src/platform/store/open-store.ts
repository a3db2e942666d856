import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config/index.ts';
import { checkServer, ensurePartitions, migrate, openDatabase, type Migration } from '../db/index.ts';
import { findEmbedded, lockData, lockHolder, openDataFolder, startEmbedded, type DataLock } from '../postgres/index.ts';

/** The database this process works on, ready for use. */
export interface Store {
  url: string;
  /** Says that an end is near, to others who wait for the data folder. */
  stopping(): Promise<void>;
  /** Stops the embedded server, when this process started it, and frees the data folder. */
  close(): Promise<void>;
}

export interface StoreOptions {
  config: Pick<Config, 'dataFolder' | 'databaseUrl'>;
  /**
   * `own`: the data folder is this process's alone, or a Problem says whose it is.
   * `join`: works beside whoever runs on it; the embedded server is started only when nobody did.
   */
  mode: 'own' | 'join';
  /** Once the folder is ours, and before anything else starts. */
  beforeStart?: () => Promise<void>;
  say: (line: string) => void;
  /** Keeps what the database holds before `pending` migrations run; answers where. */
  keepCopy?: (url: string, pending: readonly Migration[]) => Promise<string>;
  now: () => Date;
  /** False leaves the schema as it is, for a restore. */
  bringForward?: boolean;
}

const neighbourMs = 60_000;

/** Opens the database: starts or finds the server, checks it, brings the schema forward, makes the months' partitions. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const dataFolder = await openDataFolder(options.config.dataFolder);
  const running = options.mode === 'join' && !options.config.databaseUrl ? await neighbour(dataFolder) : null;
  const needsLock = options.mode === 'own' || !(running ?? options.config.databaseUrl);
  const lock: DataLock | null = needsLock ? await lockData(dataFolder) : null;
  const closing: (() => Promise<void>)[] = lock ? [lock.release] : [];
  const close = async () => {
    for (const step of closing.splice(0).toReversed()) await step();
  };
  try {
    await options.beforeStart?.();
    let url = options.config.databaseUrl ?? running;
    if (!url) {
      const embedded = await startEmbedded({ dataFolder, say: options.say });
      closing.push(embedded.stop);
      url = embedded.url;
    }
    await checkServer(url);
    if (options.bringForward !== false) await bringForward(url, options);
    return { url, close, stopping: async () => lock?.stopping() };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The embedded server of a process that runs on this folder already, or is just starting. */
async function neighbour(dataFolder: string): Promise<string | null> {
  const until = Date.now() + neighbourMs;
  for (;;) {
    const url = await findEmbedded(dataFolder);
    const holder = await lockHolder(dataFolder);
    if (holder === null) return null; // An orphaned server is stopped and started again, as ours.
    if (url || Date.now() > until) return url;
    await pause(100);
  }
}

async function bringForward(url: string, options: StoreOptions): Promise<void> {
  const beforeUpgrade = async (pending: readonly Migration[]) => {
    if (!options.keepCopy) return;
    options.say(`A newer version: ${pending.length} change${pending.length === 1 ? '' : 's'} to the database. Keeping a copy first.`);
    options.say(`The copy is ${await options.keepCopy(url, pending)}`);
  };
  await migrate(url, { beforeUpgrade });
  const db = openDatabase(url, { max: 1, applicationName: 'kindred start' });
  try {
    await ensurePartitions(db, options.now());
  } finally {
    await db.close();
  }
}
