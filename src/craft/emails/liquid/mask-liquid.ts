import { Tokenizer, TokenKind, type TagToken, type TopLevelToken } from 'liquidjs';
import { faultOf, liquid, type LiquidFault } from './engine.ts';

// MJML, Markdown and HTML parsers stumble over Liquid: quotes within quotes, `<` within tags. So
// each piece of Liquid is replaced by a plain word before they run and stands in its place again
// afterwards. A word survives as text, in an attribute, in a style and in an address alike.

export interface LiquidPiece {
  kind: 'output' | 'tag';
  /** The tag's name; empty for outputs. */
  name: string;
  /** As it was written, braces included. */
  source: string;
  line: number;
  column: number;
}

export interface MaskedText {
  text: string;
  pieces: readonly LiquidPiece[];
  /** What every word of this text begins with; drawn so that the text does not hold it already. */
  mark: string;
  /** The line of the unmasked text that a position of `text` comes from. */
  lineAt(position: number): number;
}

/**
 * Replaces each piece of Liquid by a word; comments go, `raw` keeps its content as plain text.
 * With `after`, words go on from that text's, so that the one may be put into the other.
 */
export function maskLiquid(source: string, after?: MaskedText): MaskedText | { fault: LiquidFault } {
  let tokens: TopLevelToken[];
  try {
    tokens = new Tokenizer(source, liquid.options.operators).readTopLevelTokens(liquid.options);
  } catch (error) {
    return { fault: faultOf(error) };
  }
  const mark = after?.mark ?? freeMark(source);
  // LiquidJS would count from the beginning for each token: 500 variables took a tenth of a second.
  const lineOf = lineFinder(source);
  const pieces: LiquidPiece[] = [...(after?.pieces ?? [])];
  const origins: { at: number; from: number }[] = [];
  let text = '';
  let commentDepth = 0;
  tokens.forEach((token, index) => {
    const tag = token.kind === TokenKind.Tag ? (token as TagToken).name : '';
    if (tag === 'comment') commentDepth += 1;
    if (tag === 'endcomment') commentDepth -= 1;
    if (commentDepth > 0 || tag === 'endcomment' || tag === '#' || tag === 'raw' || tag === 'endraw') return;
    origins.push({ at: text.length, from: token.begin });
    if (token.kind === TokenKind.HTML) {
      text += trimmed(source.slice(token.begin, token.end), tokens[index - 1], tokens[index + 1]);
      return;
    }
    const column = token.begin - source.lastIndexOf('\n', token.begin - 1);
    pieces.push({ kind: tag === '' ? 'output' : 'tag', name: tag, source: source.slice(token.begin, token.end), line: lineOf(token.begin), column });
    text += `${mark}${pieces.length - 1}z`;
  });
  return {
    text, pieces, mark,
    lineAt(position) {
      const origin = origins[lastAtMost(origins, position)];
      return origin ? lineOf(Math.min(origin.from + position - origin.at, source.length)) : 1;
    },
  };
}

/** Splits masked text into plain text and pieces, in order. */
export function splitMasked(text: string, masked: Pick<MaskedText, 'mark' | 'pieces'>): (string | LiquidPiece)[] {
  const parts: (string | LiquidPiece)[] = [];
  text.split(new RegExp(`${masked.mark}(\\d+)z`)).forEach((part, index) => {
    const piece = index % 2 === 1 ? masked.pieces[Number(part)] : undefined;
    if (piece) parts.push(piece);
    else if (part !== '') parts.push(part);
  });
  return parts;
}

/** Puts the Liquid back where the words stand. */
export function unmask(text: string, masked: Pick<MaskedText, 'mark' | 'pieces'>): string {
  return splitMasked(text, masked).map((part) => (typeof part === 'string' ? part : part.source)).join('');
}

/** `{{-` and `-%}` take the white space beside them away. */
function trimmed(text: string, before: TopLevelToken | undefined, after: TopLevelToken | undefined): string {
  const trims = (token: TopLevelToken | undefined, side: 'trimLeft' | 'trimRight') =>
    token !== undefined && token.kind !== TokenKind.HTML && (token as TagToken)[side];
  let kept = text;
  if (trims(before, 'trimRight')) kept = kept.trimStart();
  if (trims(after, 'trimLeft')) kept = kept.trimEnd();
  return kept;
}

function freeMark(source: string): string {
  let mark = 'kdl0x';
  for (let tries = 1; source.includes(mark); tries += 1) mark = `kdl${tries}x`;
  return mark;
}

/** Answers the line, from 1, that a position stands on. */
export function lineFinder(text: string): (position: number) => number {
  const starts = [{ at: 0 }];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push({ at: at + 1 });
  return (position) => lastAtMost(starts, position) + 1;
}

/** The index of the last entry that stands at or before a position; -1 when none does. `entries` are in order. */
function lastAtMost(entries: readonly { at: number }[], position: number): number {
  let low = -1;
  let high = entries.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.at <= position) low = middle;
    else high = middle;
  }
  return low;
}
