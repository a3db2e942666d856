import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import type { Database, Transaction } from '../../../platform/db/index.ts';

/** The time given was up before the database answered. */
export class TooSlow extends Error {}

/**
 * Runs `work` on a connection of its own, for `ms` at most. Who is late loses the connection: it would answer
 * nobody, and what it was doing may or may not be committed.
 */
export async function withinTime<T>(db: Database, ms: number, work: (on: Transaction) => Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  let client: PoolClient | undefined;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    late.reject(new TooSlow(`the database did not answer within ${ms} ms`));
    if (client) cut(client);
  }, ms);
  const run = async (): Promise<T> => {
    client = await db.pool.connect();
    const ignore = () => {};
    client.on('error', ignore);
    let broken: Error | boolean = false;
    try {
      if (isLate) throw new TooSlow('the connection came too late');
      const held = client;
      return await work({ query: (config) => held.query(config), client: held } as Transaction);
    } catch (error) {
      broken = !('code' in (error as Error)) || isLate;
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  };
  try {
    return await Promise.race([run(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** As `withinTime`, in one transaction: when the socket ends before the commit, all of it is undone. */
export function transactionWithinTime<T>(db: Database, ms: number, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return withinTime(db, ms, async (tx) => {
    await tx.query({ text: 'begin' });
    try {
      const result = await work(tx);
      await tx.query({ text: 'commit' });
      return result;
    } catch (error) {
      await tx.query({ text: 'rollback' });
      throw error;
    }
  });
}

/** Ends the socket: an orderly goodbye would wait behind the statement that hangs. */
function cut(client: PoolClient): void {
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}
