import type { BenchIo } from '../bench/bench.ts';
import type { RunCommand } from './commands.ts';

type RunBench = (args: readonly string[], io: BenchIo) => Promise<void>;

const benches: Readonly<Record<string, () => Promise<RunBench>>> = {
  track: async () => (await import('../bench/track.ts')).run,
  send: async () => (await import('../bench/send.ts')).sendBench,
  import: async () => (await import('../bench/import.ts')).run,
  segment: async () => (await import('../bench/segment.ts')).run,
  results: async () => (await import('../bench/results.ts')).run,
};
const usage = `Usage: bin/kindred bench ${Object.keys(benches).join('|')} [--json] [--count N]\n`;

/** `bin/kindred bench NAME --json`: measures on a database of its own; the last line is one JSON object. */
export const run: RunCommand = async ([name, ...args], io) => {
  const load = name === undefined ? undefined : benches[name];
  if (!load) {
    io.stderr.write(usage);
    return 2;
  }
  await (await load())(args, {
    out: (line) => void io.stdout.write(`${line}\n`), progress: (line) => void io.stderr.write(`${line}\n`), env: { ...io.environment },
  });
  return 0;
};
