import pg from 'pg';
import { Problem } from '../errors/index.ts';

const oldest = 15;

/**
 * Asks the server at `url` whether Kindred can live there: reached, signed in, new enough, in UTF-8.
 * A Problem says which of these failed, and what to do.
 */
export async function checkServer(url: string, patienceMs = 10_000): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs, application_name: 'kindred start' });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw connectionProblem(url, error as Error & { code?: string });
  }
  try {
    const { rows } = await client.query<{ version: number; name: string; encoding: string; read_only: string }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_version') as name,
              current_setting('server_encoding') as encoding, current_setting('transaction_read_only') as read_only`);
    const server = rows[0]!;
    if (server.version < oldest) {
      throw new Problem('unavailable', 'postgres_too_old',
        `The PostgreSQL at ${where(url)} is ${server.name}; Kindred needs ${oldest} or later. Nothing was changed. Upgrade it, or leave DATABASE_URL out to use the embedded one.`);
    }
    if (server.encoding !== 'UTF8') {
      throw new Problem('unavailable', 'database_not_utf8',
        `The database at ${where(url)} stores text as ${server.encoding}; Kindred needs UTF8. Nothing was changed. Make one with "create database kindred template template0 encoding 'UTF8'".`);
    }
    if (server.read_only === 'on') {
      throw new Problem('unavailable', 'database_read_only',
        `The database at ${where(url)} takes no changes (a standby, perhaps). Nothing was changed. Let DATABASE_URL name the primary.`);
    }
  } finally {
    await client.end();
  }
}

/** Host, port and database of an address; never its password. */
export function where(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || 'localhost'}:${port || 5432}${pathname}`;
}

function connectionProblem(url: string, error: Error & { code?: string; errors?: Error[] }): Problem {
  const reason = error.message || error.errors?.map((one) => one.message).join('; ') || error.code || 'no reason given';
  const advice: Record<string, string> = {
    '28P01': 'Check the user and the password in DATABASE_URL.',
    '28000': 'Check the user in DATABASE_URL, and whether the server lets it in from here.',
    '3D000': 'Make the database first ("create database kindred"), or correct its name in DATABASE_URL.',
    '53300': 'It has no connection to spare: raise its max_connections, or stop other programs.',
    ENOTFOUND: 'Check the host name in DATABASE_URL.',
    ECONNREFUSED: 'Check that it runs and listens there.',
  };
  return new Problem('unavailable', 'database_unreachable',
    `The database at ${where(url)} cannot be reached (${reason}). Nothing was changed. ${advice[error.code ?? ''] ?? 'Check DATABASE_URL and the way there.'}`);
}
