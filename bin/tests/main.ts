import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveBrowser } from '../../test/journeys/support/browser.ts';
import { readKeeper } from '../../test/support/test-server.ts';
import { findChromium } from './chromium.ts';
import { aloud, kept, say, speak, type Output } from './output.ts';

// Everything that is checked: the house, pure tests in one process, database tests side by side, journeys
// in a browser, and tests that mostly wait for a process to start, to stop or to be away. Three lanes run
// beside each other, so that nobody waits for a wait; one writes as it goes, the others when they are done.
// Ends with node:test's totals, summed over its runs.

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
const waiting = find('test/faults/**/*.db.test.ts', 'test/start.db.test.ts');
const database = find('{src,bin,test}/**/*.db.test.ts').filter((file) => !waiting.includes(file));
const journeys = find('test/journeys/**/*.test.ts').filter((file) => !file.endsWith('.db.test.ts'));
const pure = find('{src,bin,test}/**/*.test.{ts,tsx}').filter((file) => !file.endsWith('.db.test.ts') && !journeys.includes(file));
const isolated = (name: string, files: string[], atOnce: number): Run => ({ name, files, flags: [`--test-concurrency=${atOnce}`] });

let failed = false;
const note = (bad: boolean) => { failed ||= bad; };
const lanes = [
  async () => {
    note((await run('bin/check', [join(root, 'bin/checks/main.ts')], aloud)) !== 0);
    note(await runTests(isolated('database', database, 2), aloud));
  },
  async () => {
    note(await runTests({ name: 'pure', files: pure, flags: ['--test-isolation=none'] }, kept));
    note(await runJourneys(isolated('journeys', journeys, 2)));
  },
  async () => note(await runTests(isolated('faults', waiting, 1), kept)),
];
const [first, ...others] = lanes.map((lane) => lane());
await first;
speak();
await Promise.all(others);
stopKeeper();
for (const name of names) process.stdout.write(`ℹ ${name} ${sums[name]}\n`);
process.stdout.write(`ℹ duration_ms ${Math.round(performance.now() - started)}\n`);
process.exit(failed ? 1 : 0);

/** In one browser for all of them. Answers whether anything failed. */
async function runJourneys(journeys: Run): Promise<boolean> {
  const found = await findChromium(say);
  say(found.path ? found.words : `No Chromium (${found.words}): these journeys are skipped: ${journeys.files.join(', ')}`);
  if (!found.path) return process.env['CI'] ? true : runTests(journeys, kept);
  const browser = await serveBrowser(found.path);
  try {
    return await runTests(journeys, kept, { KINDRED_CHROMIUM: found.path, KINDRED_BROWSER: browser.address });
  } finally {
    await browser.close();
  }
}

/** Answers whether anything failed. */
async function runTests({ name, files, flags }: Run, output: Output, environment: Record<string, string> = {}): Promise<boolean> {
  if (files.length === 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-totals-'));
  const totals = join(folder, 'totals.json');
  try {
    const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', `--test-reporter=${join(import.meta.dirname, 'totals-reporter.ts')}`, `--test-reporter-destination=${totals}`];
    const code = await run(name, ['--test', '--test-timeout=180000', ...flags, ...reporters, ...files], output, environment);
    const counts = JSON.parse(readFileSync(totals, 'utf8')) as Record<string, number>;
    for (const key of names) sums[key]! += counts[key] ?? 0;
    return code !== 0 || (counts['tests'] ?? 0) === 0;
  } catch (error) {
    output.write(`The ${name} tests did not come to an end: ${(error as Error).message}\n`);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(name: string, args: string[], output: Output, environment: Record<string, string> = {}): Promise<number> {
  const began = performance.now();
  const live = output === aloud;
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'], env: { ...color, ...process.env, ...environment } });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)));
  output.write(`${lines.join('')}${name}: ${((performance.now() - began) / 1000).toFixed(1)} s\n\n`);
  return code;
}

/** A test server that was there before is somebody else's. */
function stopKeeper(): void {
  const keeper = readKeeper();
  if (keeper && keeper.pid !== keeperBefore?.pid) process.kill(keeper.pid, 'SIGTERM');
}
