import { after } from 'node:test';
import { openDatabase, type Database } from '../../src/platform/db/index.ts';
import { createDatabase, dropDatabase } from './clone-database.ts';

/** A migrated database of one's own. */
export interface FreshDatabase {
  url: string;
  db: Database;
  /** Closes `db`, fails when any other connection was left open, and drops the database. Runs by itself after the tests. */
  close(): Promise<void>;
}

/**
 * Copies the migrated template: a database a test file, for the price of a copy.
 * Call it at the top of a `*.db.test.ts`, or inside a test for one of its own.
 */
export async function freshDatabase(options: { migrated?: boolean } = {}): Promise<FreshDatabase> {
  const { server, name, url } = await createDatabase(options);
  const db = openDatabase(url, { applicationName: 'kindred test' });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= db.close().then(() => dropDatabase(server, name)));
  after(async () => { if (!closing) await close(); });
  return { url, db, close };
}
