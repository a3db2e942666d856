import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { readApplied } from '../db/index.ts';
import { Problem } from '../errors/index.ts';
import { writeArchive, type Frame, type Manifest, type ManifestTable } from './archive.ts';

export interface WriteOptions {
  /** Kindred's version. */
  version: string;
  /** Only its fingerprint is kept. */
  secret?: string;
}

/**
 * Writes everything in the database at `url` into one new file, as it is at one moment, while all goes on.
 * Answers how many rows it holds. The file is there whole, or not at all.
 */
export async function writeBackup(url: string, path: string, options: WriteOptions): Promise<number> {
  if (existsSync(path)) throw new Problem('conflict', 'file_exists', `${path} is there already. Nothing was written. Choose another name.`);
  const draft = `${path}.part`;
  await rm(draft, { force: true });
  const client = new pg.Client({ connectionString: url, application_name: 'kindred backup' });
  await client.connect();
  let rows = 0;
  try {
    // One snapshot for all tables: what is written meanwhile is in none of them.
    await client.query('begin isolation level repeatable read read only');
    const manifest = await readManifest(client, options);
    await writeArchive(draft, frames(client, manifest, (count) => { rows = count; }));
    await rename(draft, path);
    return rows;
  } catch (error) {
    await rm(draft, { force: true });
    throw explain(error as NodeJS.ErrnoException, path);
  } finally {
    await client.end();
  }
}

async function* frames(client: pg.Client, manifest: Manifest, done: (rows: number) => void): AsyncGenerator<Frame> {
  yield { kind: 'manifest', manifest };
  let total = 0;
  for (const table of manifest.tables) {
    yield { kind: 'table', name: table.name };
    const hash = createHash('sha256');
    const stream = client.query(copyTo(`copy (select ${list(table)} from public.${quoted(table.name)}) to stdout`));
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      hash.update(bytes);
      yield { kind: 'rows', bytes };
    }
    total += stream.rowCount;
    yield { kind: 'table-end', name: table.name, rows: stream.rowCount, sha256: hash.digest('hex') };
  }
  done(total);
  yield { kind: 'end', rows: total };
}

async function readManifest(client: pg.Client, options: WriteOptions): Promise<Manifest> {
  const migrations = await readApplied(client);
  const tables = await client.query<ManifestTable>(tablesSql);
  const partitions = await client.query<Manifest['partitions'][number]>(partitionsSql);
  // Read after the snapshot was taken, so at or past every number in it.
  const names = await client.query<{ name: string }>(`select relname as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by 1`);
  const sequences = [];
  for (const { name } of names.rows) {
    const { rows } = await client.query<{ last: string; called: boolean }>(`select last_value::text as last, is_called as called from public.${quoted(name)}`);
    sequences.push({ name, lastValue: rows[0]!.last, isCalled: rows[0]!.called });
  }
  return {
    takenAt: new Date().toISOString(), version: options.version, migrations, tables: tables.rows, partitions: partitions.rows, sequences,
    secretFingerprint: options.secret ? fingerprint(options.secret) : null,
  };
}

/** Tables and the parents of partitions, with the columns that are stored; the list of migrations is in the manifest. */
const tablesSql = `
  select c.relname as name,
    (select json_agg(a.attname order by a.attnum) from pg_attribute a
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations'
  order by c.relname`;

const partitionsSql = `
  select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound
  from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
  where c.relispartition and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`;

/** Enough to tell two secrets apart, and nothing of the secret itself. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(`kindred back-up ${secret}`).digest('hex').slice(0, 16);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const list = (table: ManifestTable): string => table.columns.map(quoted).join(', ');

function explain(error: NodeJS.ErrnoException, path: string): unknown {
  const words: Record<string, string> = {
    ENOSPC: 'the disk is full', EDQUOT: 'the disk is full', EACCES: 'it may not be written there', EROFS: 'nothing can be written there',
    ENOENT: 'its folder is not there', EISDIR: 'it is a folder',
  };
  const reason = words[error.code ?? ''];
  return reason ? new Problem('unavailable', 'backup_not_written', `${path} could not be written: ${reason}. The database is as it was. Choose another place.`) : error;
}
