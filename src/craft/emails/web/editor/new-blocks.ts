// What can be put into a mail, by the names people look for.
import type { LucideIcon } from 'lucide-react';
import { Bookmark, Braces, Code, Columns2, Columns3, Heading1, Heading2, Heading3, Image, List, ListOrdered, Minus, PanelBottom, Pilcrow, Share2, Split, SquareMousePointer, TextQuote } from 'lucide-react';
import type { Node, Schema } from '@tiptap/pm/model';
import { t } from '../../../../platform/ui/words.ts';
import type { ColumnLayout } from '../../contract.ts';

export interface NewBlock {
  key: string;
  label: string;
  /** What it is for, in a few words. */
  about: string;
  /** Other names it is looked for by; not shown. */
  also: string;
  icon: LucideIcon;
  /** The saved blocks this stands for; they are fetched when wanted. */
  saved?: number;
  /** Makes the block; null: something else happens, told by the key. */
  make: ((schema: Schema) => Node) | null;
}

const make = (type: string, attrs: Record<string, unknown> = {}, words = '') => (schema: Schema): Node => schema.nodes[type]!.create(attrs, words ? schema.text(words) : null);

const listOf = (type: string) => (schema: Schema): Node => schema.nodes[type]!.create(null, schema.nodes['listItem']!.create(null, schema.nodes['paragraph']!.create()));

const columnsOf = (layout: ColumnLayout) => (schema: Schema): Node =>
  schema.nodes['columns']!.create({ layout }, layout.split('-').map(() => schema.nodes['column']!.create(null, schema.nodes['paragraph']!.create())));

/** Everything the slash menu offers, in its order. */
export function newBlocks(social: readonly { network: string; href: string }[] = []): NewBlock[] {
  return [
    { key: 'paragraph', label: t('Text'), about: t('Plain words'), also: 'paragraph p', icon: Pilcrow, make: make('paragraph') },
    { key: 'heading1', label: t('Heading 1'), about: t('What the mail is about'), also: 'h1 title', icon: Heading1, make: make('heading', { level: 1 }) },
    { key: 'heading2', label: t('Heading 2'), about: t('A part of it'), also: 'h2 subtitle', icon: Heading2, make: make('heading', { level: 2 }) },
    { key: 'heading3', label: t('Heading 3'), about: t('A smaller part'), also: 'h3', icon: Heading3, make: make('heading', { level: 3 }) },
    { key: 'bulletList', label: t('Bulleted list'), about: t('Points in no order'), also: 'ul unordered', icon: List, make: listOf('bulletList') },
    { key: 'orderedList', label: t('Numbered list'), about: t('Steps in order'), also: 'ol ordered', icon: ListOrdered, make: listOf('orderedList') },
    { key: 'blockquote', label: t('Quote'), about: t('Somebody else’s words'), also: 'blockquote citation', icon: TextQuote, make: (schema) => schema.nodes['blockquote']!.create(null, schema.nodes['paragraph']!.create()) },
    { key: 'image', label: t('Image'), about: t('From a file, or dropped here'), also: 'picture photo upload img', icon: Image, make: null },
    { key: 'button', label: t('Button'), about: t('The one thing to do'), also: 'cta link', icon: SquareMousePointer, make: make('button', {}, t('Read more')) },
    { key: 'divider', label: t('Divider'), about: t('A line across'), also: 'hr rule separator', icon: Minus, make: make('divider') },
    { key: 'columns2', label: t('Two columns'), about: t('Side by side; under each other on a phone'), also: 'grid layout', icon: Columns2, make: columnsOf('1-1') },
    { key: 'columns3', label: t('Three columns'), about: t('Three short things'), also: 'grid layout', icon: Columns3, make: columnsOf('1-1-1') },
    { key: 'variable', label: t('Variable'), about: t('The reader’s name, their company'), also: 'merge field personal placeholder', icon: Braces, make: null },
    { key: 'condition', label: t('Only if'), about: t('A part that only some readers get'), also: 'condition conditional if', icon: Split, make: (schema) => schema.nodes['condition']!.create({ path: 'company.name' }, schema.nodes['paragraph']!.create()) },
    { key: 'social', label: t('Social row'), about: t('Where else to find you'), also: 'linkedin instagram network', icon: Share2, make: make('social', { items: social }) },
    { key: 'footer', label: t('Footer'), about: t('Why they get it; address and way out follow'), also: 'unsubscribe address opt-out', icon: PanelBottom, make: make('footer', {}, t('You get this mail because you asked us for news.')) },
    { key: 'html', label: t('HTML'), about: t('Your own code, kept as it is'), also: 'raw code embed', icon: Code, make: make('html', { html: '' }) },
  ];
}

/** What a workspace keeps to use again, after everything else. */
export const savedBlocks = (kept: readonly { id: number; name: string }[]): NewBlock[] =>
  kept.map(({ id, name }) => ({ key: `saved-${id}`, saved: id, label: name, about: t('A saved block'), also: 'saved reusable template', icon: Bookmark, make: null }));

/** The blocks a few typed letters mean: by the beginning of a word of their names. */
export function blocksFor(query: string, all: readonly NewBlock[]): NewBlock[] {
  const asked = query.trim().toLowerCase();
  if (asked === '') return [...all];
  const begins = (text: string) => text.toLowerCase().split(/\s+/).some((part) => part.startsWith(asked));
  const within = (block: NewBlock) => `${block.label} ${block.also}`.toLowerCase().includes(asked);
  const first = all.filter((block) => begins(block.label) || begins(block.also));
  return [...first, ...all.filter((block) => !first.includes(block) && within(block))];
}
