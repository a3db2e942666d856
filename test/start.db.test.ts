import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { processesIn, signal, waitUntilGone } from '../src/platform/postgres/processes.ts';
import { freshDatabase } from './support/database.ts';

// The whole program as a person meets it: started, stopped, killed, and kept from starting.

const program = join(import.meta.dirname, '../src/cli/main.ts');
const home = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-start-')));
chmodSync(home, 0o755);
after(() => rmSync(home, { recursive: true, force: true }));

interface Run {
  pid: number;
  port: number;
  /** All it wrote so far. */
  text: () => string;
  exit: Promise<number | null>;
}

function launch(words: string[], environment: Record<string, string>, port: number): Run {
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: home, PORT: String(port), KINDRED_DATA: join(home, 'data'), KINDRED_LOG_LEVEL: 'warn', ...environment },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => { text += part; });
  return { pid: child.pid!, port, text: () => text, exit: new Promise((resolve) => child.on('close', resolve)) };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function start(environment: Record<string, string> = {}, words = ['start']): Promise<Run> {
  const run = launch(words, environment, await freePort());
  await until(async () => {
    if ((await Promise.race([run.exit, pause(20)])) !== undefined) throw new Error(`it ended: ${run.text()}`);
    return (await health(run))?.['ready'] === true;
  });
  return run;
}

async function health({ port }: Run): Promise<Record<string, unknown> | null> {
  try {
    return (await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()) as Record<string, unknown>;
  } catch {
    return null;
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(30)) if (await condition()) return;
  throw new Error('it did not come true within a minute');
}

/** What it says when it does not start, and the code it ends with. */
async function refusal(environment: Record<string, string>, port: number, words = ['start']): Promise<{ text: string; code: number | null }> {
  const run = launch(words, environment, port);
  const code = await run.exit;
  return { text: run.text(), code };
}

test('it starts, says where it is, tells live from ready and its metrics; Ctrl-C ends all of it with 0', async () => {
  const run = await start();
  await until(async () => run.text().includes(`http://localhost:${run.port}`));
  assert.deepEqual((await health(run))?.['roles'], ['hits', 'web', 'sender', 'worker']);
  assert.equal((await fetch(`http://127.0.0.1:${run.port}/healthz/live`)).status, 200);
  assert.match(await (await fetch(`http://127.0.0.1:${run.port}/metrics`)).text(), /^process_resident_memory_bytes \d+/m);

  const second = await refusal({}, await freePort());
  assert.equal(second.code, 1);
  assert.match(second.text, new RegExp(`already runs on .*data \\(process ${run.pid}\\)\\. Nothing was changed\\.`));

  signal(run.pid, 'SIGINT');
  assert.equal(await run.exit, 0);
  assert.doesNotMatch(run.text(), /error|warn/i);
  assert.deepEqual(await processesIn(join(home, 'data/postgres')), []);
  assert.equal(existsSync(join(home, 'data/kindred.lock')), false);
});

test('everything is killed with -9: the next start recovers', { skip: process.platform !== 'linux' && 'needs /proc' }, async () => {
  const run = await start();
  const watchdog = execFileSync('pgrep', ['-f', `kindred-watchdog ${join(home, 'data/postgres')} `], { encoding: 'utf8' }).trim().split('\n').map(Number);
  const servers = await processesIn(join(home, 'data/postgres'));
  assert.ok(servers.length > 0);
  for (const pid of [...watchdog, run.pid, ...servers]) signal(pid, 'SIGKILL');
  await run.exit;
  for (const pid of servers) await waitUntilGone(pid, 5000);
  assert.ok(existsSync(join(home, 'data/postgres/postmaster.pid')), 'it left its pid file');
  const again = await start();
  signal(again.pid, 'SIGTERM');
  assert.equal(await again.exit, 0);
});

test('a stop is asked for while it starts: it ends all the same', async () => {
  const run = launch(['start'], {}, await freePort());
  await until(async () => existsSync(join(home, 'data/kindred.lock')));
  signal(run.pid, 'SIGTERM');
  assert.equal(await run.exit, 0);
  assert.deepEqual(await processesIn(join(home, 'data/postgres')), []);
});

test('roles run beside each other on one database of one\'s own', async () => {
  const { url } = await freshDatabase({ migrated: false });
  const environment = { DATABASE_URL: url, KINDRED_DATA: join(home, 'roles') };
  const [web, hits] = await Promise.all([start(environment, ['web']), start(environment, ['hits'])]);
  const [sender, worker] = [launch(['sender'], environment, await freePort()), launch(['worker'], environment, await freePort())];
  await until(async () => sender.text().includes('runs: sender') && worker.text().includes('runs: worker'));
  assert.deepEqual([(await health(web))?.['roles'], (await health(hits))?.['roles']], [['web'], ['hits']]);
  for (const run of [web, hits, sender, worker]) signal(run.pid, 'SIGTERM');
  assert.deepEqual(await Promise.all([web.exit, hits.exit, sender.exit, worker.exit]), [0, 0, 0, 0]);
});

test('what keeps it from starting is said in a sentence, with code 1, and nothing is left behind', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const { port: taken } = squatter.address() as AddressInfo;
  const free = await freePort();
  const folder = join(home, 'never');
  writeFileSync(join(home, 'file'), '');
  const cases: [Record<string, string>, number, RegExp][] = [
    [{ KINDRED_DATA: folder }, taken, new RegExp(`^Port ${taken} is taken by another program\\. Nothing was changed\\. .*PORT=${taken + 1}`)],
    [{ KINDRED_DATA: folder, HOST: '203.0.113.1' }, free, /^HOST is 203\.0\.113\.1, which is no address of this machine/],
    [{ KINDRED_DATA: folder, DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/kindred' }, free, /^The database at 127\.0\.0\.1:1\/kindred cannot be reached/],
    [{ KINDRED_DATA: folder, KINDRED_ROLES: 'cook', KINDRED_LOG_LEVEL: 'loud' }, free, /^KINDRED_LOG_LEVEL is "loud".*\nKINDRED_ROLES is "cook"/],
    [{ KINDRED_DATA: join(home, 'file/data') }, free, /^The data folder .* cannot be written \(ENOTDIR\)\. Nothing was changed\./],
  ];
  for (const [environment, port, words] of cases) {
    const { text, code } = await refusal(environment, port);
    assert.equal(code, 1, text);
    assert.match(text, words);
    assert.doesNotMatch(text, /hush|\n {4}at /);
  }
  squatter.close();
  assert.equal(existsSync(join(folder, 'postgres')), false);
});

test('a back-up is written beside a running Kindred, and restored into another', async () => {
  const run = await start();
  const file = join(home, 'all.kindred');
  const written = await refusal({}, 0, ['backup', file]);
  assert.equal(written.code, 0, written.text);
  assert.match(written.text, /Wrote \d+ rows/);
  assert.equal((await health(run))?.['ready'], true);
  assert.match((await refusal({}, 0, ['restore', file])).text, /already runs/);
  signal(run.pid, 'SIGTERM');
  await run.exit;
  const restored = await refusal({ KINDRED_DATA: join(home, 'other') }, 0, ['restore', file]);
  assert.equal(restored.code, 0, restored.text);
  assert.match(restored.text, /Restored \d+ rows.*another secret/s);
  assert.equal(readFileSync(join(home, 'other/secret'), 'utf8').trim().length, 43);
});
