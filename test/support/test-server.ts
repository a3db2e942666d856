import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

// One embedded server serves every test process of a checkout. Whoever needs it first starts a
// keeper (keep-test-server.ts), which ends by itself once nobody has been connected for a while.

/** Holds the server's files; thrown away at its next start. One per user and checkout. */
export const serverFolder = join(
  process.env['KINDRED_TEST_FOLDER'] ?? tmpdir(),
  `kindred-test-${process.getuid?.() ?? 0}-${createHash('sha256').update(import.meta.dirname).digest('hex').slice(0, 10)}`,
);

/** What a running keeper says of itself. */
export interface Keeper {
  pid: number;
  url: string;
}

const keeperFile = join(serverFolder, 'keeper.json');
const patienceMs = 60_000;

/** The address of a server for tests: KINDRED_TEST_DATABASE_URL, or our own, started when it is not running. */
export async function testServerUrl(): Promise<string> {
  const given = process.env['KINDRED_TEST_DATABASE_URL'];
  if (given) return given;
  const until = Date.now() + patienceMs;
  for (let tries = 0; Date.now() < until; tries += 1) {
    const keeper = readKeeper();
    if (keeper && (await answers(keeper.url))) return keeper.url;
    // Again from time to time: the first may have found one that was ending.
    if (tries % 40 === 0) startKeeper();
    await pause(50);
  }
  throw new Error(`No test server came up within a minute; its log is ${join(serverFolder, 'keeper.log')}`);
}

/** A keeper that is just ending has said so by now, or its server refuses. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The keeper that runs now, or null. */
export function readKeeper(): Keeper | null {
  try {
    const keeper = JSON.parse(readFileSync(keeperFile, 'utf8')) as Keeper;
    process.kill(keeper.pid, 0);
    return keeper;
  } catch {
    return null;
  }
}

/** Many may start one at the same moment: all but the first find its lock and end. */
function startKeeper(): void {
  if (!existsSync(serverFolder)) mkdirSync(serverFolder, { recursive: true });
  const log = openSync(join(serverFolder, 'keeper.log'), 'a');
  spawn(process.execPath, [join(import.meta.dirname, 'keep-test-server.ts')], { detached: true, stdio: ['ignore', log, log], cwd: '/' }).unref();
}
