// The whole program as it runs in earnest, for one journey: web, hits, sender and worker over a
// database and a data folder of its own, with the built web app and the built-in mailbox.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../src/platform/config/index.ts';
import { openDatabase, type Database } from '../../../src/platform/db/index.ts';
import { createLog } from '../../../src/platform/log/index.ts';
import { createMetricsRegistry } from '../../../src/platform/metrics-registry/index.ts';
import type { Clock } from '../../../src/platform/clock/index.ts';
import type { RoleContext, RunningRole } from '../../../src/role.ts';
import { startHits, startSender, startWeb, startWorker } from '../../../src/wire.ts';
import { createDatabase, dropDatabase } from '../../support/clone-database.ts';
import { webFolder } from './web-folder.ts';

export interface House {
  url: string;
  db: Database;
  /** Moves the program's clock on: what takes a minute of quiet takes none. */
  passSeconds(seconds: number): void;
  /** What went wrong inside, as the log says it; a journey ends with none. */
  failures: string[];
  close(): Promise<void>;
}

/** A clock that runs, and can be set ahead. */
function runningClock(): Clock & { passSeconds(seconds: number): void } {
  let aheadMs = 0;
  return { now: () => new Date(Date.now() + aheadMs), passSeconds: (seconds) => { aheadMs += seconds * 1000; } };
}

/** A port nobody listens at: links carry it before the server stands. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export async function openHouse(): Promise<House> {
  const [folder, dataFolder, database, port] = await Promise.all([webFolder(), mkdtemp(join(tmpdir(), 'kindred-journey-')), createDatabase(), freePort()]);
  const url = `http://127.0.0.1:${port}`;
  const secret = 'a journey has a secret of its own, long enough';
  const config = readConfig({ PORT: String(port), HOST: '127.0.0.1', KINDRED_DATA: dataFolder, DATABASE_URL: database.url, KINDRED_BASE_URL: url, KINDRED_SECRET: secret });
  const clock = runningClock();
  const failures: string[] = [];
  const context: RoleContext = {
    config, secret, clock, databaseUrl: database.url, webFolder: folder,
    log: watchedLog(failures),
    metrics: createMetricsRegistry(),
    roles: config.roles,
    health: { ready: async () => ready, live: () => ready },
  };
  const db = openDatabase(database.url, { max: 2, applicationName: 'kindred journey' });
  const running: RunningRole[] = [];
  for (const start of [startHits, startWeb, startSender, startWorker]) running.push(await start(context));
  return {
    url, failures, db, passSeconds: clock.passSeconds,
    async close() {
      for (const role of running.toReversed()) await role.stop();
      await db.close();
      await dropDatabase(database.server, database.name);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

const ready = { status: 200, contentType: 'application/json', body: '{}' } as unknown as ReturnType<RoleContext['health']['live']>;

function watchedLog(failures: string[]): RoleContext['log'] {
  const log = createLog({ level: 'silent' });
  const note = (fields: unknown, words?: string) => {
    const error = (fields as { err?: Error }).err;
    failures.push([words, error?.stack ?? error ?? (typeof fields === 'string' ? fields : JSON.stringify(fields))].filter(Boolean).join(': '));
  };
  log.error = note as typeof log.error;
  log.fatal = note as typeof log.fatal;
  return log;
}
