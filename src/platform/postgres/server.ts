import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../errors/index.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { lastLines, serverSettings, type Settings } from './cluster.ts';
import { isAlive, processesIn, signal, waitUntilGone, worksIn } from './processes.ts';

/** One running postmaster, a child of this process. */
export interface Server {
  pid: number;
  port: number;
  /** Settles when it has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends it: fast first (open transactions roll back), harder when that takes too long. */
  stop(): Promise<void>;
}

export interface LaunchOptions {
  binaries: Binaries;
  folder: string;
  account: Account | null;
  /** Tried first; when it is taken a free one is used. */
  port: number;
  logFile: string;
  settings?: Settings;
  /** Told every ten seconds while recovery takes its time. */
  onWait?: (seconds: number) => void;
}

const fastStopMs = 30_000;
const logLimitBytes = 10 * 2 ** 20;

/** Starts the server and answers once it takes connections. A Problem says why it did not. */
export async function launchServer(options: LaunchOptions): Promise<Server> {
  await clearTheWay(options.folder);
  const port = (await isFree(options.port)) ? options.port : await freePort();
  const child = spawnPostmaster(options, port);
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  await untilReady(child, ended, options);
  const pid = child.pid!;
  return { pid, port, ended, stop: () => stopPostmaster(pid) };
}

/**
 * Deals with what an earlier run left behind. A server of ours that still runs (its parent was
 * killed) is stopped cleanly; a pid file whose pid has died or now belongs to another program is removed.
 */
export async function clearTheWay(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  const pid = readPostmasterPid(folder);
  if (pid !== null && (await isAlive(pid)) && (await worksIn(pid, folder))) {
    await stopPostmaster(pid);
  }
  // Children outlive a killed postmaster for a moment, and hold its shared memory.
  for (const child of await processesIn(folder)) {
    if (!(await waitUntilGone(child, 3000))) signal(child, 'SIGQUIT');
    await waitUntilGone(child, 5000);
  }
  await rm(pidFile, { force: true });
}

/** The pid in postmaster.pid; null when there is none. */
export function readPostmasterPid(folder: string): number | null {
  const path = join(folder, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const pid = Math.abs(Number(readFileSync(path, 'utf8').split('\n')[0]));
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

async function stopPostmaster(pid: number): Promise<void> {
  for (const [name, ms] of [['SIGINT', fastStopMs], ['SIGQUIT', 5000], ['SIGKILL', 5000]] as const) {
    signal(pid, name);
    if (await waitUntilGone(pid, ms)) return;
  }
}

function spawnPostmaster({ binaries, folder, account, logFile, settings }: LaunchOptions, port: number): ChildProcess {
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  const assignments = Object.entries(serverSettings(port, settings)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    // Detached: Ctrl-C in the terminal reaches us alone, and we stop it once nobody needs it.
    return spawn(binaries.postgres, ['-D', folder, ...assignments], {
      ...account, cwd: '/', detached: true, stdio: ['ignore', log, log], env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    });
  } finally {
    closeSync(log);
  }
}

async function untilReady(child: ChildProcess, ended: Promise<void>, options: LaunchOptions): Promise<void> {
  let gone = false;
  void ended.then(() => { gone = true; });
  const started = Date.now();
  let told = 0;
  while (!isReady(options.folder, child.pid)) {
    if (gone) throw whyNot(options);
    const seconds = Math.floor((Date.now() - started) / 1000);
    if (seconds >= told + 10) options.onWait?.((told = seconds));
    await pause(15);
  }
}

/** The eighth line of postmaster.pid is its word on whether it takes connections. */
function isReady(folder: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function whyNot({ folder, logFile }: LaunchOptions): Problem {
  const words = lastLines(existsSync(logFile) ? readFileSync(logFile, 'utf8') : '', 8);
  if (/No space left on device|Disk quota exceeded/.test(words)) {
    return new Problem('unavailable', 'disk_full',
      `The disk that holds ${folder} is full, so PostgreSQL did not start. What was saved is kept. Make room there and start again.`);
  }
  if (/Permission denied/.test(words)) {
    return new Problem('unavailable', 'data_folder_unwritable',
      `PostgreSQL may not use its files in ${folder}, so it did not start. Nothing was changed. Give them back to the user that made them. It said: ${words}`);
  }
  return new Problem('unavailable', 'postgres_did_not_start',
    `PostgreSQL did not start. What was saved is kept, in ${folder}. Its log is ${logFile}; it said last: ${words}`);
}

async function isFree(port: number): Promise<boolean> {
  return port > 0 && (await tryPort(port)) !== null;
}

async function freePort(): Promise<number> {
  return (await tryPort(0))!;
}

function tryPort(port: number): Promise<number | null> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.on('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const { port: found } = probe.address() as { port: number };
      probe.close(() => resolve(found));
    });
  });
}
