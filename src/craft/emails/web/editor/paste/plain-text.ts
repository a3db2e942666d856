import type { DocumentNode } from '../map-document.ts';
import { spaced, textNode, tidied, withVariables } from './inline-text.ts';
import { gatherLists, type Line } from './word-lists.ts';

const address = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

function linked(text: string): DocumentNode[] {
  const parts: DocumentNode[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    if (found.index > from) parts.push(textNode(text.slice(from, found.index), []));
    parts.push(textNode(found[0], [{ type: 'link', attrs: { href: found[0] } }]));
    from = found.index + found[0].length;
  }
  return from < text.length ? [...parts, textNode(text.slice(from), [])] : parts;
}

/** Plain text as blocks: an empty line ends a paragraph, a dash or a number begins a point, addresses become links. */
export function pastedText(text: string): DocumentNode[] {
  const lines: Line[] = [];
  for (const part of text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split(/\n[ \t]*\n\s*/)) {
    const rows = part.split('\n').filter((row) => row.trim() !== '');
    const points = rows.map((row) => /^(\s*)([-*•·–]|\d{1,3}[.)])[ \t]+(\S.*)$/.exec(row));
    if (rows.length > 0 && points.every((point) => point !== null)) {
      for (const point of points) lines.push({ ...paragraph(tidied(linked(spaced(point![3]!)))), point: { level: point![1]!.length >= 2 ? 2 : 1, ordered: /\d/.test(point![2]!) } });
    } else if (rows.length > 0) {
      lines.push(paragraph(tidied(rows.flatMap((row, index) => [...(index > 0 ? [{ type: 'hardBreak' }] : []), ...linked(spaced(row))]))));
    }
  }
  return gatherLists(lines.filter((line) => line.content!.length > 0));
}

const paragraph = (content: DocumentNode[]): DocumentNode => ({ type: 'paragraph', attrs: { align: 'left' }, content: withVariables(content) });
