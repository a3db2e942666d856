import { createHash } from 'node:crypto';
import type pg from 'pg';
import { notFound } from '../errors/index.ts';
import type { Queryable } from './database.ts';

/** A named SQL statement: prepared once a connection, typed rows out. */
export interface Statement<Row, Values extends readonly unknown[]> {
  rows(on: Queryable, values: Values): Promise<Row[]>;
  /** The one row, or undefined. */
  maybe(on: Queryable, values: Values): Promise<Row | undefined>;
  /** The one row; throws a `not_found` problem naming `what`. */
  one(on: Queryable, values: Values, what: string): Promise<Row>;
  /** Runs it for its effect; answers how many rows it touched. */
  run(on: Queryable, values: Values): Promise<number>;
}

/**
 * Declares a statement. `name` reads `slice.what-it-does`; PostgreSQL keeps 63 bytes of it,
 * so the text's hash is what makes a prepared statement one of its own.
 */
export function statement<Row extends pg.QueryResultRow = pg.QueryResultRow, Values extends readonly unknown[] = readonly unknown[]>(
  name: string,
  text: string,
): Statement<Row, Values> {
  const id = `${name.slice(0, 50)}:${createHash('sha256').update(text).digest('base64url').slice(0, 10)}`;
  const execute = (on: Queryable, values: Values) => on.query<Row>({ name: id, text, values: values as unknown as unknown[] });
  return {
    rows: async (on, values) => (await execute(on, values)).rows,
    maybe: async (on, values) => (await execute(on, values)).rows[0],
    one: async (on, values, what) => {
      const row = (await execute(on, values)).rows[0];
      if (!row) throw notFound(what);
      return row;
    },
    run: async (on, values) => (await execute(on, values)).rowCount ?? 0,
  };
}
