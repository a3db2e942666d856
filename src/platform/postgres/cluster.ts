import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from '../errors/index.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { dataFolderProblem } from './place.ts';

/** Settings of `postgres -c name=value`. */
export type Settings = Readonly<Record<string, string>>;

/** Makes a cluster in `folder`, whole or not at all: it is built beside its place and then renamed into it. */
export async function makeCluster(binaries: Binaries, folder: string, account: Account | null, password: string): Promise<void> {
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  // The password goes by a file in a folder of its own: arguments can be read by everybody.
  const secrets = await mkdtemp(join(tmpdir(), 'kindred-'));
  const passwordFile = join(secrets, 'password');
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) for (const path of [draft, secrets, passwordFile]) await chown(path, account.uid, account.gid);
    await runInitdb(binaries.initdb, draft, passwordFile, account);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw (error as NodeJS.ErrnoException).code ? dataFolderProblem(dirname(folder), error as NodeJS.ErrnoException) : error;
  } finally {
    await rm(secrets, { recursive: true, force: true });
  }
}

async function runInitdb(initdb: string, folder: string, passwordFile: string, account: Account | null): Promise<void> {
  const output = await collect(initdb, [
    '--pgdata', folder, '--username', 'kindred', '--pwfile', passwordFile,
    '--auth', 'scram-sha-256', '--encoding', 'UTF8',
    // The machine may have no locale but C; this one comes with PostgreSQL and knows Unicode.
    '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C',
    '--data-checksums', '--no-instructions', '--no-sync',
  ], account, dirname(folder));
  if (output.code === 0) return;
  if (/No space left|Disk quota/.test(output.text)) throw Object.assign(new Error(output.text), { code: 'ENOSPC' });
  throw new Problem('unavailable', 'initdb_failed',
    `PostgreSQL could not lay out its files in ${folder}. Nothing was changed. It said: ${lastLines(output.text, 5)}`);
}

/** initdb's version of a cluster, `18`; null where there is none. */
export function clusterVersion(folder: string): string | null {
  const path = join(folder, 'PG_VERSION');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

/** A copy of a cluster never runs on settings that were left in its files: all that matters is said at each start. */
export function serverSettings(port: number, more: Settings = {}): Settings {
  const memoryMiB = totalmem() / 2 ** 20;
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // A path over 107 bytes cannot be one, and a checkout may lie deep.
    max_connections: '200',
    shared_buffers: `${Math.round(Math.min(512, Math.max(64, memoryMiB / 8)))}MB`,
    dynamic_shared_memory_type: hasRoomyShm() ? 'posix' : 'mmap',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...more,
  };
}

/** Containers often give /dev/shm 64 MiB, which one parallel query can fill. */
function hasRoomyShm(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 256 * 2 ** 20;
  } catch {
    return process.platform !== 'linux';
  }
}

async function collect(command: string, args: string[], account: Account | null, cwd: string): Promise<{ code: number | null; text: string }> {
  const child = spawn(command, args, { ...account, cwd: account ? '/' : cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => { text += part; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}

/** The end of a program's words, for an error. */
export function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join('\n');
}
