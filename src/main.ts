import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { keepCopy } from './platform/backup/index.ts';
import { readSignIn } from './platform/auth/index.ts';
import { systemClock } from './platform/clock/index.ts';
import { ensureSecret, readConfig, type Config, type RoleName } from './platform/config/index.ts';
import { Problem } from './platform/errors/index.ts';
import { liveness, readiness } from './platform/health/index.ts';
import { createLog, type Log } from './platform/log/index.ts';
import { addProcessMetrics, createMetricsRegistry } from './platform/metrics-registry/index.ts';
import { openStore, type Store } from './platform/store/index.ts';
import { programVersion } from './program-version.ts';
import type { RoleContext, RunningRole, StartRole } from './role.ts';

// Picks the roles of this process, starts them in order and stops them in reverse.

const order: RoleName[] = ['hits', 'web', 'sender', 'worker'];
const webFolder = join(import.meta.dirname, '../build/web');
const roleStopMs = 15_000;

export interface RunOptions {
  environment: Readonly<Record<string, string | undefined>>;
  /** In place of KINDRED_ROLES. */
  roles?: readonly RoleName[];
  /** Whether the data folder is this process's alone: so for the whole program, not for a single role. */
  alone: boolean;
  say: (line: string) => void;
}

export interface RunningKindred {
  config: Config;
  log: Log;
  /** Settles once all is stopped. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts everything; a Problem says what kept it from starting, and then nothing of it is left running. */
export async function runKindred(options: RunOptions): Promise<RunningKindred> {
  const settings = readConfig(options.environment);
  const config = { ...settings, roles: order.filter((role) => (options.roles ?? settings.roles).includes(role)) };
  const log = createLog({ level: config.logLevel });
  const listens = config.roles.some((role) => role === 'web' || role === 'hits');
  // Every slice is read while the database starts, once the settings and the port are known to be good.
  let slices: ReturnType<typeof readSlices> | undefined;
  const store = await openStore({
    config, mode: options.alone ? 'own' : 'join', say: options.say, now: () => systemClock.now(),
    beforeStart: async () => {
      if (listens) await checkPort(config);
      slices = readSlices(config.roles);
      slices.catch(() => {}); // Seen below, unless the database has failed before.
    },
    keepCopy: async (url, pending) => keepCopy(url, config.dataFolder, pending[0]!.number, systemClock.now(), { version: programVersion, secret: await ensureSecret(config) }),
  });
  const running: RunningRole[] = [];
  let stopping: Promise<void> | undefined;
  const askPool = new pg.Pool({ connectionString: store.url, max: 1, application_name: 'kindred health', connectionTimeoutMillis: 2000 });
  askPool.on('error', () => {});
  const stop = () => (stopping ??= stopAll(store, running, log, () => askPool.end()));
  try {
    const starts = await slices!;
    const context = await contextOf(config, store, log, askPool, () => stopping !== undefined);
    for (const role of config.roles) running.push(await starts[role](context));
    return { config, log, stop };
  } catch (error) {
    await stop();
    throw explain(error, config);
  }
}

async function readSlices(roles: readonly RoleName[]): Promise<Record<RoleName, StartRole>> {
  const [{ startHits, startSender, startWeb, startWorker }] = await Promise.all([import('./wire.ts'), roles.includes('web') && readSignIn()]);
  return { hits: startHits, web: startWeb, sender: startSender, worker: startWorker };
}

async function contextOf(config: Config, store: Store, log: Log, askPool: pg.Pool, stopping: () => boolean): Promise<RoleContext> {
  const metrics = createMetricsRegistry();
  addProcessMetrics(metrics);
  const health = { askDatabase: () => askPool.query('select 1'), roles: () => config.roles, stopping };
  return {
    config, databaseUrl: store.url, secret: await ensureSecret(config), clock: systemClock, log, metrics, roles: config.roles,
    webFolder: existsSync(join(webFolder, 'index.html')) ? webFolder : null,
    health: { ready: () => readiness(health), live: liveness },
  };
}

async function stopAll(store: Store, running: RunningRole[], log: Log, closePool: () => Promise<void>): Promise<void> {
  await store.stopping();
  for (const role of running.toReversed()) {
    const inTime = await Promise.race([role.stop().then(() => true), later(roleStopMs)]).catch((error: unknown) => {
      log.error({ err: error }, 'a role failed while stopping');
      return true;
    });
    if (!inTime) log.warn(`a role took longer than ${roleStopMs / 1000} s to stop and was left`);
  }
  await closePool();
  await store.close();
}

function later(ms: number): Promise<false> {
  return new Promise((resolve) => void setTimeout(resolve, ms, false).unref());
}

/** Asked before anything else starts: a taken port should not cost a recovery of the database. */
async function checkPort({ host, port }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  }).catch((error: unknown) => { throw explain(error, { host, port }); });
}

function explain(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new Problem('unavailable', 'port_taken', `Port ${port} is taken by another program. Nothing was changed. Stop that one, or choose another port: PORT=${port + 1} npm start`);
  }
  if (code === 'EACCES') {
    return new Problem('unavailable', 'port_forbidden', `This user may not listen at port ${port}. Nothing was changed. Choose one above 1023 with PORT.`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Problem('unavailable', 'host_unknown', `HOST is ${host}, which is no address of this machine. Nothing was changed. Use 127.0.0.1 (this machine only) or 0.0.0.0 (all).`);
  }
  return error;
}
