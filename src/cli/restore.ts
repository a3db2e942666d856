import { resolve } from 'node:path';
import { fingerprint, restoreBackup } from '../platform/backup/index.ts';
import { ensureSecret, readConfig } from '../platform/config/index.ts';
import { Problem } from '../platform/errors/index.ts';
import { openStore } from '../platform/store/index.ts';
import type { RunCommand } from './commands.ts';

/** `restore FILE [--replace]`: needs the data folder to itself. */
export const run: RunCommand = async (args, io) => {
  const replace = args.includes('--replace');
  const [file, ...more] = args.filter((arg) => arg !== '--replace');
  if (!file || more.length > 0) throw new Problem('invalid', 'usage', 'Say which file to read: bin/kindred restore FILE [--replace]');
  const config = readConfig(io.environment);
  const say = (line: string) => void io.stderr.write(`${line}\n`);
  const store = await openStore({ config, mode: 'own', say, now: () => new Date(), bringForward: false });
  try {
    const { manifest, rows } = await restoreBackup(store.url, resolve(file), { replace, say });
    say(`Restored ${rows} rows, as they were at ${manifest.takenAt}.`);
    if (manifest.secretFingerprint !== null && manifest.secretFingerprint !== fingerprint(await ensureSecret(config))) {
      say(`The file was written with another secret: put that one into ${config.dataFolder}/secret (or KINDRED_SECRET), or enter the passwords of mail servers again.`);
    }
    return 0;
  } finally {
    await store.close();
  }
};
