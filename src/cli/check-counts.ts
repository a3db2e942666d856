import { checkCounts, recountRollups, type CountCheck } from '../delivery/events/index.ts';
import { readConfig } from '../platform/config/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { Problem } from '../platform/errors/index.ts';
import { openStore } from '../platform/store/index.ts';
import type { RunCommand } from './commands.ts';

/**
 * `bin/kindred check-counts [--json] [--repair]`: counts everything again from the log and compares. Exit code 1 when
 * anything differs. `--repair` corrects the counts; what the log says of a message is never changed.
 */
export const run: RunCommand = async (args, io) => {
  const unknown = args.find((arg) => arg !== '--json' && arg !== '--repair');
  if (unknown) throw new Problem('invalid', 'usage', `check-counts has no option ${unknown}. Usage: bin/kindred check-counts [--json] [--repair]`);
  const config = readConfig(io.environment);
  const store = await openStore({ config, mode: 'join', say: (line) => void io.stderr.write(`${line}\n`), now: () => new Date(), bringForward: false });
  const db = openDatabase(store.url, { max: 2, applicationName: 'kindred check-counts' });
  try {
    const check = await checkCounts(db);
    const repaired = args.includes('--repair') ? await repair(db, check) : 0;
    io.stdout.write(args.includes('--json') ? `${JSON.stringify({ ok: check.differing === 0, ...check, repaired })}\n` : inWords(check, repaired));
    return check.differing === 0 ? 0 : 1;
  } finally {
    await db.close();
    await store.close();
  }
};

async function repair(db: Parameters<typeof recountRollups>[0], check: CountCheck): Promise<number> {
  let repaired = 0;
  for (const workspaceId of new Set(check.differences.map((difference) => difference.workspaceId))) repaired += await recountRollups(db, workspaceId, new Date());
  return repaired;
}

function inWords(check: CountCheck, repaired: number): string {
  const lines = check.differences.map((one) => `workspace ${one.workspaceId}, ${one.what}: counted ${one.counted}, recounted ${one.recounted}`);
  const looked = `${check.messages} messages, ${check.engagements} engagements and ${check.counts} counts`;
  lines.push(check.differing === 0 ? `All agree: ${looked}.` : `${check.differing} differ of ${looked}.${repaired > 0 ? ` ${repaired} counts were corrected.` : ''}`);
  return `${lines.join('\n')}\n`;
}
