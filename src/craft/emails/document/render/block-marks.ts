import type { EmailDocument } from '../document.ts';

// Which block does a place in the finished HTML come from? Each block begins with a word of its own
// on a line of its own; MJML carries words along, and they are taken out before anything else reads
// the HTML. So a finding about a link or an image can stand beside the block it is about.

/** Writes the word a block begins with; the empty string when nobody asks for places. */
export type MarkBlock = (id: string) => string;

export interface BlockMarks {
  mark: MarkBlock;
  /** The block that a line of the marked source (from 1) belongs to; null before the first. */
  blockOfLine(source: string): (line: number) => string | null;
  /** The HTML without the words, and for a position in it the line of the marked source where its block begins. */
  takeOut(html: string, source: string): { html: string; lineAt(position: number): number | null };
}

export const noMarks: MarkBlock = () => '';

/** Marks for one document: words that its text does not hold. */
export function blockMarks(document: EmailDocument): BlockMarks {
  const text = JSON.stringify(document);
  let stem = 'kdb0x';
  for (let tries = 1; text.includes(stem); tries += 1) stem = `kdb${tries}x`;
  const ids: string[] = [];
  const word = new RegExp(`${stem}(\\d+)z\\n?`, 'g');
  return {
    mark: (id) => `\n${stem}${ids.push(id) - 1}z`,
    blockOfLine(source) {
      const lines = markedLines(source, word);
      return (line) => ids[lines.findLast((marked) => marked.line <= line)?.index ?? -1] ?? null;
    },
    takeOut(html, source) {
      const lineOf = new Map(markedLines(source, word).map(({ index, line }) => [index, line]));
      const places: { at: number; line: number | null }[] = [];
      let kept = '';
      let at = 0;
      for (const match of html.matchAll(word)) {
        kept += html.slice(at, match.index);
        at = match.index + match[0].length;
        places.push({ at: kept.length, line: lineOf.get(Number(match[1])) ?? null });
      }
      kept += html.slice(at);
      return { html: kept, lineAt: (position) => places.findLast((place) => place.at <= position)?.line ?? null };
    },
  };
}

function markedLines(source: string, word: RegExp): { index: number; line: number }[] {
  let line = 1;
  let at = 0;
  return [...source.matchAll(word)].map((match) => {
    for (let next = source.indexOf('\n', at); next >= 0 && next < match.index; next = source.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return { index: Number(match[1]), line };
  });
}
