import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { statement, type Database, type Queryable } from '../../platform/db/index.ts';
import type { SigningKey, SigningKeys } from './token.ts';

// Links live for years, so keys are never thrown away: the newest signs, all of them verify.

const readKeys = statement<{ id: number; secret: Buffer }>('tracking.keys', `
  select id, secret from signing_keys order by id desc`);
const addKey = statement('tracking.add-key', 'insert into signing_keys (secret) values ($1)');
// Two processes that start at once must not both make the first key.
const lockKeys = statement('tracking.lock-keys', 'lock table signing_keys in share row exclusive mode');

const cacheName = 'signing-keys.json';

/**
 * The keys that links are signed and checked with, newest first; makes the first one.
 * They are copied into a file only its owner can read, and come from there while the database is down,
 * so that a start in that moment still redirects. Throws when neither can be had.
 */
export async function loadSigningKeys(db: Database, cacheFolder: string): Promise<SigningKeys> {
  const cache = join(cacheFolder, cacheName);
  const keys = await keysFromDatabase(db).catch(async (error: unknown) => {
    const kept = await readCache(cache);
    if (kept === null) throw error;
    return kept;
  });
  await writeCache(cacheFolder, cache, keys);
  return keys;
}

/** Adds a key that signs from now on wherever it is loaded; links signed before stay valid. Processes load it at their next start or reload. */
export async function rotateSigningKey(db: Queryable): Promise<void> {
  await addKey.run(db, [randomBytes(32)]);
}

async function keysFromDatabase(db: Database): Promise<SigningKeys> {
  const found = await readKeys.rows(db, []);
  if (found.length > 0) return found;
  return db.transaction(async (tx) => {
    await lockKeys.run(tx, []);
    if ((await readKeys.rows(tx, [])).length === 0) await rotateSigningKey(tx);
    return readKeys.rows(tx, []);
  });
}

async function readCache(path: string): Promise<SigningKeys | null> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as { id: number; secret: string }[];
    const keys = kept.map((key): SigningKey => ({ id: key.id, secret: Buffer.from(key.secret, 'base64') }));
    return keys.length > 0 ? keys : null;
  } catch {
    return null;
  }
}

async function writeCache(folder: string, path: string, keys: SigningKeys): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, JSON.stringify(keys.map((key) => ({ id: key.id, secret: Buffer.from(key.secret).toString('base64') }))), { mode: 0o600 });
    await chmod(draft, 0o600);
    await rename(draft, path);
  } catch {
    // A full or read-only disk costs only the start during an outage.
  }
}
