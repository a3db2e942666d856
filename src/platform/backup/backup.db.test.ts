import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.ts';
import { ensurePartitions } from '../db/index.ts';
import { keepCopy, restoreBackup, verifyArchive, writeBackup } from './index.ts';

const now = new Date('2026-11-23T12:00:00Z');

async function emptyFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-backup-'));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** A company with what is hard to carry: jsonb, bytea, line breaks, nulls, arrays, addresses, partitions, drawn numbers. */
async function liveDatabase(contacts = 500): Promise<FreshDatabase> {
  const database = await freshDatabase();
  const { db } = database;
  await ensurePartitions(db, now);
  await db.query({ text: `insert into workspaces (name, postal_address) values ('Ada & Söhne', e'Hauptstraße 1\\n\\t12345 Berlin\\\\'), ('Other', '')` });
  await db.query({
    text: `insert into contacts (workspace_id, email, email_key, first_name, attributes)
      select 1, 'p' || n || '@example.com', 'p' || n || '@example.com', case n % 3 when 0 then e'tab\\tand \\\\N' when 1 then 'Zoë 🌱' else '' end,
        jsonb_build_object('n', n, 'text', e'line\\nbreak "quoted"', 'list', array[1, 2], 'nothing', null)
      from generate_series(1, $1) n`,
    values: [contacts],
  });
  await db.query({ text: `insert into suppressions (workspace_id, address_hash, reason, lifted_at) values (1, $1, 'erased', null), (1, $2, 'manual', now())`, values: [randomBytes(32), randomBytes(32)] });
  await db.query({ text: `insert into attribute_definitions (workspace_id, key, label, type, choices) values (1, 'tier', 'Tier', 'choice', array['a,b', '{c}', 'NULL'])` });
  await db.query({
    text: `insert into hits (workspace_id, message_id, at, id, kind, method, agent, address, headers)
      select 1, n, $1::timestamptz - (n || ' days')::interval, n, 'open', 'GET', null, '2001:db8::1', '{"purpose":"x"}' from generate_series(0, 800, 7) n`,
    values: [now],
  });
  await db.query({ text: `select nextval(pg_get_serial_sequence('companies', 'id')) from generate_series(1, 41)` });
  return database;
}

/** Every table's number of rows and a hash that does not mind their order, every sequence, every partition's share. */
async function contents({ db }: FreshDatabase): Promise<Record<string, string>> {
  const { rows: tables } = await db.query<{ name: string }>({
    text: `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migrations' order by 1` });
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await db.query<{ sum: string }>({ text: `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from "${name}" t` });
    found[name] = rows[0]!.sum;
  }
  const { rows: sequences } = await db.query<{ name: string; last: string }>({ text: `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public'` });
  for (const { name, last } of sequences) found[name] = String(last);
  return found;
}

test('what is restored is what was there, table by table, in another database', async (context) => {
  const path = join(await emptyFolder(context), 'all.kindred');
  const [source, target] = await Promise.all([liveDatabase(), freshDatabase({ migrated: false })]);
  const written = await writeBackup(source.url, path, { version: '0.1.0' });
  const { rows } = await restoreBackup(target.url, path, { replace: false });
  assert.equal(rows, written);
  const [before, after] = await Promise.all([contents(source), contents(target)]);
  assert.deepEqual(after, before);
  assert.match(before['hits_202611']!, /^[1-9]/);
  assert.match(before['contacts']!, /^500 /);
  // Numbers go on where they were, references hold again, and the months can still be made.
  const { rows: next } = await target.db.query<{ id: number }>({ text: `insert into companies (workspace_id, name) values (1, 'Next') returning id` });
  assert.equal(next[0]!.id, 42);
  await assert.rejects(target.db.query({ text: `insert into companies (workspace_id, name) values (99, 'Nobody')` }), { code: '23503' });
  await ensurePartitions(target.db, now);
});

test('it is one moment, whatever is written meanwhile', async (context) => {
  const path = join(await emptyFolder(context), 'live.kindred');
  const [source, target] = await Promise.all([liveDatabase(20_000), freshDatabase({ migrated: false })]);
  let writing = true;
  let added = 0;
  const writer = (async () => {
    while (writing) {
      added += 1;
      // A list and its member come together, or not at all: names sort apart, so they are copied apart.
      await source.db.transaction(async (tx) => {
        await tx.query({ text: `with list as (insert into lists (workspace_id, name) values (1, $1) returning id) insert into list_members (workspace_id, list_id, contact_id) select 1, currval(pg_get_serial_sequence('lists', 'id')), 1 from list`, values: [`list ${added}`] });
      });
    }
  })();
  await writeBackup(source.url, path, { version: '0.1.0' });
  writing = false;
  await writer;
  await restoreBackup(target.url, path, { replace: false });
  const { rows } = await target.db.query<{ lists: number; members: number }>({ text: 'select (select count(*) from lists) as lists, (select count(*) from list_members) as members' });
  assert.equal(rows[0]!.lists, rows[0]!.members);
  assert.ok(added > 1, `the writer wrote ${added} times`);
});

test('a database with a company in it is refused, unless it may be replaced', async (context) => {
  const path = join(await emptyFolder(context), 'one.kindred');
  const [source, target] = await Promise.all([liveDatabase(), freshDatabase()]);
  await target.db.query({ text: `insert into workspaces (name) values ('Still here')` });
  await target.db.query({ text: `insert into companies (workspace_id, name) values (1, 'Gone after')` });
  await writeBackup(source.url, path, { version: '0.1.0' });
  const before = await contents(target);
  await assert.rejects(restoreBackup(target.url, path, { replace: false }), { code: 'database_not_empty' });
  assert.deepEqual(await contents(target), before);
  await restoreBackup(target.url, path, { replace: true });
  assert.deepEqual(await contents(target), await contents(source));
});

test('a database of another program is never touched', async (context) => {
  const path = join(await emptyFolder(context), 'one.kindred');
  const [source, target] = await Promise.all([liveDatabase(1), freshDatabase({ migrated: false })]);
  await writeBackup(source.url, path, { version: '0.1.0' });
  await target.db.query({ text: 'create table invoices (id int)' });
  await assert.rejects(restoreBackup(target.url, path, { replace: true }), { code: 'not_our_database' });
});

test('a file that is cut, changed or foreign is refused before anything is touched', async (context) => {
  const folder = await emptyFolder(context);
  const [source, target] = await Promise.all([liveDatabase(3000), freshDatabase()]);
  await target.db.query({ text: `insert into workspaces (name) values ('Safe')` });
  const before = await contents(target);
  const whole = join(folder, 'whole.kindred');
  await writeBackup(source.url, whole, { version: '0.1.0' });
  const bytes = await readFile(whole);
  const cases: [string, Buffer][] = [
    ['not_a_backup', Buffer.from('PGDMP something else entirely')],
    ['not_a_backup', Buffer.alloc(0)],
    ['damaged_backup', bytes.subarray(0, 30)],
    ...[0.3, 0.7, 0.99].map((part): [string, Buffer] => ['damaged_backup', bytes.subarray(0, Math.floor(bytes.length * part))]),
    ['damaged_backup', bytes.subarray(0, bytes.length - 1)],
    ...[0.4, 0.8].map((part): [string, Buffer] => ['damaged_backup', flipped(bytes, Math.floor(bytes.length * part))]),
  ];
  for (const [index, [code, content]] of cases.entries()) {
    const path = join(folder, `case-${index}`);
    await writeFile(path, content);
    await assert.rejects(restoreBackup(target.url, path, { replace: true }), { code }, `case ${index}`);
  }
  await assert.rejects(restoreBackup(target.url, join(folder, 'nowhere'), { replace: true }), { code: 'no_backup_file' });
  assert.deepEqual(await contents(target), before);
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 0xff;
  return copy;
}

test('a file of a newer version is refused with its name', async (context) => {
  const folder = await emptyFolder(context);
  const [source, target] = await Promise.all([liveDatabase(1), freshDatabase({ migrated: false })]);
  await source.db.query({ text: `insert into migrations (number, name, checksum) values (9999, '9999_future.sql', 'x')` });
  const path = join(folder, 'future.kindred');
  await writeBackup(source.url, path, { version: '9.0.0' });
  await assert.rejects(restoreBackup(target.url, path, { replace: false }), /9\.0\.0.*9999_future\.sql/);
});

test('a file is written whole or not at all, for its owner alone, and never over another', async (context) => {
  const folder = await emptyFolder(context);
  const { url } = await liveDatabase(1);
  const path = join(folder, 'one.kindred');
  await writeBackup(url, path, { version: '0.1.0' });
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  await assert.rejects(writeBackup(url, path, { version: '0.1.0' }), { code: 'file_exists' });
  await assert.rejects(writeBackup(url, join(folder, 'none/one.kindred'), { version: '0.1.0' }), { code: 'backup_not_written' });
  assert.deepEqual(await readdir(folder), ['one.kindred']);
});

test('the file says what it holds', async (context) => {
  const path = join(await emptyFolder(context), 'one.kindred');
  const { url } = await liveDatabase(10);
  await writeBackup(url, path, { version: '0.1.0', secret: 's'.repeat(40) });
  const { manifest } = await verifyArchive(path);
  assert.equal(manifest.version, '0.1.0');
  assert.ok(manifest.migrations.length > 0);
  assert.equal(manifest.secretFingerprint?.length, 16);
  assert.ok(!(await readFile(path)).includes('s'.repeat(40)));
});

test('of the copies kept before upgrades the last five stay', async (context) => {
  const dataFolder = await emptyFolder(context);
  const { url } = await liveDatabase(1);
  for (let day = 1; day <= 7; day += 1) await keepCopy(url, dataFolder, 7, new Date(Date.UTC(2026, 0, day)), { version: '0.1.0' });
  const names = (await readdir(join(dataFolder, 'backups'))).toSorted();
  assert.equal(names.length, 5);
  assert.match(names[0]!, /^20260103T000000-before-0007\.kindred$/);
});

