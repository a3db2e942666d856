import { createDemo, type DemoPart } from '../demo/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import { readConfig } from '../platform/config/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { openStore } from '../platform/store/index.ts';
import type { RunCommand } from './commands.ts';

const words: Record<DemoPart, string> = { people: 'Inventing the people', campaigns: 'Writing a year of campaigns', mails: 'Writing the reps’ own mail', returns: 'Judging what came back' };
const usage = 'Usage: bin/kindred demo [--as-of YYYY-MM-DD] [--seed TEXT]\n';

/** `bin/kindred demo`: makes the demo company, the same one for the same seed and date. */
export const run: RunCommand = async (args, io) => {
  const asked = readArgs(args);
  if (!asked) {
    io.stderr.write(usage);
    return 2;
  }
  const config = readConfig(io.environment);
  const say = (line: string) => void io.stderr.write(`${line}\n`);
  const store = await openStore({ config, mode: 'join', say, now: () => systemClock.now() });
  const db = openDatabase(store.url, { max: 4, applicationName: 'kindred demo' });
  let said = '';
  const tell = (part: DemoPart, share: number) => {
    if (part !== said) say(`${words[part]} (${Math.round(share * 100)}%)`);
    said = part;
  };
  try {
    const door = await createDemo({ db, asOf: asked.asOf ?? systemClock.now(), trackingUrl: config.trackingUrl, ...(asked.seed && { seed: asked.seed }), onProgress: ({ part, share }) => tell(part, share) });
    io.stdout.write(`The demo company is there (workspace ${door.workspaceId}). Open ${config.baseUrl} and choose it.\n`);
    return 0;
  } finally {
    await db.close();
    await store.close();
  }
};

/** Undefined for words it does not know. A date stands for nine in the morning, UTC. */
function readArgs(args: readonly string[]): { asOf?: Date; seed?: string } | undefined {
  const asked: { asOf?: Date; seed?: string } = {};
  for (let index = 0; index < args.length; index += 2) {
    const [name, value] = [args[index], args[index + 1]];
    if (name === '--seed' && value) asked.seed = value;
    else if (name === '--as-of' && value && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))) asked.asOf = new Date(`${value}T09:00:00Z`);
    else return undefined;
  }
  return asked;
}
