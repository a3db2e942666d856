import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { freshDatabase } from '../../../test/support/database.ts';
import { migrate } from './migrate.ts';

async function folderOf(context: TestContext, files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-migrations-'));
  context.after(() => rm(folder, { recursive: true }));
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return folder;
}

test('several processes may start at once: each migration runs once', async (context) => {
  const folder = await folderOf(context, { '0001_one.sql': 'create table one (id int); insert into one values (1)', '0002_two.sql': 'create table two (id int)' });
  const { url, db } = await freshDatabase({ migrated: false });
  const ran = await Promise.all([1, 2, 3, 4].map(() => migrate(url, { folder })));
  assert.deepEqual(ran.map((some) => some.length).toSorted(), [0, 0, 0, 2]);
  const { rows } = await db.query({ text: 'select id from one' });
  assert.equal(rows.length, 1);
});

test('one that fails leaves nothing of itself, keeps those before it, and is named', async (context) => {
  const folder = await folderOf(context, { '0001_one.sql': 'create table one (id int)', '0002_bad.sql': 'create table two (id int); select 1/0' });
  const { url, db } = await freshDatabase({ migrated: false });
  await assert.rejects(migrate(url, { folder }), /0002_bad\.sql failed and was rolled back: division by zero/);
  const { rows } = await db.query<{ one: string | null; two: string | null; applied: number }>({ text: `select to_regclass('one') as one, to_regclass('two') as two, (select count(*)::int from migrations) as applied` });
  assert.deepEqual(rows[0], { one: 'one', two: null, applied: 1 });
  await writeFile(join(folder, '0002_bad.sql'), 'create table two (id int)');
  assert.equal((await migrate(url, { folder })).length, 1);
});

test('a copy is asked for before an upgrade, not before the first', async (context) => {
  const folder = await folderOf(context, { '0001_one.sql': 'create table one (id int)' });
  const { url } = await freshDatabase({ migrated: false });
  const asked: string[][] = [];
  const beforeUpgrade = async (pending: readonly { name: string }[]) => void asked.push(pending.map(({ name }) => name));
  await migrate(url, { folder, beforeUpgrade });
  assert.deepEqual(asked, []);
  await writeFile(join(folder, '0002_two.sql'), 'create table two (id int)');
  await migrate(url, { folder, beforeUpgrade });
  await migrate(url, { folder, beforeUpgrade });
  assert.deepEqual(asked, [['0002_two.sql']]);
});

test('when the copy fails nothing is upgraded', async (context) => {
  const folder = await folderOf(context, { '0001_one.sql': 'create table one (id int)' });
  const { url, db } = await freshDatabase({ migrated: false });
  await migrate(url, { folder });
  await writeFile(join(folder, '0002_two.sql'), 'create table two (id int)');
  await assert.rejects(migrate(url, { folder, beforeUpgrade: () => Promise.reject(new Error('disk full')) }), /disk full/);
  const { rows } = await db.query<{ two: string | null }>({ text: `select to_regclass('two') as two` });
  assert.equal(rows[0]!.two, null);
});
