import type { Part } from '../sending-form.ts';
import type { LiquidPiece, MaskedText } from '../liquid/mask-liquid.ts';
import { splitMasked } from '../liquid/mask-liquid.ts';
import { simpleOutput } from '../liquid/used-variables.ts';
import { t } from '../../../platform/words/contract.ts';

/** Something that takes the place of a stretch of the text, or (start = end) is put in. */
export interface Edit {
  start: number;
  end: number;
  parts: (string | { link: number } | { pixel: true })[];
}

type Token = string | LiquidPiece | { link: number } | { pixel: true };

const opening = new Set(['if', 'unless', 'case', 'for', 'tablerow', 'capture']);
const closing = new Set(['endif', 'endunless', 'endcase', 'endfor', 'endtablerow', 'endcapture']);
/** Tags whose effect reaches beyond a block of their own. */
const lasting = new Set(['assign', 'capture', 'increment', 'decrement', 'cycle', 'liquid', 'echo']);

/**
 * Makes parts of a masked text: plain text stays a string byte for byte, `{{ value }}` becomes a slot,
 * and what has control flow becomes one piece of Liquid from its first tag to its last.
 * Throws when tags do not pair, as after markup that lost one of them.
 */
export function layParts(masked: MaskedText, text: string, edits: readonly Edit[], escape: 'html' | 'none'): Part[] {
  const tokens = tokensOf(masked, text, edits);
  const lastLiquid = tokens.findLastIndex((token) => typeof token === 'object' && 'kind' in token);
  const parts: Part[] = [];
  let island = '';
  let depth = 0;
  let lasts = false;
  let pixelAfter = false;
  tokens.forEach((token, index) => {
    const tag = typeof token === 'object' && 'kind' in token && token.kind === 'tag' ? token.name : null;
    if (tag !== null && opening.has(tag)) depth += 1;
    if (tag !== null && lasting.has(tag)) lasts = true;
    if (depth === 0 && !lasts && tag === null) return void parts.push(partOf(token, escape));
    // A pixel cannot stand within Liquid; it comes right after.
    if (typeof token === 'object' && 'pixel' in token) pixelAfter = true;
    else island += sourceOf(token);
    if (tag !== null && closing.has(tag)) depth -= 1;
    if (depth < 0) throw new Error(t('{tag} closes what was never opened', { tag: island }));
    if (depth === 0 && (!lasts || index >= lastLiquid)) {
      parts.push({ liquid: island, escape });
      if (pixelAfter) parts.push({ pixel: true });
      island = '';
      lasts = false;
      pixelAfter = false;
    }
  });
  if (island !== '') throw new Error(t('a Liquid tag is not closed'));
  return joined(parts);
}

function tokensOf(masked: MaskedText, text: string, edits: readonly Edit[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    tokens.push(...splitMasked(text.slice(at, edit.start), masked));
    for (const part of edit.parts) tokens.push(...(typeof part === 'string' ? splitMasked(part, masked) : [part]));
    at = edit.end;
  }
  tokens.push(...splitMasked(text.slice(at), masked));
  return tokens;
}

function partOf(token: Token, escape: 'html' | 'none'): Part {
  if (typeof token === 'string' || !('kind' in token)) return token;
  const output = simpleOutput(token.source);
  if (!output) return { liquid: token.source, escape };
  return output.path === 'unsubscribe_url' ? { unsubscribe: true } : { value: output.path, default: output.default, escape };
}

function sourceOf(token: Token): string {
  if (typeof token === 'string') return literal(token);
  if ('link' in token) return `{{ kindred.links[${token.link}] }}`;
  return 'source' in token ? token.source : '';
}

/** Plain text that holds braces (it came out of `raw`) must not be read as Liquid. */
const literal = (text: string): string => (/\{[{%]/.test(text) ? `{% raw %}${text}{% endraw %}` : text);

function joined(parts: readonly Part[]): Part[] {
  const whole: Part[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (typeof part === 'string' && typeof last === 'string') whole[whole.length - 1] = last + part;
    else if (part !== '') whole.push(part);
  }
  return whole;
}
