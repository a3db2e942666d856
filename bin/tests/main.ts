import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKeeper } from '../../test/support/test-server.ts';
import { findChromium } from './chromium.ts';

// Everything that is checked: the house, pure tests in one process, database tests side by side, journeys
// in a browser. Ends with node:test's totals, summed over its runs.

interface Run {
  name: string;
  files: string[];
  flags: string[];
}

const root = join(import.meta.dirname, '../..');
const started = performance.now();
const names = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo'] as const;
const sums: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
const keeperBefore = readKeeper();

const find = (...patterns: string[]) => globSync(patterns, { cwd: root, exclude: ['**/node_modules/**'] }).toSorted();
const database = find('{src,bin,test}/**/*.db.test.ts');
const journeys = find('test/journeys/**/*.test.ts').filter((file) => !database.includes(file));
const pure = find('{src,bin,test}/**/*.test.{ts,tsx}').filter((file) => !database.includes(file) && !journeys.includes(file));
const runs: Run[] = [
  { name: 'pure', files: pure, flags: ['--test-isolation=none'] },
  { name: 'database', files: database, flags: ['--test-concurrency=2'] },
  { name: 'journeys', files: journeys, flags: ['--test-concurrency=1'] },
];

let failed = (await run('bin/check', [join(root, 'bin/checks/main.ts')])) !== 0;
for (const one of runs) failed = (await runTests(one)) || failed;
stopKeeper();
for (const name of names) process.stdout.write(`ℹ ${name} ${sums[name]}\n`);
process.stdout.write(`ℹ duration_ms ${Math.round(performance.now() - started)}\n`);
process.exit(failed ? 1 : 0);

/** Answers whether anything failed. */
async function runTests({ name, files, flags }: Run): Promise<boolean> {
  if (files.length === 0) return false;
  const environment: Record<string, string> = {};
  if (name === 'journeys') {
    const browser = await findChromium((line) => process.stdout.write(`${line}\n`));
    process.stdout.write(browser.path ? `${browser.words}\n` : `No Chromium (${browser.words}): these journeys are skipped: ${files.join(', ')}\n`);
    if (browser.path) environment['KINDRED_CHROMIUM'] = browser.path;
    else if (process.env['CI']) return true;
  }
  const folder = mkdtempSync(join(tmpdir(), 'kindred-totals-'));
  const totals = join(folder, 'totals.json');
  try {
    const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', `--test-reporter=${join(import.meta.dirname, 'totals-reporter.ts')}`, `--test-reporter-destination=${totals}`];
    const code = await run(name, ['--test', '--test-timeout=180000', ...flags, ...reporters, ...files], environment);
    const counts = JSON.parse(readFileSync(totals, 'utf8')) as Record<string, number>;
    for (const key of names) sums[key]! += counts[key] ?? 0;
    return code !== 0 || (counts['tests'] ?? 0) === 0;
  } catch (error) {
    process.stdout.write(`The ${name} tests did not come to an end: ${(error as Error).message}\n`);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(name: string, args: string[], environment: Record<string, string> = {}): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } });
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)));
  process.stdout.write(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s\n\n`);
  return code;
}

/** A test server that was there before is somebody else's. */
function stopKeeper(): void {
  const keeper = readKeeper();
  if (keeper && keeper.pid !== keeperBefore?.pid) process.kill(keeper.pid, 'SIGTERM');
}
