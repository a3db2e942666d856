import { resolve } from 'node:path';
import { writeBackup } from '../platform/backup/index.ts';
import { ensureSecret, readConfig } from '../platform/config/index.ts';
import { Problem } from '../platform/errors/index.ts';
import { openStore } from '../platform/store/index.ts';
import { programVersion } from '../program-version.ts';
import type { RunCommand } from './commands.ts';

/** `backup FILE`: works beside a running Kindred, or starts the embedded server for the while. */
export const run: RunCommand = async (args, io) => {
  const [file, ...more] = args;
  if (!file || more.length > 0) throw new Problem('invalid', 'usage', 'Say which file to write: bin/kindred backup FILE');
  const config = readConfig(io.environment);
  const say = (line: string) => void io.stderr.write(`${line}\n`);
  const store = await openStore({ config, mode: 'join', say, now: () => new Date(), bringForward: false });
  try {
    const rows = await writeBackup(store.url, resolve(file), { version: programVersion, secret: await ensureSecret(config) });
    say(`Wrote ${rows} rows to ${file}.`);
    if (!config.secret) say(`Keep a copy of ${config.dataFolder}/secret apart from it: passwords of mail servers are sealed with that.`);
    return 0;
  } finally {
    await store.close();
  }
};
