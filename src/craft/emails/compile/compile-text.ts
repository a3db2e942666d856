import { convert, type DomNode } from 'html-to-text';
import type { Finding } from '../contract.ts';
import { unmask, type MaskedText } from '../liquid/mask-liquid.ts';
import { judgeLink } from '../markup/judge-link.ts';
import type { Part } from '../sending-form.ts';
import type { PlacedLink } from './compile-html.ts';
import { finding } from './findings.ts';
import { layParts, type Edit } from './lay-parts.ts';
import type { LinkTable } from './link-table.ts';
import { trackedTarget } from './tracked-target.ts';

// Links of the text part are tracked like those of the HTML: who reads text only cannot be seen to
// open otherwise, and a click says so. They stand behind their words, in brackets.

/** Derives the text part from a masked HTML document; links get the very indexes they have there. */
export function deriveText(html: string, masked: MaskedText, links: readonly PlacedLink[]): Part[] {
  const indexes = new Map(links.map(({ target, index }) => [target, index]));
  // A word that cannot be mistaken for a piece of Liquid: those have only digits behind the mark.
  const linkWord = (index: number) => `${masked.mark}l${index}z`;
  const text = convert(html, {
    wordwrap: false,
    baseElements: { selectors: ['body'], returnDomByDefault: true },
    limits: { maxInputLength: 10_000_000, maxDepth: 300 },
    formatters: {
      link(element, walk, builder) {
        const href = String(element.attribs['href'] ?? '');
        const judged = judgeLink(href, masked.mark);
        const target = judged.kind === 'web' ? unmask(judged.target, masked) : null;
        const index = target === null ? null : indexes.get(target) ?? null;
        const address = index === null ? href : linkWord(index);
        const label = textOf(element).trim();
        const picture = label === '' ? altOf(element) : '';
        if (judged.kind === 'script' || href === '' || href.startsWith('#')) return walk(element.children, builder);
        // A label that is the address itself is not said twice.
        if (label === href || label === target) return builder.addInline(address, { noWordTransform: true });
        walk(element.children, builder);
        builder.addInline(`${picture}${label + picture === '' ? '' : ' '}[${address}]`, { noWordTransform: true });
      },
    },
    selectors: [
      { selector: '*[style*="display:none"]', format: 'skip' },
      { selector: 'a', format: 'link' },
      { selector: 'img', format: 'skip' },
      // A line across: HTML's own, and as MJML draws it.
      ...['hr', 'p[style^="border-top:solid"]'].map((selector) => ({ selector, format: 'horizontalLine', options: { length: 24 } })),
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  return withLinks(withoutGaps(text, masked), masked);
}

function withLinks(text: string, masked: MaskedText): Part[] {
  const edits = [...text.matchAll(new RegExp(`${masked.mark}l(\\d+)z`, 'g'))]
    .map((match): Edit => ({ start: match.index, end: match.index + match[0].length, parts: [{ link: Number(match[1]) }] }));
  return layParts(masked, `${text}\n`, edits, 'none');
}

/** A tag alone on a line takes the blank lines behind it along: whom a condition does not fit sees no gap. */
function withoutGaps(text: string, { mark, pieces }: MaskedText): string {
  const isTag = (word: string) => word.startsWith(mark) && pieces[Number.parseInt(word.slice(mark.length), 10)]?.kind === 'tag';
  let kept = '';
  let glued = false;
  for (const line of text.split('\n')) {
    if (glued && line.trim() === '') continue;
    glued = line.trim() !== '' && line.trim().split(/\s+/).every(isTag);
    kept += glued ? line.trim() : `${line}\n`;
  }
  // A list’s first line keeps its indent.
  return kept.replace(/\n{3,}/g, '\n\n').replace(/^\s*\n/, '').trimEnd();
}

/** What an image that is a link says, where nothing else does. */
function altOf(node: DomNode): string {
  const own = node.name === 'img' ? String(node.attribs['alt'] ?? '') : '';
  return own.trim() || (node.children ?? []).map(altOf).find((alt) => alt !== '') || '';
}

function textOf(node: DomNode): string {
  return node.data ?? (node.children ?? []).map(textOf).join('');
}

const urls = /https?:\/\/[^\s<>"']+/gi;

/** Makes the parts of a text that somebody wrote; addresses in it are tracked where they stand. */
export function compileText(masked: MaskedText, table: LinkTable): { parts: Part[]; findings: Finding[] } {
  const edits: Edit[] = [];
  const findings: Finding[] = [];
  for (const match of masked.text.matchAll(urls)) {
    const address = withoutPunctuation(match[0]);
    const judged = judgeLink(address, masked.mark);
    if (judged.kind !== 'web') continue;
    if (judged.problem) findings.push(finding(judged.problem.level, judged.problem.code, 'text', judged.problem.message, masked.lineAt(match.index)));
    const tracked = trackedTarget(address, masked);
    if (tracked === null || tracked === 'local') continue;
    edits.push({ start: match.index, end: match.index + address.length, parts: [{ link: table.indexOf(tracked.target) }] });
  }
  return { parts: layParts(masked, masked.text, edits, 'none'), findings };
}

/** The full stop behind an address is not part of it, nor is a bracket that was opened before it. */
function withoutPunctuation(address: string): string {
  let kept = address.replace(/[.,;:!?*_~]+$/, '');
  for (const [open, close] of [['(', ')'], ['[', ']'], ['{', '}']] as const) {
    while (kept.endsWith(close) && kept.split(close).length > kept.split(open).length) kept = kept.slice(0, -1).replace(/[.,;:!?*_~]+$/, '');
  }
  return kept;
}
