// Word writes a list as paragraphs: the level stands in a style (`mso-list: l0 level2 lfo1`), the
// marker is text of its own, to be ignored (`mso-list: Ignore`).
import type { DocumentNode } from '../map-document.ts';
import { styleOf, textIn, type Element } from './html-tree.ts';

export interface Point {
  /** From 1. */
  level: number;
  ordered: boolean;
}

/** A block on its way into the document; one that is a point of a list still says so. */
export type Line = DocumentNode & { point?: Point };

const levelsAtMost = 6;

/** A numbered marker: "1.", "a)", "iv." Word's hollow bullet is a lone "o". */
const numbered = (marker: string): boolean => /^\(?([\d]{1,4}|[a-z]|[ivxlc]+)[.)]/i.test(marker.trim());

export const isMarker = (element: Element): boolean => styleOf(element, 'mso-list') === 'ignore' || /mso-list:\s*ignore/i.test(element.attributes['style'] ?? '');

/** What point of a list a paragraph of Word's is; null when it is none. */
export function pointOf(paragraph: Element): Point | null {
  const style = styleOf(paragraph, 'mso-list');
  const level = /level(\d+)/.exec(style)?.[1];
  const listed = style !== '' && style !== 'ignore' && style !== 'none';
  if (!listed && !(paragraph.attributes['class'] ?? '').toLowerCase().includes('msolistparagraph')) return null;
  const marker = markerIn(paragraph);
  if (!listed && marker === null) return null;
  return { level: Math.min(Number(level ?? 1), levelsAtMost), ordered: marker !== null && numbered(marker) };
}

function markerIn(node: Element): string | null {
  for (const child of node.children) {
    if (typeof child === 'string') continue;
    const found = isMarker(child) ? textIn(child) : markerIn(child);
    if (found !== null) return found;
  }
  return null;
}

/** Points that follow each other become lists, deeper ones within the point before. */
export function gatherLists(lines: readonly Line[]): DocumentNode[] {
  const blocks: DocumentNode[] = [];
  // The open lists, outermost first: one for each level.
  let open: DocumentNode[] = [];
  for (const line of lines) {
    const { point, ...block } = line;
    if (!point) {
      open = [];
      blocks.push(block);
      continue;
    }
    open.length = Math.min(open.length, point.level);
    const type = point.ordered ? 'orderedList' : 'bulletList';
    if (open.at(-1)?.type !== type && open.length === point.level) open.pop();
    const within = open.at(-1)?.content?.at(-1);
    if (open.length === 0 || open.length < point.level) {
      const list: DocumentNode = { type, content: [] };
      if (within) within.content!.push(list);
      else blocks.push(list);
      open.push(list);
    }
    open.at(-1)!.content!.push({ type: 'listItem', content: [block] });
  }
  return blocks;
}
