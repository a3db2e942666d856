import type { Block, Heading, List, Paragraph, Quote } from '../document.ts';
import type { MarkBlock } from './block-marks.ts';
import { inlineToHtml } from './inline-to-html.ts';

/** What is text alone, in both looks the same elements. */
export type Flow = Heading | Paragraph | List | Quote;

/** How text looks; nulls leave it to the reader's program. */
export interface TextStyle {
  link: string | null;
  /** CSS of headings by level, without the alignment. */
  headings: readonly [string, string, string];
  quote: string;
  mark: MarkBlock;
}

export const isFlow = (block: Block): block is Flow => flowing.has(block.type);
const flowing = new Set<Block['type']>(['heading', 'paragraph', 'bulletList', 'orderedList', 'blockquote']);

/** Headings, paragraphs, lists and quotes as HTML, a block on a line. */
export function flowToHtml(block: Flow, style: TextStyle): string {
  const mark = style.mark(block.attrs.id);
  switch (block.type) {
    case 'heading': {
      const { level, align } = block.attrs;
      return `${mark}<h${level} style="${style.headings[level - 1]}${alignment(align)}">${inlineToHtml(block.content, style.link)}</h${level}>`;
    }
    case 'paragraph':
      return `${mark}<p style="margin:0 0 16px${alignment(block.attrs.align)}">${inlineToHtml(block.content, style.link) || '&nbsp;'}</p>`;
    case 'blockquote':
      return `${mark}<blockquote style="${style.quote}">${within(block.content, style)}</blockquote>`;
    default: {
      const tag = block.type === 'bulletList' ? 'ul' : 'ol';
      const items = block.content.map((item) => `<li style="margin:0 0 6px">${itemToHtml(item.content, style)}</li>`).join('');
      return `${mark}<${tag} style="margin:0 0 16px;padding:0 0 0 24px">${items}</${tag}>`;
    }
  }
}

const alignment = (align: Paragraph['attrs']['align']): string => (align === 'left' ? '' : `;text-align:${align}`);

/** The usual item, one paragraph and lists below it, is written without the paragraph's own element and space. */
function itemToHtml(content: readonly (Paragraph | List)[], style: TextStyle): string {
  const [first, ...rest] = content;
  if (first?.type !== 'paragraph' || rest.some((block) => block.type === 'paragraph') || first.attrs.align !== 'left') return within(content, style);
  return style.mark(first.attrs.id) + inlineToHtml(first.content, style.link) + rest.map((block) => flowToHtml(block, style)).join('');
}

const within = (content: readonly (Paragraph | List)[], style: TextStyle): string => content.map((block) => flowToHtml(block, style)).join('');
