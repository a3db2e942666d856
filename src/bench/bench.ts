import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../platform/db/migrate.ts';
import { openDatabase, type Database } from '../platform/db/index.ts';
import { startEmbedded } from '../platform/postgres/index.ts';

// What every bench shares: a database of its own, figure and ceiling taken in alternating rounds
// of the same run, and one JSON object as the last line. Rounds alternate because a machine's
// speed drifts: a ratio of neighbours is worth more than a ratio of bests.

export interface BenchIo {
  /** Takes the one line of the result. */
  out(line: string): void;
  /** Takes a line that tells how far it is. */
  progress(line: string): void;
  env: NodeJS.ProcessEnv;
}

export const processIo: BenchIo = {
  out: (line) => void process.stdout.write(`${line}\n`),
  progress: (line) => void process.stderr.write(`${line}\n`),
  env: process.env,
};

/** One round's measurement of the figure or of the ceiling. */
export interface Measure {
  /** In the plan's unit. */
  value: number;
  /** 99th percentile of a single answer, where there are single answers. */
  p99Ms?: number;
  /** Where the work runs in a process of its own; else this process is watched. */
  peakMiB?: number;
}

export interface BenchPlan {
  /** `import`, `track`, ... */
  bench: string;
  /** `rows/s`, `hits/s`, `ms`. */
  unit: string;
  /** Five at least. Default 5. */
  rounds?: number;
  /** What was used: they stand in the result under their names. */
  sizes: Record<string, number | string | boolean>;
  figure: (round: number) => Promise<Measure>;
  ceiling: (round: number) => Promise<Measure>;
}

export interface BenchRound {
  figure: number;
  ceiling: number;
  ratio: number;
}

export interface BenchResult {
  bench: string;
  figure: number;
  unit: string;
  ceiling: number;
  ratio: number;
  p99Ms: number | null;
  peakMiB: number;
  rounds: BenchRound[];
}

/**
 * Takes figure and ceiling in alternating rounds, prints progress, then the result as one line.
 * `ratio` is the median of the rounds' figure / ceiling; `figure` and `ceiling` are medians too;
 * `p99Ms` and `peakMiB` are the worst round's of the figure.
 */
export async function runBench(plan: BenchPlan, io: BenchIo): Promise<BenchResult & Record<string, unknown>> {
  const rounds: BenchRound[] = [];
  const p99s: number[] = [];
  let peakMiB = 0;
  for (let round = 0; round < Math.max(5, plan.rounds ?? 5); round++) {
    const takeFigure = async () => {
      const watched = await watchMemory(() => plan.figure(round));
      peakMiB = Math.max(peakMiB, watched.result.peakMiB ?? watched.peakMiB);
      if (watched.result.p99Ms !== undefined) p99s.push(watched.result.p99Ms);
      return watched.result.value;
    };
    const takeCeiling = async () => (await plan.ceiling(round)).value;
    // Who goes first changes sides, so that neither always meets the warmer machine.
    const ceilingFirst = round % 2 === 0 ? await takeCeiling() : undefined;
    const figure = await takeFigure();
    const ceiling = ceilingFirst ?? (await takeCeiling());
    rounds.push({ figure: rounded(figure), ceiling: rounded(ceiling), ratio: rounded(figure / ceiling) });
    io.progress(`${plan.bench} round ${round + 1}: ${rounded(figure)} of ${rounded(ceiling)} ${plan.unit}, ratio ${rounded(figure / ceiling)}`);
  }
  const result = {
    bench: plan.bench,
    figure: median(rounds.map((round) => round.figure)),
    unit: plan.unit,
    ceiling: median(rounds.map((round) => round.ceiling)),
    ratio: median(rounds.map((round) => round.ratio)),
    p99Ms: p99s.length > 0 ? rounded(Math.max(...p99s)) : null,
    peakMiB: Math.round(peakMiB),
    rounds,
    ...plan.sizes,
  };
  io.out(JSON.stringify(result));
  return result;
}

/** Runs `work` and answers the most memory this process held while it ran. */
export async function watchMemory<T>(work: () => Promise<T>): Promise<{ result: T; peakMiB: number }> {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 50);
  try {
    const result = await work();
    return { result, peakMiB: Math.max(peak, process.memoryUsage.rss()) / 1024 / 1024 };
  } finally {
    clearInterval(timer);
  }
}

/** The middle value; of an even number of them, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return rounded(sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2);
}

/** The value that `share` (0 to 1) of the values do not pass; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000);

/** `--count 1000` -> 1000; `fallback` when it is not there. Throws when it is no whole number above 0. */
export function countOption(args: readonly string[], name: string, fallback: number): number {
  const at = args.indexOf(`--${name}`);
  if (at < 0) return fallback;
  const value = Number(args[at + 1]?.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`--${name} wants a whole number above 0`);
  return value;
}

export interface BenchPlace {
  db: Database;
  /** A folder of its own, removed afterwards. */
  folder: string;
}

/**
 * Gives `work` a migrated database and a folder of its own, and takes both away afterwards:
 * on the server of DATABASE_URL when that is set, else on an embedded one started for it.
 */
export async function withBenchDatabase<T>(io: BenchIo, work: (place: BenchPlace) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-bench-'));
  const given = io.env['DATABASE_URL'];
  const embedded = given ? undefined : await startEmbedded({ dataFolder: join(folder, 'data'), say: io.progress });
  const name = `kindred_bench_${process.pid}_${Date.now().toString(36)}`;
  const server = given ?? embedded!.url;
  try {
    await administer(server, `create database ${name}`);
    const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
    await migrate(url);
    const db = openDatabase(url, { applicationName: 'kindred bench' });
    try {
      return await work({ db, folder });
    } finally {
      await db.close();
      await administer(server, `drop database if exists ${name} with (force)`);
    }
  } finally {
    await embedded?.stop();
    // As root the cluster lies outside the data folder.
    if (embedded) await rm(embedded.folder, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

async function administer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'kindred bench' });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
