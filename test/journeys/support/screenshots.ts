import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPage, sizes, type Theme, type Width } from './browser.ts';
import { seriousFindings, sidewaysPixels, smallTargets, type Finding } from './accessibility.ts';

export interface Seen {
  name: string;
  width: Width;
  theme: Theme;
  findings: Finding[];
  sideways: number;
  small: string[];
  errors: string[];
}

/**
 * Looks at one page at both widths in both themes: what axe finds, whether it scrolls sideways,
 * which controls are too small to hit (24 px, 32 on a phone), what its console says; and, when KINDRED_SHOTS names a folder, a picture of each.
 * @param prepare signs in, fakes or clicks, and comes back when the page is ready; once, the window changes afterwards
 */
export async function lookAt(browser: Browser, name: string, prepare: (page: Page) => Promise<void>, only: { widths?: Width[]; themes?: Theme[] } = {}): Promise<Seen[]> {
  const seen: Seen[] = [];
  const page = await openPage(browser);
  await prepare(page);
  const themes = only.themes ?? (['light', 'dark'] as const);
  for (const width of only.widths ?? ['desktop', 'phone'] as const) {
    for (const theme of themes) {
      await page.setViewportSize(sizes[width]);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.evaluate(() => document.fonts.ready);
      await shoot(page, `${name}-${width}-${theme}`);
      seen.push({ name, width, theme, findings: await seriousFindings(page, theme === themes[0] ? 'whole' : 'colors'), sideways: await sidewaysPixels(page), small: await smallTargets(page, width === 'phone' ? 32 : 24), errors: page.errors.splice(0) });
    }
  }
  await page.context().close();
  return seen;
}

/** Keeps a picture of the whole page in the folder that KINDRED_SHOTS names; does nothing without it. */
export async function shoot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  const folder = process.env['KINDRED_SHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: options.fullPage ?? true });
}

/** What is wrong in what was seen, one line each: compare with an empty list. */
export function faultsIn(seen: readonly Seen[]): string[] {
  return seen.flatMap((one) => {
    const where = `${one.name}, ${one.width}, ${one.theme}`;
    return [
      ...one.findings.map((finding) => `${where}: ${finding.rule} (${finding.help}) at ${finding.at.join(' | ')}`),
      ...(one.sideways > 0 ? [`${where}: scrolls sideways by ${one.sideways} px`] : []),
      ...one.small.map((control) => `${where}: too small to hit: ${control}`),
      ...one.errors.map((error) => `${where}: ${error}`),
    ];
  });
}
