import type { Inline, Mark } from '../document.ts';
import { escapeAttribute, escapeText } from './escape-text.ts';
import { variableLiquid } from './liquid-of.ts';

/** Text with its marks as HTML. Neighbours with the same address are one link, however their other marks differ. */
export function inlineToHtml(content: readonly Inline[] | undefined, linkColor: string | null): string {
  let html = '';
  let open: string | null = null;
  for (const node of content ?? []) {
    const href = hrefOf(node);
    if (href !== open) {
      if (open !== null) html += '</a>';
      if (href !== null) html += `<a href="${escapeAttribute(href)}"${linkColor === null ? '' : ` style="color:${linkColor}"`}>`;
      open = href;
    }
    html += (node.marks ?? []).reduceRight(wrapped, wordsOf(node));
  }
  return open === null ? html : `${html}</a>`;
}

/** The words alone, without marks, for places that are links already. */
export const inlineToText = (content: readonly Inline[] | undefined): string => (content ?? []).map(wordsOf).join('');

function wordsOf(node: Inline): string {
  if (node.type === 'text') return escapeText(node.text);
  return node.type === 'hardBreak' ? '<br>' : variableLiquid(node);
}

function hrefOf(node: Inline): string | null {
  const link = node.marks?.find((mark) => mark.type === 'link');
  return link?.type === 'link' ? link.attrs.href : null;
}

const elements = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function wrapped(html: string, mark: Mark): string {
  if (mark.type === 'link') return html;
  if (mark.type === 'color') return `<span style="color:${mark.attrs.color}">${html}</span>`;
  return `<${elements[mark.type]}>${html}</${elements[mark.type]}>`;
}
