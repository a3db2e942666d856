import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pendingMigrations, readMigrations, type AppliedMigration, type Migration } from './migrate.ts';

const file = (number: number, checksum = `sum-${number}`): Migration => ({ number, name: `${String(number).padStart(4, '0')}_x.sql`, checksum, sql: '' });
const applied = (number: number, checksum = `sum-${number}`): AppliedMigration => ({ number, name: file(number).name, checksum });
const numbers = (migrations: Migration[]) => migrations.map(({ number }) => number);

test('what a database has not had is pending, in order', () => {
  assert.deepEqual(numbers(pendingMigrations([file(1), file(2), file(3)], [])), [1, 2, 3]);
  assert.deepEqual(numbers(pendingMigrations([file(1), file(2), file(3)], [applied(1), applied(2)])), [3]);
  assert.deepEqual(numbers(pendingMigrations([file(1)], [applied(1)])), []);
});

test('an edited past is refused', () => {
  assert.throws(() => pendingMigrations([file(1, 'other')], [applied(1)]), { code: 'migration_was_edited' });
});

test('a database from a newer version is refused', () => {
  assert.throws(() => pendingMigrations([file(1)], [applied(1), applied(2)]), { code: 'database_is_newer' });
});

test('a migration that comes in between is refused', () => {
  assert.throws(() => pendingMigrations([file(1), file(2), file(3)], [applied(1), applied(3)]), { code: 'migration_out_of_order' });
});

test('our own files are named and numbered well', async () => {
  const migrations = await readMigrations();
  assert.ok(migrations.length > 0);
  assert.equal(migrations[0]!.number, 1);
});
