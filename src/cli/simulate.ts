import { simulateSequences } from '../work/sequences/index.ts';
import type { CommandIo } from './commands.ts';

/** `kindred simulate sequences [--json] [--seed N] [--count N] [--days N]`: exits 1 when a promise was broken. */
export async function run(args: string[], { stdout, stderr }: CommandIo): Promise<number> {
  const [what, ...rest] = args;
  if (what !== 'sequences') {
    stderr.write('Usage: simulate sequences [--json] [--seed N] [--count N] [--days N]\n');
    return 2;
  }
  const numberAfter = (name: string, usual: number): number => {
    const at = rest.indexOf(name);
    const given = at === -1 ? usual : Number(rest[at + 1]);
    return Number.isInteger(given) && given >= 0 ? given : Number.NaN;
  };
  const asked = { seed: numberAfter('--seed', 1), enrolments: numberAfter('--count', 10_000), days: numberAfter('--days', 90) };
  if (Object.values(asked).some(Number.isNaN) || asked.enrolments > 1_000_000 || asked.days > 3660) {
    stderr.write('A seed, a count up to 1000000 and days up to 3660 are whole numbers.\n');
    return 2;
  }
  const begun = performance.now();
  const result = { ...simulateSequences(asked), seconds: Math.round(performance.now() - begun) / 1000 };
  if (rest.includes('--json')) stdout.write(`${JSON.stringify(result)}\n`);
  else stdout.write(`${result.enrolments} people in ${result.zones} zones over ${result.days} days: ${result.mails} mails, ${result.violations.length} broken promises (seed ${result.seed}, ${result.digest})\n${result.violations.slice(0, 20).join('\n')}\n`);
  return result.violations.length === 0 ? 0 : 1;
}
