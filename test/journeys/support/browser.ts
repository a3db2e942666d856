// One Chromium for a run of journeys (KINDRED_BROWSER says where it listens), else one for a journey file: the system's, or the one named in KINDRED_CHROMIUM.
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const usual = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Where a Chromium is, or null: then journeys are skipped by name, and fail where CI is set. */
export function findChromium(): string | null {
  const asked = process.env['KINDRED_CHROMIUM'];
  if (asked) return asked;
  const own = chromium.executablePath();
  return [...usual, own].find((path) => path && existsSync(path)) ?? null;
}

/** For `test(name, { skip: noBrowser() }, ...)`: false when there is a browser, else the reason; throws in CI. */
export function noBrowser(): string | false {
  if (findChromium() !== null) return false;
  const reason = 'no Chromium here: install one, or name it in KINDRED_CHROMIUM';
  if (process.env['CI']) throw new Error(`Journeys cannot run: ${reason}`);
  return reason;
}

/** The run's browser, of which closing ends our part alone; without a run, one of our own. */
export async function openBrowser(): Promise<Browser> {
  const shared = process.env['KINDRED_BROWSER'];
  return shared ? chromium.connect(shared) : chromium.launch({ executablePath: findChromium()!, args: flags });
}

/** A browser for all journeys of a run; its address is for KINDRED_BROWSER. */
export async function serveBrowser(executablePath: string): Promise<{ address: string; close(): Promise<void> }> {
  const server = await chromium.launchServer({ executablePath, args: flags, host: '127.0.0.1' });
  return { address: server.wsEndpoint(), close: () => server.close() };
}

export type Width = 'desktop' | 'phone';
export type Theme = 'light' | 'dark';
export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** What a person's browser calls itself; ours says that it has no window. */
export const ordinaryAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** A page in a session of its own. Anything it says on its console as an error is kept in `errors`. */
export async function openPage(browser: Browser, options: { width?: Width; theme?: Theme; timezoneId?: string; userAgent?: string } = {}): Promise<Page & { errors: string[] }> {
  const context = await browser.newContext({
    viewport: sizes[options.width ?? 'desktop'],
    colorScheme: options.theme ?? 'light',
    timezoneId: options.timezoneId ?? 'Europe/Berlin',
    reducedMotion: 'reduce',
    hasTouch: options.width === 'phone',
    acceptDownloads: true,
    ...(options.userAgent ? { userAgent: options.userAgent } : {}),
  });
  const page = Object.assign(await context.newPage(), { errors: [] as string[] });
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => page.errors.push(String(error)));
  page.on('console', (message) => {
    // A refused read (401 before signing in) is no defect of the page, and a mail's script that the preview's lock stops is none either.
    const expected = /^Failed to load resource|^Blocked script execution in 'about:srcdoc'/.test(message.text());
    if (message.type() === 'error' && !expected) page.errors.push(message.text());
  });
  return page;
}

/** Comes back when the page has drawn twice more: then it has heard where its cursor is. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
}

/** One key after the other, as fast as frames are drawn: the browser tells a page where its cursor is between two. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  await drawn(page);
  for (const key of keys) {
    await page.keyboard.press(key);
    await drawn(page);
  }
}
