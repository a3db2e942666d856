import { linksForMember } from '../people/workspaces/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import { readConfig } from '../platform/config/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { openStore } from '../platform/store/index.ts';
import type { RunCommand } from './commands.ts';

const usage = 'Usage: bin/kindred member link EMAIL [--remove-second-factor]\n';

/** `bin/kindred member link EMAIL`: prints links that let a member in, for when no mail arrives. */
export const run: RunCommand = async (args, io) => {
  const words = args[0] === 'link' ? args.slice(1) : args;
  const flags = words.filter((word) => word.startsWith('-'));
  const [email, ...more] = words.filter((word) => !word.startsWith('-'));
  const unknown = flags.find((flag) => flag !== '--remove-second-factor');
  if (email === undefined || more.length > 0 || unknown !== undefined) {
    io.stderr.write(unknown === undefined ? usage : `There is no option ${unknown}.\n${usage}`);
    return 2;
  }
  const config = readConfig(io.environment);
  const store = await openStore({ config, mode: 'join', say: (line) => void io.stderr.write(`${line}\n`), now: () => systemClock.now() });
  const db = openDatabase(store.url, { max: 2, applicationName: 'kindred member' });
  try {
    const links = await linksForMember(db, { email, baseUrl: config.baseUrl, removeSecondFactor: flags.length > 0, now: systemClock.now() });
    for (const { kind, company, url, expiresAt } of links) {
      const about = kind === 'password' ? 'Sets a new password' : `Accepts the invitation to ${company}`;
      io.stderr.write(`${about}; works once, until ${expiresAt.toISOString()}:\n`);
      io.stdout.write(`${url}\n`);
    }
    return 0;
  } finally {
    await db.close();
    await store.close();
  }
};
