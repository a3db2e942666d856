// Words on one line: spaces as a browser would show them, marks of one look joined, variables found.
import type { DocumentNode } from '../map-document.ts';

type Marks = NonNullable<DocumentNode['marks']>;

// No reader sees these; some break the search for a word, some cannot be stored.
const invisible = /[\u200b\u2060\ufeff\0-\x08\x0b\x0c\x0e-\x1f]/g;

/**
 * Space as it is shown: any run of it is one. A hard space stays where typographers put it, between a
 * number and its unit or before a sign; elsewhere it is what programs put around words of another look.
 */
export function spaced(text: string): string {
  return text.replace(invisible, '')
    .replace(/[ \t\r\n\xa0]+/g, (run, at: number, whole: string) => (run === '\xa0' && typographic(whole[at - 1], whole[at + 1]) ? '\xa0' : ' '));
}

const typographic = (before: string | undefined, after: string | undefined): boolean =>
  after !== undefined && ((before !== undefined && /[\d«]/.test(before)) || /[!?:;»%€$£]/.test(after));

const same = (one: Marks | undefined, other: Marks | undefined): boolean => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);

export const textNode = (text: string, marks: Marks): DocumentNode => ({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) });

/** The line without space at its ends or doubled within, texts of one look as one, and without breaks at its end. */
export function tidied(line: readonly DocumentNode[]): DocumentNode[] {
  const parts: DocumentNode[] = [];
  for (const part of line) {
    const last = parts.at(-1);
    if (part.type !== 'text') {
      parts.push(part);
      continue;
    }
    let text = part.text ?? '';
    if (!last || last.type === 'hardBreak' || (last.type === 'text' && last.text!.endsWith(' '))) text = text.replace(/^ +/, '');
    if (text === '') continue;
    if (last?.type === 'text' && same(last.marks, part.marks)) last.text += text;
    else parts.push({ ...part, text });
  }
  return withoutEnd(parts);
}

function withoutEnd(parts: DocumentNode[]): DocumentNode[] {
  for (let last = parts.at(-1); last; last = parts.at(-1)) {
    if (last.type === 'text') last.text = last.text!.replace(/[ \xa0]+$/, '');
    if (last.type !== 'hardBreak' && last.text !== '') break;
    parts.pop();
  }
  while (parts[0]?.type === 'hardBreak' || (parts[0]?.type === 'text' && parts[0].text!.trim() === '')) parts.shift();
  return parts;
}

const liquid = /\{\{-?\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,4})\s*(?:\|\s*default:\s*(?:"([^"]*)"|'([^']*)')\s*)?-?\}\}/g;

/** `{{ contact.first_name | default: "there" }}` as the chip it stands for; anything cleverer stays words. */
export function withVariables(line: readonly DocumentNode[]): DocumentNode[] {
  return line.flatMap((part) => {
    if (part.type !== 'text' || !part.text!.includes('{{')) return [part];
    const parts: DocumentNode[] = [];
    let from = 0;
    for (const found of part.text!.matchAll(liquid)) {
      if (found.index > from) parts.push({ ...part, text: part.text!.slice(from, found.index) });
      parts.push({ type: 'variable', attrs: { path: found[1]!, fallback: found[2] ?? found[3] ?? null }, ...(part.marks ? { marks: part.marks } : {}) });
      from = found.index + found[0].length;
    }
    if (from < part.text!.length) parts.push({ ...part, text: part.text!.slice(from) });
    return parts;
  });
}
