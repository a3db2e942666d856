import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../errors/index.ts';
import type { Config } from './config.ts';

/**
 * The secret of this installation: KINDRED_SECRET, else `secret` in the data folder, drawn at the
 * first start. Lose it and everybody signs in again, and stored passwords of mail servers are unreadable.
 */
export async function ensureSecret(config: Pick<Config, 'secret' | 'dataFolder'>): Promise<string> {
  if (config.secret) return config.secret;
  const path = join(config.dataFolder, 'secret');
  if (!existsSync(path)) await drawSecret(path);
  const secret = (await readFile(path, 'utf8')).trim();
  if (secret.length >= 32) return secret;
  throw new Problem('conflict', 'bad_secret_file',
    `${path} does not hold a secret of 32 characters or more. Nothing was changed. Put the right one back from a back-up, or set KINDRED_SECRET.`);
}

/** Whoever comes first decides, also among several processes. */
async function drawSecret(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
