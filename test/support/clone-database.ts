import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, readMigrations } from '../../src/platform/db/migrate.ts';
import { testServerUrl } from './test-server.ts';

// The migrated template and its copies.

/** A copy of the migrated template (or an empty database, for `migrated: false`). Whoever makes one drops it. */
export async function createDatabase(options: { migrated?: boolean } = {}): Promise<{ server: string; name: string; url: string }> {
  const server = await testServerUrl();
  const name = `kindred_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asAdmin(server, async (admin) => {
    const template = options.migrated === false ? 'template0' : await ensureTemplate(admin, server);
    await admin.query(`create database ${name} template ${template}`);
  });
  return { server, name, url: withDatabase(server, name) };
}

/** Drops it; throws when somebody is still connected, and drops it all the same. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  const left = await asAdmin(server, async (admin) => {
    const open = await openConnections(admin, name);
    await admin.query(`drop database ${name} with (force)`);
    return open;
  });
  if (left.length > 0) throw new Error(`The tests left connections open: ${left.join(', ')}`);
}

/** The server notices a closed connection a moment later: it is asked until it says none, two seconds at most. */
async function openConnections(admin: pg.Client, name: string): Promise<string[]> {
  for (let asks = 0; ; asks += 1) {
    const { rows } = await admin.query<{ application_name: string }>(
      `select application_name from pg_stat_activity where datname = $1 and backend_type = 'client backend'`, [name]);
    if (rows.length === 0 || asks === 40) return rows.map((row) => row.application_name || 'unnamed');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Makes the template of today's migrations, once on a server; others wait for whoever is at it. */
async function ensureTemplate(admin: pg.Client, server: string): Promise<string> {
  const migrations = await readMigrations();
  const hash = createHash('sha256').update(migrations.map((migration) => `${migration.name} ${migration.checksum}`).join('\n')).digest('hex');
  const template = `kindred_template_${hash.slice(0, 16)}`;
  if (await isTemplate(admin, template)) return template;
  const lock = Number.parseInt(hash.slice(0, 8), 16);
  await admin.query('select pg_advisory_lock($1)', [lock]);
  try {
    if (await isTemplate(admin, template)) return template;
    await admin.query(`drop database if exists ${template}`);
    await admin.query(`create database ${template} template template0 encoding 'UTF8'`);
    await migrate(withDatabase(server, template));
    await admin.query(`alter database ${template} with is_template true`);
    return template;
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [lock]);
  }
}

async function isTemplate(admin: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1 and datistemplate', [name]);
  return rowCount === 1;
}

async function asAdmin<T>(server: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: withDatabase(server, 'postgres'), application_name: 'kindred test admin' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
