import { Tokenizer } from 'htmlparser2';

// Finds links, images, the body and everything that could act, by exact positions, so that what is
// changed can be changed in the text itself: writing a parsed tree out again would alter what
// mail programs are picky about. Outlook's conditional comments are read as the markup they are.

export interface Attribute {
  name: string;
  /** Decoded: `&amp;` is `&`. */
  value: string;
  /** The raw value's place, quotes not included; equal when there is no value. */
  start: number;
  end: number;
  /** From the attribute's name to its end, closing quote included. */
  outerStart: number;
  outerEnd: number;
}

export interface Tag {
  name: string;
  start: number;
  end: number;
  attributes: Attribute[];
  /** Only Outlook for Windows reads it. */
  conditional: boolean;
}

export interface ScannedHtml {
  tags: Tag[];
  closing: { name: string; start: number; conditional: boolean }[];
  /** Places of texts outside tags and comments, contents of script and style among them. */
  texts: { start: number; end: number; inside: string | null }[];
}

/** Reads all of `html`; positions are indexes into it. Never throws: mail programs do not either. */
export function scanHtml(html: string): ScannedHtml {
  const found: ScannedHtml = { tags: [], closing: [], texts: [] };
  scanPiece(html, 0, 0, found);
  return found;
}

const conditionalStart = /^\[if [^\]]*\]>/i;
const textOnly = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'xmp', 'noembed', 'noframes', 'iframe']);

/** Comments do not nest; what looks so is read twice at most. */
const depthAtMost = 2;

function scanPiece(html: string, offset: number, depth: number, found: ScannedHtml): void {
  const conditional = depth > 0;
  let tag: Tag | undefined;
  let attribute: Attribute | undefined;
  let inside: string | null = null;
  const endTag = (end: number): void => {
    if (!tag) return;
    tag.end = offset + end + 1;
    found.tags.push(tag);
    inside = textOnly.has(tag.name) ? tag.name : null;
    tag = undefined;
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, {
    onopentagname(start, end) {
      tag = { name: html.slice(start, end).toLowerCase(), start: offset + start - 1, end: offset + end, attributes: [], conditional };
    },
    onattribname(start, end) {
      attribute = {
        name: html.slice(start, end).toLowerCase(), value: '',
        start: offset + end, end: offset + end, outerStart: offset + start, outerEnd: offset + end,
      };
    },
    onattribdata(start, end) {
      if (attribute) attribute.value += html.slice(start, end);
    },
    onattribentity(codepoint) {
      if (attribute) attribute.value += String.fromCodePoint(codepoint);
    },
    // `quote`: 0 no value, 1 unquoted, 2 and 3 quoted; `end` then stands behind the closing quote.
    onattribend(quote, end) {
      if (!attribute) return;
      if (quote > 0) {
        attribute.start = offset + valueStart(html, attribute.outerStart - offset, quote > 1);
        attribute.end = offset + end - (quote > 1 ? 1 : 0);
        attribute.outerEnd = offset + end;
      }
      tag?.attributes.push(attribute);
      attribute = undefined;
    },
    onopentagend: endTag,
    onselfclosingtag: endTag,
    onclosetag(start, end) {
      found.closing.push({ name: html.slice(start, end).toLowerCase(), start: offset + html.lastIndexOf('<', start), conditional });
      inside = null;
    },
    ontext(start, end) {
      found.texts.push({ start: offset + start, end: offset + end, inside });
    },
    oncomment(start, end, endOffset) {
      if (depth >= depthAtMost) return;
      const content = html.slice(start, end - endOffset);
      const opening = conditionalStart.exec(content);
      if (opening) scanPiece(content.slice(opening[0].length), offset + start + opening[0].length, depth + 1, found);
    },
    ontextentity() {}, oncdata() {}, ondeclaration() {}, onprocessinginstruction() {}, onend() {},
  });
  tokenizer.write(html);
  tokenizer.end();
}

/** From an attribute's name on: past the equals sign, white space and the opening quote. */
function valueStart(html: string, nameStart: number, quoted: boolean): number {
  let at = html.indexOf('=', nameStart + 1) + 1;
  while (/\s/.test(html[at] ?? '')) at += 1;
  return quoted ? at + 1 : at;
}

/** The value of an attribute, or undefined when the tag lacks it. */
export const attributeOf = (tag: Tag, name: string): Attribute | undefined => tag.attributes.find((attribute) => attribute.name === name);

/** The first of `entries`, which are in order, that stands at or behind a position; their length when none does. */
export function firstFrom(entries: readonly { start: number }[], position: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.start < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the element that begins with `tag` ends: at its own closing tag, as far as one follows. */
export function closingOf({ closing }: ScannedHtml, tag: Tag): number | undefined {
  for (let index = firstFrom(closing, tag.end); index < closing.length; index += 1) {
    if (closing[index]!.name === tag.name) return closing[index]!.start;
  }
  return undefined;
}
