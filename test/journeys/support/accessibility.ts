import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Finding {
  rule: string;
  impact: string;
  help: string;
  /** Where, as selectors; ten at most. */
  at: string[];
}

interface AxeResults {
  violations: { id: string; impact: string | null; help: string; nodes: { target: unknown[]; html: string; failureSummary?: string }[] }[];
}

/**
 * What axe-core finds serious or critical on the page (WCAG 2.2 A and AA), as short lines to compare with none.
 * @param look `colors`: of a page that was looked at whole in other colours, what depends on them
 */
export async function seriousFindings(page: Page, look: 'whole' | 'colors' = 'whole'): Promise<Finding[]> {
  // Through the debugger, not a script element: the page's policy forbids foreign scripts.
  await page.evaluate(axe);
  const results = await page.evaluate(async (only) => {
    const run = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<unknown> } }).axe.run;
    const runOnly = only === 'colors' ? ['color-contrast', 'link-in-text-block'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return run(document, { runOnly: only === 'colors' ? { type: 'rule', values: runOnly } : runOnly, resultTypes: ['violations'] });
  }, look) as AxeResults;
  return results.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => ({ rule: violation.id, impact: violation.impact ?? '', help: violation.help, at: violation.nodes.slice(0, 10).map((node) => `${node.target.join(' ')} ${node.html.slice(0, 120)}`) }));
}

/** By how many pixels the page is wider than its window; 0 when nothing scrolls sideways. */
export async function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}

/** Controls lower than `least` pixels; those within a line of text or a cell, and boxes with their label beside them, are exempt (WCAG 2.2, 2.5.8). */
export async function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((px) => [...document.querySelectorAll<HTMLElement>('button, input:not([type=hidden]), select, textarea, nav a')]
    .filter((element) => element.checkVisibility() && !element.matches('.sr, .sr *, .check *, .tip-mark, p *, td *, th *'))
    .filter((element) => element.getBoundingClientRect().height < px)
    .map((element) => `${element.tagName.toLowerCase()} ${(element.textContent ?? '').trim().slice(0, 40)} ${element.className}`), least);
}
