import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Problem } from '../errors/index.ts';

// Migrations run forward only. A file that has been applied may never change: its checksum
// is kept, and a database whose past differs from the files is refused.

export interface Migration {
  /** `0001` of `0001_core.sql`. */
  number: number;
  /** The file's name. */
  name: string;
  sql: string;
  /** sha256 of the text, hex. */
  checksum: string;
}

export interface AppliedMigration {
  number: number;
  name: string;
  checksum: string;
}

export const migrationsFolder = join(import.meta.dirname, '../../../db/migrations');

/** One number for the whole program: whoever holds it migrates, all others wait. */
const migrationLock = 4_400_001;
const fileName = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** Reads the migration files in their order. Throws on a name that does not fit or a number used twice. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  const migrations = await Promise.all(names.map(async (name) => {
    const number = Number(fileName.exec(name)?.[1]);
    if (!Number.isInteger(number)) throw new Error(`${name} is not named NNNN_name.sql`);
    const sql = await readFile(join(folder, name), 'utf8');
    return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  }));
  const twice = migrations.find((migration, index) => migrations[index - 1]?.number === migration.number);
  if (twice) throw new Error(`two migrations carry the number ${twice.number}`);
  return migrations;
}

/**
 * Compares files with what a database has had; answers those still to run.
 * Throws a Problem when an applied one was edited, is missing, or a new one would run out of order.
 */
export function pendingMigrations(files: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const byNumber = new Map(files.map((file) => [file.number, file]));
  for (const past of applied) {
    const file = byNumber.get(past.number);
    if (!file) {
      throw new Problem('conflict', 'database_is_newer',
        `The database has had migration ${past.name}, which this version of Kindred does not know. Nothing was changed. Start the newer version again, or restore a back-up made before it.`);
    }
    if (file.checksum !== past.checksum) {
      throw new Problem('conflict', 'migration_was_edited',
        `Migration ${file.name} was changed after it had been applied to this database. Nothing was changed. Put the file back as it was and write a new migration instead.`);
    }
  }
  const last = Math.max(0, ...applied.map((past) => past.number));
  const done = new Set(applied.map((past) => past.number));
  const pending = files.filter((file) => !done.has(file.number));
  const late = pending.find((file) => file.number < last);
  if (late) {
    throw new Problem('conflict', 'migration_out_of_order',
      `Migration ${late.name} comes before one that the database has had already. Nothing was changed. Give it a number above ${last}.`);
  }
  return pending;
}

export interface MigrateOptions {
  folder?: string;
  /** Called once, before the first of `pending` runs on a database that has had others before. */
  beforeUpgrade?: (pending: readonly Migration[]) => Promise<void>;
}

/**
 * Brings the database at `url` forward; answers the migrations that ran.
 * Any number of processes may call it at once: one works, the others wait and find nothing to do.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<Migration[]> {
  const files = await readMigrations(options.folder);
  const client = new pg.Client({ connectionString: url, application_name: 'kindred migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    const applied = await readApplied(client);
    const pending = pendingMigrations(files, applied);
    if (pending.length > 0 && applied.length > 0) await options.beforeUpgrade?.(pending);
    for (const migration of pending) await apply(client, migration);
    return pending;
  } finally {
    await client.end();
  }
}

/** What a database has had, in order; empty for one that Kindred has never seen. */
export async function readApplied(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const known = await client.query<{ there: boolean }>(`select to_regclass('public.migrations') is not null as there`);
  if (!known.rows[0]?.there) return [];
  const applied = await client.query<AppliedMigration>('select number, name, checksum from public.migrations order by number');
  return applied.rows;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await applyMigrations(client, [migration]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Runs migrations in the transaction that is open on `client`, and notes them. */
export async function applyMigrations(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query(`create table if not exists public.migrations (
    number int primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`);
  for (const { number, name, checksum, sql } of migrations) {
    try {
      await client.query(sql);
    } catch (error) {
      throw new Error(`Migration ${name} failed and was rolled back: ${(error as Error).message}`, { cause: error });
    }
    await client.query('insert into public.migrations (number, name, checksum) values ($1, $2, $3)', [number, name, checksum]);
  }
}
