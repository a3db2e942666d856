import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded, findEmbedded, type EmbeddedPostgres } from './index.ts';
import { isAlive, signal, waitUntilGone } from './processes.ts';
import { readPostmasterPid } from './server.ts';

// Real servers: each test tells of something that happens to one, on one cluster in turn.

const home = await realpath(await mkdtemp(join(tmpdir(), 'kindred-embedded-')));
await chmod(home, 0o755);
const dataFolder = join(home, 'data');
after(() => rm(home, { recursive: true, force: true }));

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const pidOf = (server: EmbeddedPostgres) => readPostmasterPid(server.folder)!;

test('a first start lays out a cluster that knows Unicode, listens at home only and asks for a password', async () => {
  const server = await startEmbedded({ dataFolder });
  const rows = await ask<Record<string, string>>(server.url, `
    select current_setting('server_version_num')::int / 10000 as version, current_setting('listen_addresses') as listens,
      current_setting('data_checksums') as checksums, current_setting('fsync') as fsync, lower('ÄÖ') as lower, current_setting('server_encoding') as encoding`);
  assert.deepEqual(rows[0], { version: 18, listens: '127.0.0.1', checksums: 'on', fsync: 'on', lower: 'äö', encoding: 'UTF8' });
  const open = new URL(server.url);
  open.password = 'guess';
  await assert.rejects(ask(open.href, 'select 1'), { code: '28P01' });
  assert.equal((await stat(join(dataFolder, 'postgres.json'))).mode & 0o777, 0o600);
  assert.equal(await findEmbedded(dataFolder), server.url);
  await ask(server.url, 'create table kept (id int)');
  await server.stop();
  assert.equal(await findEmbedded(dataFolder), null);
});

test('a second start finds what was there, and its address again', async () => {
  const server = await startEmbedded({ dataFolder });
  assert.deepEqual(await ask(server.url, 'select count(*)::int as count from kept'), [{ count: 0 }]);
  const { port } = JSON.parse(await readFile(join(dataFolder, 'postgres.json'), 'utf8')) as { port: number };
  assert.equal(new URL(server.url).port, String(port));
  await server.stop();
});

test('its port is taken: it takes another and says so', async () => {
  const { port } = JSON.parse(await readFile(join(dataFolder, 'postgres.json'), 'utf8')) as { port: number };
  const { createServer } = await import('node:net');
  const squatter = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const server = await startEmbedded({ dataFolder });
  assert.notEqual(new URL(server.url).port, String(port));
  assert.equal(await findEmbedded(dataFolder), server.url);
  await server.stop();
  squatter.close();
});

test('it ends by itself: it is started again at the same address, and loses nothing', async () => {
  const said: string[] = [];
  const server = await startEmbedded({ dataFolder, say: (line) => said.push(line) });
  await ask(server.url, 'insert into kept values (1)');
  const before = pidOf(server);
  signal(before, 'SIGKILL');
  await until(async () => (await ask(server.url, 'select id from kept')).length === 1);
  assert.notEqual(pidOf(server), before);
  assert.match(said.join(), /ended by itself/);
  await server.stop();
});

test('whoever started it is killed: it ends too', async () => {
  const child = await startElsewhere();
  const pid = readPostmasterPid(join(dataFolder, 'postgres'))!;
  child.kill('SIGKILL');
  assert.ok(await waitUntilGone(pid, 10_000), 'the server went with its parent');
  const server = await startEmbedded({ dataFolder });
  assert.equal((await ask(server.url, 'select id from kept')).length, 1);
  await server.stop();
});

test('all but the server is killed, its watchdog too: the next start stops it cleanly and goes on', { skip: process.platform !== 'linux' && 'needs ps as on Linux' }, async () => {
  const child = await startElsewhere();
  const orphan = readPostmasterPid(join(dataFolder, 'postgres'))!;
  const watchdog = Number(execFileSync('pgrep', ['-f', `kindred-watchdog ${join(dataFolder, 'postgres')} ${orphan}`], { encoding: 'utf8' }).trim().split('\n')[0]);
  signal(watchdog, 'SIGKILL');
  child.kill('SIGKILL');
  await waitUntilGone(watchdog, 5000);
  assert.ok(await isAlive(orphan));
  const server = await startEmbedded({ dataFolder });
  assert.equal(await isAlive(orphan), false);
  assert.equal((await ask(server.url, 'select id from kept')).length, 1);
  await server.stop();
});

test('a pid file from before a crash, whose pid is another program\'s now, keeps nothing from starting', async () => {
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await writeFile(join(dataFolder, 'postgres/postmaster.pid'), `${bystander.pid}\n${join(dataFolder, 'postgres')}\n1\n5432\n\n127.0.0.1\n\nready\n`);
  assert.equal(await findEmbedded(dataFolder), null);
  const server = await startEmbedded({ dataFolder });
  assert.ok(await isAlive(bystander.pid!), 'the other program was left alone');
  await server.stop();
  bystander.kill('SIGKILL');
});

test('a cluster half laid out is made anew', async () => {
  const folder = join(home, 'half');
  await mkdir(join(folder, 'postgres.draft/base'), { recursive: true });
  const server = await startEmbedded({ dataFolder: folder });
  assert.equal((await ask(server.url, 'select 1 as one')).length, 1);
  await server.stop();
});

test('a path longer than a socket may have, with a blank in it', async () => {
  const folder = join(home, `${'deep '.repeat(15)}/${'deeper'.repeat(15)}`);
  const server = await startEmbedded({ dataFolder: folder });
  assert.equal((await ask(server.url, 'select 1 as one')).length, 1);
  await server.stop();
});

test('a data folder its server may not enter: the cluster lies elsewhere, and the folder says where', { skip: process.getuid?.() !== 0 && 'root only: others run it as themselves' }, async () => {
  const closed = join(home, 'closed');
  await mkdir(closed, { mode: 0o700 });
  const server = await startEmbedded({ dataFolder: join(closed, 'data') });
  const record = JSON.parse(await readFile(join(closed, 'data/postgres.json'), 'utf8')) as { folder: string };
  assert.equal(record.folder, server.folder);
  assert.match(server.folder, /^\/var\/lib\/kindred\/cluster-/);
  await server.stop();
  const again = await startEmbedded({ dataFolder: join(closed, 'data') });
  assert.equal(again.folder, server.folder);
  await again.stop();
  await rm(server.folder, { recursive: true });
});

test('a cluster of another PostgreSQL is refused, and how to bring it over is said', async () => {
  const version = join(dataFolder, 'postgres/PG_VERSION');
  const ours = await readFile(version, 'utf8');
  await writeFile(version, '17\n');
  await assert.rejects(startEmbedded({ dataFolder }), { code: 'other_postgres_version' });
  await writeFile(version, ours);
});

test('a folder that is no folder is refused in words', async () => {
  await writeFile(join(home, 'file'), '');
  await assert.rejects(startEmbedded({ dataFolder: join(home, 'file/data') }), { code: 'data_folder_unwritable' });
});

/** Another process that starts the server of `dataFolder` and waits. */
async function startElsewhere() {
  const script = `const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))}); await startEmbedded({ dataFolder: ${JSON.stringify(dataFolder)} }); console.log('up'); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error('it did not come up')));
  });
  return child;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await condition().catch(() => false)) return;
    await pause(20);
  }
  throw new Error('it did not come true');
}
