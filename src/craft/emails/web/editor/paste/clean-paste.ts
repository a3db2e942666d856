// What somebody copied elsewhere, as blocks of ours: its words and their shape, none of its dress.
// Pure: HTML text in, blocks out, the same in the browser and in tests.
import { newBlockId } from '../../../contract.ts';
import type { DocumentNode } from '../map-document.ts';
import { parseHtml, styleOf, textIn, type Element } from './html-tree.ts';
import { spaced, textNode, tidied, withVariables } from './inline-text.ts';
import { gatherLists, isMarker, pointOf, type Line, type Point } from './word-lists.ts';

export interface Pasted {
  /** Blocks of document.ts, ids to be given. */
  content: DocumentNode[];
  /** Pictures that came within the HTML, by the id of the block that stands for each: `data:` addresses to be uploaded. */
  pictures: Map<string, string>;
  /** Pictures that only the program they came from can reach. */
  unreachable: number;
}

interface Context {
  marks: { type: string; attrs?: Record<string, unknown> }[];
  shape: { type: 'paragraph' } | { type: 'heading'; level: number };
  align: 'left' | 'center' | 'right';
  point: Point | null;
  pre: boolean;
  listDepth: number;
}

/** Where blocks are laid down: those finished, and the line being written. */
interface Sheet {
  lines: Line[];
  line: DocumentNode[];
  as: Pick<Context, 'shape' | 'align' | 'point'> | null;
}

const skipped = new Set(['head', 'title', 'style', 'script', 'meta', 'link', 'xml', 'template', 'noscript', 'svg', 'object', 'iframe', 'audio', 'video', 'canvas', 'map', 'o:officedocumentsettings', 'w:worddocument']);
const blockTags = new Set(['p', 'div', 'section', 'article', 'main', 'aside', 'header', 'footer', 'nav', 'address', 'center', 'figure', 'figcaption', 'form', 'fieldset', 'dl', 'dt', 'dd', 'details', 'summary', 'body', 'html', 'caption', 'hgroup', 'pre', 'legend', 'table', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'option', 'select', 'textarea']);
const marksOfTags: Record<string, string> = { b: 'bold', strong: 'bold', th: 'bold', i: 'italic', em: 'italic', cite: 'italic', u: 'underline', ins: 'underline', s: 'strike', strike: 'strike', del: 'strike' };
const listsDeep = 6;

/** Turns pasted HTML into blocks. Every word a reader could see is kept, in its order. */
export function cleanPaste(html: string): Pasted {
  const pasted: Pasted = { content: [], pictures: new Map(), unreachable: 0 };
  const sheet = newSheet();
  walkAll(parseHtml(html).children, { marks: [], shape: { type: 'paragraph' }, align: 'left', point: null, pre: false, listDepth: 0 }, sheet, pasted);
  pasted.content = finished(sheet);
  return pasted;
}

const newSheet = (): Sheet => ({ lines: [], line: [], as: null });

function finished(sheet: Sheet): DocumentNode[] {
  endLine(sheet);
  return gatherLists(sheet.lines);
}

function endLine(sheet: Sheet): void {
  const content = withVariables(tidied(sheet.line));
  const { shape, align, point } = sheet.as ?? { shape: { type: 'paragraph' as const }, align: 'left' as const, point: null };
  sheet.line = [];
  sheet.as = null;
  if (content.length === 0) return;
  const { type, ...level } = point ? { type: 'paragraph' as const } : shape;
  sheet.lines.push({ type, attrs: { align, ...level }, content, ...(point ? { point } : {}) });
}

function put(sheet: Sheet, context: Context, part: DocumentNode): void {
  sheet.as ??= context;
  sheet.line.push(part);
}

function walkAll(nodes: readonly (Element | string)[], context: Context, sheet: Sheet, pasted: Pasted): void {
  for (const node of nodes) {
    if (typeof node === 'string') putText(node, context, sheet);
    else walk(node, context, sheet, pasted);
  }
}

function putText(text: string, context: Context, sheet: Sheet): void {
  if (!context.pre) {
    put(sheet, context, textNode(spaced(text), context.marks));
    return;
  }
  text.replaceAll('\r', '').split('\n').forEach((row, index) => {
    if (index > 0) put(sheet, context, { type: 'hardBreak' });
    put(sheet, context, textNode(spaced(row), context.marks));
  });
}

const hidden = (element: Element): boolean => styleOf(element, 'display') === 'none' || styleOf(element, 'mso-hide') === 'all' || styleOf(element, 'mso-element') === 'comment-list' || /msocomanchor/i.test(element.attributes['class'] ?? '');

function walk(element: Element, outer: Context, sheet: Sheet, pasted: Pasted): void {
  const { tag } = element;
  if (skipped.has(tag) || hidden(element) || isMarker(element)) return;
  if (tag === 'br') return breakLine(outer, sheet);
  if (tag === 'img') return putImage(element, outer, sheet, pasted);
  if (tag === 'hr') return putBlock(sheet, { type: 'divider' });
  const context = within(element, outer);
  if (tag === 'ul' || tag === 'ol') return putList(element, context, sheet, pasted);
  if (tag === 'li') return putList({ tag: 'ul', attributes: {}, children: [element] }, context, sheet, pasted);
  if (tag === 'blockquote') return putQuote(element, context, sheet, pasted);
  if (tag === 'tr') return putRow(element, context, sheet, pasted);
  const stands = blockTags.has(tag) || /^h[1-6]$/.test(tag);
  if (stands) endLine(sheet);
  walkAll(element.children, context, sheet, pasted);
  if (stands) endLine(sheet);
}

/** What an element says about the words in it. */
function within(element: Element, outer: Context): Context {
  const heading = /^h([1-6])$/.exec(element.tag)?.[1] ?? (/\bmsotitle\b/i.test(element.attributes['class'] ?? '') ? '1' : undefined);
  const shape: Context['shape'] = heading ? { type: 'heading', level: Math.min(Number(heading), 3) } : outer.shape;
  const said = styleOf(element, 'text-align') || (element.attributes['align'] ?? '').toLowerCase() || (element.tag === 'center' ? 'center' : '');
  const align = blockTags.has(element.tag) || heading ? (said === 'center' || said === 'right' ? said : said === '' ? outer.align : 'left') : outer.align;
  return { ...outer, shape, align, point: element.tag === 'p' || element.tag === 'div' || heading ? pointOf(element) ?? outer.point : outer.point, pre: outer.pre || element.tag === 'pre' || element.tag === 'textarea', marks: marksIn(element, outer.marks, shape.type === 'heading') };
}

function marksIn(element: Element, outer: Context['marks'], inHeading: boolean): Context['marks'] {
  const on = new Map(outer.map((mark) => [mark.type, mark]));
  const set = (type: string, is: boolean) => (is ? on.set(type, { type }) : on.delete(type));
  const own = marksOfTags[element.tag];
  if (own) set(own, true);
  const weight = styleOf(element, 'font-weight');
  if (weight !== '') set('bold', weight === 'bold' || weight === 'bolder' || Number(weight) >= 600);
  const slant = styleOf(element, 'font-style');
  if (slant !== '') set('italic', slant === 'italic' || slant === 'oblique');
  const lines = `${styleOf(element, 'text-decoration')} ${styleOf(element, 'text-decoration-line')}`;
  if (lines.includes('underline')) set('underline', true);
  if (lines.includes('line-through')) set('strike', true);
  const href = element.tag === 'a' ? addressOf(element.attributes['href'] ?? '') : '';
  if (href !== '') on.set('link', { type: 'link', attrs: { href } });
  // A heading is bold and a link underlined by itself.
  if (inHeading) on.delete('bold');
  if (on.has('link')) on.delete('underline');
  return [...on.values()];
}

/** An address that leads somewhere outside of the page it was copied from; '' for any other. */
export function addressOf(href: string): string {
  const address = href.trim();
  const wrapped = /^https:\/\/www\.google\.com\/url\?(?:[^#]*&)?q=([^&#]+)/i.exec(address)?.[1];
  if (wrapped) {
    try {
      return addressOf(decodeURIComponent(wrapped));
    } catch {
      return address;
    }
  }
  return /^(https?:\/\/|mailto:|tel:|\{\{)/i.test(address) && address.length <= 4000 ? address : '';
}

/** One break is a break; two are the end of a paragraph. */
function breakLine(context: Context, sheet: Sheet): void {
  const before = sheet.line.findLast((part) => part.type !== 'text' || part.text!.trim() !== '');
  if (before?.type === 'hardBreak' && !context.pre) endLine(sheet);
  else put(sheet, context, { type: 'hardBreak' });
}

function putBlock(sheet: Sheet, block: Line): void {
  endLine(sheet);
  sheet.lines.push(block);
}

function putImage(element: Element, context: Context, sheet: Sheet, pasted: Pasted): void {
  const src = (element.attributes['src'] ?? '').trim();
  const pixels = (name: string) => Number.parseInt(styleOf(element, name) || (element.attributes[name] ?? ''), 10);
  const [width, height] = [pixels('width'), pixels('height')];
  // A picture nobody can see counts openings for somebody else.
  if (width <= 2 || height <= 2) return;
  const data = /^data:image\//i.test(src);
  if (!data && !(/^https?:\/\//i.test(src) && src.length <= 4000)) {
    pasted.unreachable += 1;
    return;
  }
  const id = newBlockId(Math.random);
  if (data) pasted.pictures.set(id, src);
  const alt = spaced(element.attributes['alt'] ?? '').trim().slice(0, 1000);
  putBlock(sheet, { type: 'image', attrs: { id, src: data ? '' : src, alt, align: context.align, width: width >= 8 && width <= 600 ? Math.round(width) : null } });
}

/** Blocks as a point or a quote may hold them: lines and lists; what cannot stand there stands after it. */
function flowOf(blocks: readonly DocumentNode[]): { flow: DocumentNode[]; after: DocumentNode[] } {
  const flow: DocumentNode[] = [];
  const after: DocumentNode[] = [];
  for (const block of blocks) {
    if (block.type === 'paragraph' || block.type === 'bulletList' || block.type === 'orderedList') flow.push(block);
    else if (block.type === 'heading') flow.push({ ...block, type: 'paragraph', attrs: { align: block.attrs!['align'] } });
    else if (block.type === 'blockquote') flow.push(...block.content ?? []);
    else after.push(block);
  }
  return { flow, after };
}

const plainly = (context: Context): Context => ({ ...context, shape: { type: 'paragraph' }, align: 'left', point: null });

function putList(element: Element, context: Context, sheet: Sheet, pasted: Pasted): void {
  endLine(sheet);
  const type = element.tag === 'ol' ? 'orderedList' : 'bulletList';
  const inner: Context = { ...plainly(context), listDepth: context.listDepth + 1 };
  const items: DocumentNode[] = [];
  const after: DocumentNode[] = [];
  for (const child of element.children) {
    if (typeof child === 'string' && child.trim() === '') continue;
    const own = newSheet();
    const isPoint = typeof child !== 'string' && child.tag === 'li';
    if (isPoint) walkAll(child.children, within(child, inner), own, pasted);
    else walkAll([child], inner, own, pasted);
    const parts = flowOf(finished(own));
    after.push(...parts.after);
    const last = items.at(-1);
    // Google Docs and Outlook put a deeper list beside its point, not into it.
    if (!isPoint && last && parts.flow.every((part) => part.type !== 'paragraph')) last.content!.push(...parts.flow);
    else if (parts.flow.length > 0) items.push({ type: 'listItem', content: parts.flow });
  }
  if (items.length > 0 && context.listDepth < listsDeep) sheet.lines.push({ type, content: items });
  else sheet.lines.push(...items.flatMap((item) => item.content ?? []));
  sheet.lines.push(...after);
}

function putQuote(element: Element, context: Context, sheet: Sheet, pasted: Pasted): void {
  const own = newSheet();
  walkAll(element.children, plainly(context), own, pasted);
  const { flow, after } = flowOf(finished(own));
  if (flow.length > 0) putBlock(sheet, { type: 'blockquote', content: flow });
  for (const block of after) putBlock(sheet, block);
}

/** A table of figures becomes a line a row; a table that only lays out a page, what its cells hold. */
function putRow(element: Element, context: Context, sheet: Sheet, pasted: Pasted): void {
  endLine(sheet);
  const cells = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '').map((child) => {
    const own = newSheet();
    walkAll([child], plainly(context), own, pasted);
    return finished(own);
  }).filter((cell) => cell.length > 0);
  const inLine = cells.length > 1 && cells.every((cell) => cell.length === 1 && cell[0]!.type === 'paragraph');
  if (!inLine) sheet.lines.push(...cells.flat());
  else sheet.lines.push({ type: 'paragraph', attrs: { align: 'left' }, content: tidied(cells.flatMap((cell, index) => [...(index > 0 ? [textNode(' | ', [])] : []), ...cell[0]!.content!])) });
}

/** The words a reader would see, for tests and for a last resort. */
export const wordsIn = (html: string): string => spaced(textIn(parseHtml(html))).trim();
