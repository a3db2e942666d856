import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { applyMigrations, migrate, readMigrations, type Migration } from '../db/index.ts';
import { Problem } from '../errors/index.ts';
import { readArchive, verifyArchive, type Frame, type Manifest } from './archive.ts';

export interface RestoreOptions {
  /** Whether what the database holds may be replaced. */
  replace: boolean;
  migrationsFolder?: string;
  say?: (line: string) => void;
}

/**
 * Reads a back-up into the database at `url`, all in one transaction: it is as it was, or as in the file.
 * The file is checked to its end before; the schema is that of the file, and is brought forward after.
 */
export async function restoreBackup(url: string, path: string, options: RestoreOptions): Promise<{ manifest: Manifest; rows: number }> {
  const { manifest, rows } = await verifyArchive(path);
  const migrations = migrationsOf(manifest, await readMigrations(options.migrationsFolder), path);
  const client = new pg.Client({ connectionString: url, application_name: 'kindred restore' });
  await client.connect();
  try {
    await client.query('begin');
    // Whoever works on the database now holds locks: it is not waited for long.
    await client.query(`set local lock_timeout = '10s'`);
    await requireRoom(client, options.replace);
    options.say?.(`Reading ${rows} rows of ${manifest.takenAt}`);
    await client.query(clearSql);
    await applyMigrations(client, migrations);
    const references = await dropReferences(client);
    await load(client, path, manifest);
    for (const { table, name, definition } of references) await client.query(`alter table ${table} add constraint ${name} ${definition}`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw explain(error as Error & { code?: string });
  } finally {
    await client.end();
  }
  await migrate(url, options.migrationsFolder ? { folder: options.migrationsFolder } : {});
  return { manifest, rows };
}

/** The migrations that the file's schema was made by; a Problem when we do not have just those. */
function migrationsOf(manifest: Manifest, files: readonly Migration[], path: string): Migration[] {
  return manifest.migrations.map((past) => {
    const file = files.find((one) => one.number === past.number && one.checksum === past.checksum);
    if (file) return file;
    throw new Problem('conflict', 'backup_is_newer',
      `${path} was written by Kindred ${manifest.version}, whose migration ${past.name} this one does not have. Nothing was changed. Restore it with that version or a later one.`);
  });
}

async function requireRoom(client: pg.Client, replace: boolean): Promise<void> {
  const { rows: known } = await client.query<{ ours: boolean; foreign: string | null; workspaces: boolean }>(`
    select to_regclass('public.migrations') is not null as ours, to_regclass('public.workspaces') is not null as workspaces,
      (select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') limit 1) as foreign`);
  const { ours, foreign, workspaces } = known[0]!;
  if (!ours && foreign) {
    throw new Problem('conflict', 'not_our_database', `The database holds tables of another program (${foreign}). Nothing was changed. Make an empty one for Kindred.`);
  }
  if (replace || !workspaces) return;
  const { rowCount } = await client.query('select from public.workspaces limit 1');
  if (rowCount) {
    throw new Problem('conflict', 'database_not_empty', 'The database holds a company already. Nothing was changed. Make a back-up of it if it matters, then restore with --replace.');
  }
}

/** Takes away all that is Kindred's: tables, views, functions, and the queue of small jobs. */
const clearSql = `do $$
declare thing record;
begin
  for thing in select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
    and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e') loop
    execute format('drop view if exists %s cascade', thing.name);
  end loop;
  for thing in select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition loop
    execute format('drop table %s cascade', thing.name);
  end loop;
  for thing in select oid::regprocedure::text as name from pg_proc p where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute format('drop routine %s cascade', thing.name);
  end loop;
  drop schema if exists pgboss cascade;
end $$`;

interface Reference {
  table: string;
  name: string;
  definition: string;
}

/** References are checked once at the end, so tables may come in any order. */
async function dropReferences(client: pg.Client): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`);
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return rows;
}

async function load(client: pg.Client, path: string, manifest: Manifest): Promise<void> {
  for (const { name, parent, bound } of manifest.partitions) {
    await client.query(`create table if not exists public.${client.escapeIdentifier(name)} partition of public.${client.escapeIdentifier(parent)} ${bound}`);
  }
  const frames = readArchive(path);
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    if (next.value.kind !== 'table') continue;
    const { name } = next.value;
    const table = manifest.tables.find((one) => one.name === name)!;
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
    await client.query(`truncate public.${client.escapeIdentifier(name)}`); // A migration may have put rows in.
    await pipeline(Readable.from(rowsOf(frames)), client.query(copyFrom(`copy public.${client.escapeIdentifier(name)} (${columns}) from stdin`)));
  }
  for (const { name, lastValue, isCalled } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [`public.${client.escapeIdentifier(name)}`, lastValue, isCalled]);
  }
}

async function* rowsOf(frames: AsyncGenerator<Frame>): AsyncGenerator<Buffer> {
  // Not for await: that would end the frames with this table.
  for (let next = await frames.next(); !next.done && next.value.kind === 'rows'; next = await frames.next()) yield next.value.bytes;
}

function explain(error: Error & { code?: string }): unknown {
  if (error.code === '55P03') {
    return new Problem('conflict', 'database_in_use', 'The database is in use. Nothing was changed. Stop every Kindred that works on it and try again.');
  }
  if (error.code === '53100') {
    return new Problem('unavailable', 'disk_full', 'The disk of the database is full. Nothing was changed. Make room there and try again.');
  }
  return error;
}
