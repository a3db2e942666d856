import type { Block, EmailDocument, Inline, List, Paragraph } from '../document.ts';

/** A block as it is compared: what it says, and what else about it can change. */
export interface BlockWords {
  id: string;
  type: Block['type'];
  /** Within how many columns and conditions it lies. */
  depth: number;
  /** What a reader reads, variables in braces, list items on lines of their own. */
  text: string;
  /** Everything else that makes a difference, by the name of the attribute; `format` stands for marks, `links` for addresses within the text. */
  details: Record<string, string>;
}

/** The blocks of a document in the order of reading, those within columns and conditions behind the block that holds them. */
export const blockWords = ({ content }: EmailDocument): BlockWords[] => content.flatMap((block) => wordsOf(block, 0));

function wordsOf(block: Block, depth: number): BlockWords[] {
  const { id, ...attrs } = block.attrs;
  const words = { id, type: block.type, depth, text: textOf(block), details: { ...detailsOf(attrs), ...formatOf(block) } };
  switch (block.type) {
    case 'columns': return [words, ...block.content.flatMap((column) => column.content.flatMap((inner) => wordsOf(inner, depth + 1)))];
    case 'condition': return [words, ...block.content.flatMap((inner) => wordsOf(inner, depth + 1))];
    default: return [words];
  }
}

function textOf(block: Block): string {
  switch (block.type) {
    case 'heading': case 'paragraph': case 'button': case 'footer': return inlineText(block.content);
    case 'bulletList': case 'orderedList': case 'blockquote': return flowText(block.type === 'blockquote' ? block.content : [block], '').join('\n');
    case 'image': return block.attrs.decorative ? '' : block.attrs.alt;
    case 'html': return block.attrs.html;
    case 'social': return block.attrs.items.map(({ network }) => network).join('\n');
    default: return '';
  }
}

function flowText(content: readonly (Paragraph | List)[], indent: string): string[] {
  return content.flatMap((block) => {
    if (block.type === 'paragraph') return [indent + inlineText(block.content)];
    return block.content.flatMap((item, index) => {
      const [first = '', ...rest] = flowText(item.content, `${indent}  `);
      return [`${indent}${block.type === 'bulletList' ? '•' : `${index + 1}.`} ${first.trimStart()}`, ...rest];
    });
  });
}

const inlineText = (content: readonly Inline[] | undefined): string => (content ?? []).map((node) => {
  if (node.type === 'text') return node.text;
  return node.type === 'hardBreak' ? '\n' : `{{ ${node.attrs.path}${node.attrs.fallback === null ? '' : ` | ${node.attrs.fallback}`} }}`;
}).join('');

/** What stands in the text already is not told twice. */
const inText = new Set(['alt', 'html', 'items']);

function detailsOf(attrs: object): Record<string, string> {
  const entries = Object.entries(attrs).filter(([name, value]) => !inText.has(name) && value !== null && value !== false && value !== '');
  const items = 'items' in attrs ? { links: (attrs.items as { href: string }[]).map(({ href }) => href).join('\n') } : {};
  return { ...Object.fromEntries(entries.map(([name, value]) => [name, String(value)])), ...items };
}

/** Marks and addresses within the text, in order. */
function formatOf(block: Block): Record<string, string> {
  const links: string[] = [];
  const format: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    const { text, marks, content } = node as { text?: string; marks?: { type: string; attrs?: Record<string, string> }[]; content?: unknown };
    for (const mark of marks ?? []) {
      if (mark.type === 'link') links.push(mark.attrs?.['href'] ?? '');
      else format.push(`${mark.type}${mark.attrs?.['color'] ?? ''}: ${text ?? ''}`);
    }
    if (content !== undefined) walk(content);
  };
  if (block.type !== 'columns' && block.type !== 'condition' && 'content' in block) walk(block.content ?? []);
  return { ...(links.length > 0 ? { links: [...new Set(links)].join('\n') } : {}), ...(format.length > 0 ? { format: format.join('\n') } : {}) };
}
