import { z } from 'zod';
import { says } from '../../../platform/words/contract.ts';

// The visual document of an email: what the editor writes and what is rendered, in the browser and on
// the server alike. Its shape is the editor's JSON (`type`, `attrs`, `content`), so that nothing is
// translated between writing and keeping. What a version once allowed it allows for good.

export const documentVersion = 1;

/** More than any mail holds; each is looked at when it is compiled. */
export const blocksAtMost = 1000;
/** Nodes within nodes: about twelve lists within lists. */
export const depthAtMost = 28;

export type Align = 'left' | 'center' | 'right';
export type Look = 'designed' | 'plain';
export type ColumnLayout = '1-1' | '1-2' | '2-1' | '1-1-1';
export type ConditionOperator = 'is' | 'is-not' | 'contains' | 'is-set' | 'is-not-set';

export type Mark =
  | { type: 'bold' | 'italic' | 'underline' | 'strike' }
  /** The address may hold Liquid: `https://ferrow.example/{{ contact.plan | url_encode }}`. */
  | { type: 'link'; attrs: { href: string } }
  /** `#rrggbb` or `#rgb`. */
  | { type: 'color'; attrs: { color: string } };

export interface Text { type: 'text'; text: string; marks?: Mark[] | undefined }
export interface HardBreak { type: 'hardBreak'; marks?: Mark[] | undefined }
/** `fallback` null: a contact without a value is held, as with any variable printed without a default. */
export interface Variable { type: 'variable'; attrs: { path: string; fallback: string | null }; marks?: Mark[] | undefined }
export type Inline = Text | HardBreak | Variable;

export interface Heading { type: 'heading'; attrs: { id: string; level: 1 | 2 | 3; align: Align }; content?: Inline[] | undefined }
export interface Paragraph { type: 'paragraph'; attrs: { id: string; align: Align }; content?: Inline[] | undefined }
export interface ListItem { type: 'listItem'; content: (Paragraph | List)[] }
export interface List { type: 'bulletList' | 'orderedList'; attrs: { id: string }; content: ListItem[] }
export interface Quote { type: 'blockquote'; attrs: { id: string }; content: (Paragraph | List)[] }
/** `width` in pixels, null: as wide as its column; `bytes` and `aspect` (width by height) when they are known. A `decorative` one needs no alt text. */
export interface Image {
  type: 'image';
  attrs: { id: string; src: string; alt: string; decorative: boolean; width: number | null; align: Align; href: string | null; bytes: number | null; aspect?: number | null };
}
export interface Button { type: 'button'; attrs: { id: string; href: string; align: Align; variant: 'filled' | 'outline'; wide: boolean }; content?: Inline[] | undefined }
export interface Divider { type: 'divider'; attrs: { id: string } }
export interface Column { type: 'column'; attrs: { id: string }; content: Block[] }
export interface Columns { type: 'columns'; attrs: { id: string; layout: ColumnLayout }; content: Column[] }
export interface Social { type: 'social'; attrs: { id: string; align: Align; items: { network: string; href: string }[] } }
/** The postal address and the opt-out link always follow what it holds. */
export interface Footer { type: 'footer'; attrs: { id: string }; content?: Inline[] | undefined }
export interface Html { type: 'html'; attrs: { id: string; html: string } }
/** Its blocks are for contacts whom the condition fits; the others get nothing of them. `value` does not matter to `is-set` and `is-not-set`. */
export interface Condition { type: 'condition'; attrs: { id: string; path: string; op: ConditionOperator; value: string }; content: Block[] }

export type Block =
  | Heading | Paragraph | List | Quote | Image | Button | Divider | Columns | Social | Footer | Html | Condition;
export type BlockType = Block['type'];

export interface EmailDocument { version: 1; look: Look; content: Block[] }

export const networks = ['facebook', 'instagram', 'linkedin', 'x', 'youtube', 'tiktok', 'mastodon', 'bluesky', 'threads', 'whatsapp', 'github', 'website'] as const;
export type Network = (typeof networks)[number];

/** How many columns a layout has. */
export const columnsOf = (layout: ColumnLayout): number => layout.split('-').length;

/** An id as every block carries it. */
export const blockId = z.string().regex(/^[A-Za-z0-9_-]{6,24}$/, says('An id has 6 to 24 letters, digits, _ or -.'));
/** What a variable or a condition reads: `contact.first_name`, `company.name`, `contact.plan`. */
export const variablePath = z.string().max(200).regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*){0,4}$/, says('A variable is names with full stops between: contact.first_name.'));
// Control characters have no place in any text; a NUL could not even be stored.
const text = (max: number) => z.string().max(max).refine((value) => !/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(value), says('Control characters are not text.'));
const line = (max: number) => text(max).refine((value) => !/[\r\n]/.test(value), says('One line, please: no line breaks.'));
const address = line(4000);
const align = z.enum(['left', 'center', 'right']).default('left');

const mark = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['bold', 'italic', 'underline', 'strike']) }),
  z.object({ type: z.literal('link'), attrs: z.object({ href: address }) }),
  z.object({ type: z.literal('color'), attrs: z.object({ color: z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, says('A colour is #rrggbb.')) }) }),
]);
const marks = z.array(mark).max(10).optional();
const inline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: text(200_000), marks }),
  z.object({ type: z.literal('hardBreak'), marks }),
  z.object({ type: z.literal('variable'), attrs: z.object({ path: variablePath, fallback: text(500).nullable().default(null) }), marks }),
]);
const inlines = z.array(inline).max(20_000).optional();

const paragraph = z.object({ type: z.literal('paragraph'), attrs: z.object({ id: blockId, align }), content: inlines });
const list = z.object({
  type: z.enum(['bulletList', 'orderedList']), attrs: z.object({ id: blockId }),
  content: z.array(z.object({ type: z.literal('listItem'), content: z.lazy((): z.ZodType<(Paragraph | List)[]> => flow) })).min(1),
});
/** What a list item and a quote hold. */
const flow = z.array(z.discriminatedUnion('type', [paragraph, list])).min(1) as unknown as z.ZodType<(Paragraph | List)[]>;

const image = z.object({
  type: z.literal('image'),
  attrs: z.object({
    id: blockId, src: address, alt: text(1000).default(''), decorative: z.boolean().default(false), width: z.number().int().min(8).max(1200).nullable().default(null),
    align, href: address.nullable().default(null), bytes: z.number().int().nonnegative().nullable().default(null),
    // Width by height, known from the upload: the editor keeps its place while it loads.
    aspect: z.number().positive().max(10_000).nullable().optional(),
  }),
});
const column = z.object({ type: z.literal('column'), attrs: z.object({ id: blockId }), content: z.lazy((): z.ZodType<Block[]> => blocks) });

/** Any block of version 1. */
export const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), attrs: z.object({ id: blockId, level: z.union([z.literal(1), z.literal(2), z.literal(3)]), align }), content: inlines }),
  paragraph,
  list,
  z.object({ type: z.literal('blockquote'), attrs: z.object({ id: blockId }), content: flow }),
  image,
  z.object({
    type: z.literal('button'),
    attrs: z.object({ id: blockId, href: address, align, variant: z.enum(['filled', 'outline']).default('filled'), wide: z.boolean().default(false) }),
    content: inlines,
  }),
  z.object({ type: z.literal('divider'), attrs: z.object({ id: blockId }) }),
  z.object({ type: z.literal('columns'), attrs: z.object({ id: blockId, layout: z.enum(['1-1', '1-2', '2-1', '1-1-1']) }), content: z.array(column) }),
  z.object({ type: z.literal('social'), attrs: z.object({ id: blockId, align, items: z.array(z.object({ network: line(40), href: address })).max(20) }) }),
  z.object({ type: z.literal('footer'), attrs: z.object({ id: blockId }), content: inlines }),
  z.object({ type: z.literal('html'), attrs: z.object({ id: blockId, html: text(500_000) }) }),
  z.object({
    type: z.literal('condition'),
    attrs: z.object({ id: blockId, path: variablePath, op: z.enum(['is', 'is-not', 'contains', 'is-set', 'is-not-set']), value: line(500).default('') }),
    content: z.lazy((): z.ZodType<Block[]> => blocks),
  }),
]) as unknown as z.ZodType<Block>;
const blocks: z.ZodType<Block[]> = z.array(block);

/** The shape alone; `readDocument` also looks at depth, count, ids and columns, and speaks in sentences. */
export const emailDocument = z.object({
  version: z.literal(documentVersion), look: z.enum(['designed', 'plain']), content: blocks,
}) as unknown as z.ZodType<EmailDocument>;
