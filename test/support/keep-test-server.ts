import { chmodSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '../../src/platform/postgres/index.ts';
import { isAlive } from '../../src/platform/postgres/processes.ts';
import { serverFolder } from './test-server.ts';

// The process that keeps the tests' server: starts it on an empty folder, says where it is, and
// stops it on SIGTERM or once no test has been connected for two minutes.

const idleMs = 120_000;
const lookEveryMs = 5000;
const lockFile = join(serverFolder, 'keeper.lock');
const keeperFile = join(serverFolder, 'keeper.json');
const dataFolder = join(serverFolder, 'data');

if (await takeLock()) await keep();

async function keep(): Promise<void> {
  rmSync(keeperFile, { force: true });
  rmSync(dataFolder, { recursive: true, force: true });
  // Root's server runs under another account: the way to it must be open.
  chmodSync(serverFolder, 0o755);
  const server = await startEmbedded({
    dataFolder, say: console.log,
    // Nothing here outlives the run, so nothing needs to reach the disk.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', autovacuum_naptime: '10min' },
  });
  writeFileSync(`${keeperFile}.draft`, JSON.stringify({ pid: process.pid, url: server.url }), { mode: 0o600 });
  renameSync(`${keeperFile}.draft`, keeperFile);
  await untilUnused(server.url);
  await server.stop();
  rmSync(lockFile, { force: true });
}

async function untilUnused(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let asked = false;
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, () => { asked = true; });
  for (let idleSince = Date.now(); !asked && Date.now() - idleSince < idleMs;) {
    if (await hasGuests(client)) idleSince = Date.now();
    for (let waited = 0; waited < lookEveryMs && !asked; waited += 100) await pause(100);
  }
  // Nobody finds it from here on; whoever found it a moment ago is connected by now, and may finish.
  rmSync(keeperFile, { force: true });
  for (await pause(asked ? 0 : 1000); !asked && (await hasGuests(client));) await pause(1000);
  await client.end();
}

async function hasGuests(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ guests: number }>(
    `select count(*)::int as guests from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`);
  return rows[0]!.guests > 0;
}

async function takeLock(): Promise<boolean> {
  const draft = `${lockFile}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    for (let tries = 0; tries < 3; tries += 1) {
      try {
        linkSync(draft, lockFile);
        return true;
      } catch {
        const holder = Number(readFileSync(lockFile, 'utf8'));
        if (await isAlive(holder)) return false;
        rmSync(lockFile, { force: true });
      }
    }
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}
