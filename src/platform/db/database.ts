import pg from 'pg';

// Identity columns and counts are bigint; ours stay below 2^53, so numbers are safe and plain.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large for a number`);
  return number;
});

/** What a statement needs to run: the pool, or a transaction's connection. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
}

declare const inTransaction: unique symbol;
/** A connection with an open transaction. Locks may only be taken on one of these. */
export type Transaction = Queryable & { readonly [inTransaction]: true; readonly client: pg.PoolClient };

export interface Database extends Queryable {
  readonly url: string;
  readonly pool: pg.Pool;
  /**
   * Runs `work` in one transaction and commits, or rolls back and rethrows.
   * Only use cases open transactions; nothing outside the database is called inside one.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most. Default 10. */
  max?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /**
   * Statements that are not awaited one by one travel together, and `begin` with the first of them.
   * For small transactions that run all the time; each statement name at most once before an await.
   */
  pipeline?: boolean;
  /** Session settings for every connection, `{ jit: 'off' }`. */
  settings?: Readonly<Record<string, string>>;
}

/** Opens a pool on `url`. Nothing is connected until the first query. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'kindred',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    ...(options.pipeline ? { pipeline: true } : {}),
    ...(options.settings ? { onConnect: (client: pg.ClientBase) => applySettings(client, options.settings!) } : {}),
  });
  // An idle connection that breaks (server stopped) must not end the process; the next query reconnects or fails.
  pool.on('error', () => {});
  return {
    url,
    pool,
    query: (config) => pool.query(config),
    transaction: (work) => runTransaction(pool, work, options.pipeline ?? false),
    close: () => pool.end(),
  };
}

async function applySettings(client: pg.ClientBase, settings: Readonly<Record<string, string>>): Promise<void> {
  const list = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', false)`);
  await client.query(`select ${list.join(', ')}`);
}

async function runTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>, pipelined: boolean): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => { broken = error; };
  client.on('error', onError);
  try {
    const begun = client.query('begin');
    // Pipelined, a failed begin shows in the statements behind it.
    if (pipelined) begun.catch(() => {});
    else await begun;
    const tx = { query: (config: pg.QueryConfig) => client.query(config), client } as Transaction;
    const result = await work(tx);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => { broken = rollbackError; });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
