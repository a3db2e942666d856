import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);
// The one without a window first: the same engine for two thirds of the processor's time.
const usual = [
  '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const minutes = 60_000;

export interface Browser {
  path: string | null;
  /** Why there is none, or where it came from. */
  words: string;
}

/** Finds a Chromium that starts: the system's, else Debian's package where it may install, else Playwright's own; in five minutes at most. */
export async function findChromium(say: (line: string) => void): Promise<Browser> {
  const named = process.env['KINDRED_CHROMIUM'];
  const there = [...(named ? [named] : usual), chromium.executablePath()];
  for (const path of there) if (await starts(path)) return { path, words: `Chromium: ${path}` };
  const reasons = [`none at ${named ?? 'the usual places'}`];
  for (const [name, install] of [['Debian\'s package', installDebian], ['Playwright\'s own', installPlaywright]] as const) {
    say(`Getting a Chromium for the journeys: ${name}`);
    const failure = await install();
    for (const path of there) if (failure === null && (await starts(path))) return { path, words: `Chromium: ${path}` };
    reasons.push(`${name}: ${failure ?? 'installed, but does not start'}`);
  }
  return { path: null, words: reasons.join('; ') };
}

async function starts(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  return run(path, ['--version', '--no-sandbox'], { timeout: 30_000 }).then(() => true, () => false);
}

async function installDebian(): Promise<string | null> {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return 'no apt-get here';
  if (process.getuid?.() !== 0) return 'not root';
  const options = { timeout: 3 * minutes, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 2 ** 26 };
  const take = (name: string) => run('apt-get', ['install', '-y', '--no-install-recommends', name], options);
  // Older releases have the whole browser alone.
  const install = () => take('chromium-headless-shell').catch(() => take('chromium'));
  try {
    await install().catch(async () => {
      await run('apt-get', ['update'], { ...options, timeout: minutes });
      await install();
    });
    return null;
  } catch (error) {
    return firstLine(error);
  }
}

async function installPlaywright(): Promise<string | null> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  try {
    await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 2 * minutes, maxBuffer: 2 ** 26 });
    return null;
  } catch (error) {
    return firstLine(error);
  }
}

function firstLine(error: unknown): string {
  const { stderr, message, killed } = error as { stderr?: string; message: string; killed?: boolean };
  if (killed) return 'took too long';
  return (stderr?.trim() || message).split('\n').filter((line) => !line.startsWith('W:')).at(-1)!.slice(0, 200);
}
