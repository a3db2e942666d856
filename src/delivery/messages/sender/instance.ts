import { hostname } from 'node:os';
import pg from 'pg';

// A sender process that lives holds a session lock on its row's id. Whoever can take that lock
// knows that the process, or its connection, is gone.

/** First half of the advisory lock's key; the second is the instance's id. */
export const instanceLock = 44001;

export interface Instance {
  readonly id: number;
  /** False once the connection that holds the lock is gone: others may take over what was claimed. */
  readonly isAlive: boolean;
  /** Calls back once when that happens. */
  onLost(callback: () => void): void;
  /** Signs off: removes the row and lets the lock go. */
  leave(): Promise<void>;
}

/** Registers this process; throws when the database is away. */
export async function registerInstance(url: string): Promise<Instance> {
  const client = new pg.Client({ connectionString: url, application_name: 'kindred sender lock', keepAlive: true });
  let alive = true;
  let leaving = false;
  const callbacks: (() => void)[] = [];
  const lost = () => {
    if (!alive) return;
    alive = false;
    if (!leaving) for (const callback of callbacks) callback();
  };
  client.on('error', lost);
  client.on('end', lost);
  await client.connect();
  try {
    // Row and lock become visible together: nobody can take a lock that its owner has not got yet.
    await client.query('begin');
    const { rows } = await client.query<{ id: number }>(
      'insert into sender_instances (host, pid) values ($1, $2) returning id', [hostname(), process.pid]);
    const id = rows[0]!.id;
    await client.query('select pg_advisory_lock($1, $2)', [instanceLock, id]);
    await client.query('commit');
    return {
      id,
      get isAlive() {
        return alive;
      },
      onLost: (callback) => void callbacks.push(callback),
      async leave() {
        leaving = true;
        if (alive) await client.query('delete from sender_instances where id = $1', [id]).catch(() => {});
        alive = false;
        await client.end().catch(() => {});
      },
    };
  } catch (error) {
    leaving = true;
    await client.end().catch(() => {});
    throw error;
  }
}
