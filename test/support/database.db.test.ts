import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { freshDatabase } from './database.ts';

test('a fresh database is migrated and empty', async () => {
  const { db } = await freshDatabase();
  const { rows } = await db.query<{ applied: number; workspaces: number }>({
    text: 'select (select count(*)::int from migrations) as applied, (select count(*)::int from workspaces) as workspaces',
  });
  assert.ok(rows[0]!.applied > 0);
  assert.equal(rows[0]!.workspaces, 0);
});

test('two of them share nothing', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  await one.db.query({ text: `insert into workspaces (name) values ('Only here')` });
  const { rows } = await other.db.query<{ count: number }>({ text: 'select count(*) from workspaces' });
  assert.equal(rows[0]!.count, 0);
});

test('a connection left open is a failure that names it, and the database goes all the same', async () => {
  const { url, close } = await freshDatabase();
  const forgotten = new pg.Client({ connectionString: url, application_name: 'forgotten' });
  forgotten.on('error', () => {});
  await forgotten.connect();
  await assert.rejects(close(), /left connections open: forgotten/);
  await assert.rejects(new pg.Client({ connectionString: url }).connect(), /does not exist/);
});
