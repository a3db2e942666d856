import { randomBytes } from 'node:crypto';
import { chown } from 'node:fs/promises';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '../errors/index.ts';
import { prepareBinaries, type Binaries } from './binaries.ts';
import { clusterVersion, makeCluster, type Settings } from './cluster.ts';
import { accountFor, chooseFolder, openDataFolder, placeUrl, readPlace, systemFolder, writePlace, type Place } from './place.ts';
import { isAlive, worksIn } from './processes.ts';
import { launchServer, readPostmasterPid, type LaunchOptions, type Server } from './server.ts';
import { watchOver } from './watchdog.ts';

export interface EmbeddedOptions {
  /** Kindred's data folder; made when it is missing. */
  dataFolder: string;
  /** Made when it is missing. Default `kindred`. */
  database?: string;
  settings?: Settings;
  /** One line for a person: what takes time, what was recovered. */
  say?: (line: string) => void;
}

export interface EmbeddedPostgres {
  url: string;
  /** Where the cluster lies. */
  folder: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data folder, laying it out at the first time.
 * It is restarted when it ends by itself, and ends when this process does, however that happens.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataFolder = await openDataFolder(options.dataFolder);
  const known = readPlace(dataFolder);
  const account = accountFor(known?.folder ?? join(dataFolder, 'postgres'));
  const binaries = await prepareBinaries(account, process.getuid?.() === 0 ? systemFolder : dataFolder);
  const place = known ?? (await newPlace(dataFolder, account));
  await ensureCluster(binaries, place, account, dataFolder);
  const launch: LaunchOptions = {
    binaries, account, folder: realpathSync(place.folder), port: place.port, logFile: join(dataFolder, 'postgres.log'),
    ...(options.settings && { settings: options.settings }),
    onWait: (seconds) => options.say?.(`PostgreSQL is still recovering from the last stop, ${seconds} s so far`),
  };
  const server = await launchServer(launch);
  const settled = { ...place, folder: launch.folder, port: server.port };
  if (server.port !== known?.port) await writePlace(dataFolder, settled);
  const keeper = keepAlive(launch, server, options.say ?? (() => {}));
  try {
    const url = await ensureDatabase(settled, options.database ?? 'kindred');
    return { url, folder: launch.folder, stop: keeper.stop };
  } catch (error) {
    await keeper.stop();
    throw error;
  }
}

/** The address of the embedded server of `dataFolder`, when it runs now; else null. */
export async function findEmbedded(dataFolder: string, database = 'kindred'): Promise<string | null> {
  const place = readPlace(dataFolder);
  const pid = place && readPostmasterPid(place.folder);
  return pid && (await isAlive(pid)) && (await worksIn(pid, place.folder)) ? placeUrl(place, database) : null;
}

async function newPlace(dataFolder: string, account: LaunchOptions['account']): Promise<Place> {
  const place = { folder: await chooseFolder(dataFolder, account), port: 0, password: randomBytes(24).toString('base64url') };
  await writePlace(dataFolder, place);
  return place;
}

async function ensureCluster(binaries: Binaries, place: Place, account: LaunchOptions['account'], dataFolder: string): Promise<void> {
  const version = clusterVersion(place.folder);
  const ours = binaries.version.split('.')[0]!;
  if (version === null) {
    if (existsSync(place.folder)) {
      throw new Problem('conflict', 'not_a_cluster',
        `${place.folder} is there but holds no PostgreSQL cluster. Nothing was changed. Put the cluster back, or move ${dataFolder} away to begin anew.`);
    }
    await makeCluster(binaries, place.folder, account, place.password);
  } else if (version !== ours) {
    throw new Problem('conflict', 'other_postgres_version',
      `The cluster in ${place.folder} is of PostgreSQL ${version}, and this Kindred brings ${ours}. Nothing was changed. Make a back-up with the Kindred that wrote it, then restore it into a new data folder with this one.`);
  }
  if (account) await chown(place.folder, account.uid, account.gid);
}

/** Restarts a server that ends unasked, sooner at first, and stops it when asked. */
function keepAlive(launch: LaunchOptions, first: Server, say: (line: string) => void): { stop(): Promise<void> } {
  let server = first;
  let stopping = false;
  let watchdog = watchOver(launch.folder, server.pid);
  const supervise = async () => {
    for (let failures = 0; ;) {
      await server.ended;
      watchdog.stdin?.end();
      if (stopping) return;
      say(`PostgreSQL ended by itself; starting it again (its log is ${launch.logFile})`);
      await pause(Math.min(10_000, 200 * 2 ** failures));
      if (stopping) return;
      try {
        // Pools know this port: it has to be the same again.
        server = await launchServer({ ...launch, port: first.port });
        if (stopping) return await server.stop();
        watchdog = watchOver(launch.folder, server.pid);
        failures = 0;
      } catch (error) {
        failures += 1;
        say((error as Error).message);
      }
    }
  };
  const finished = supervise();
  return {
    async stop() {
      stopping = true;
      await server.stop();
      await finished;
    },
  };
}

async function ensureDatabase(place: Place, database: string): Promise<string> {
  const client = new pg.Client({ connectionString: placeUrl(place, 'postgres'), application_name: 'kindred start' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
    return placeUrl(place, database);
  } finally {
    await client.end();
  }
}
