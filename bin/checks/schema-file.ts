import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { dumpSchema } from '../../src/platform/db/dump-schema.ts';
import { createDatabase, dropDatabase } from '../../test/support/clone-database.ts';

/** Compares db/schema.sql with what the migrations make, or writes it. */
export async function schemaFile(root: string, write: boolean): Promise<string[]> {
  const path = join(root, 'db/schema.sql');
  const fresh = await migratedSchema();
  // Views read otherwise in other versions: only the embedded server's words are compared.
  if (fresh === null) return [];
  if (write) writeFileSync(path, fresh);
  const committed = readOrEmpty(path);
  return committed === fresh ? [] : [`db/schema.sql is not what db/migrations make (${firstDifference(committed, fresh)}); bin/check --write writes it`];
}

async function migratedSchema(): Promise<string | null> {
  const { server, name, url } = await createDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`);
    return rows[0]!.version === 18 ? await dumpSchema(client) : null;
  } finally {
    await client.end();
    await dropDatabase(server, name);
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function firstDifference(one: string, other: string): string {
  const [a, b] = [one.split('\n'), other.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  const line = at < 0 ? a.length : at;
  return `line ${line + 1}: "${a[line] ?? ''}" for "${b[line] ?? ''}"`;
}
