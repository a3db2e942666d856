import fc from 'fast-check';
import type { Block, EmailDocument, Inline, Look } from '../document.ts';

// Documents for tests: one with every kind of block, and any that the schema allows.

type Attributes<T extends Block['type']> = Omit<Extract<Block, { type: T }>['attrs'], 'id'>;
let drawn = 0;
const id = () => `block-${(drawn += 1)}`;
export const text = (words: string): Inline => ({ type: 'text', text: words });
export const variable = (path: string, fallback: string | null): Inline => ({ type: 'variable', attrs: { path, fallback } });
export const link = (words: string, href: string): Inline => ({ type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] });
export const paragraph = (...content: (Inline | string)[]) => ({
  type: 'paragraph' as const, attrs: { id: id(), align: 'left' as const }, content: content.map((one) => (typeof one === 'string' ? text(one) : one)),
});
export const image = (more: Partial<Attributes<'image'>> = {}): Block => ({
  type: 'image', attrs: { id: id(), src: 'https://cdn.ferrow.example/dock.png', alt: 'A dock', decorative: false, width: null, align: 'left', href: null, bytes: null, ...more },
});
export const button = (words: string, href: string, more: Partial<Attributes<'button'>> = {}): Block => ({
  type: 'button', attrs: { id: id(), href, align: 'center', variant: 'filled', wide: false, ...more }, content: [text(words)],
});
export const html = (source: string): Block => ({ type: 'html', attrs: { id: id(), html: source } });
export const footer = (...content: Inline[]): Block => ({ type: 'footer', attrs: { id: id() }, content });
export const condition = (attrs: Attributes<'condition'>, ...content: Block[]): Block => ({ type: 'condition', attrs: { id: id(), ...attrs }, content });
export const columns = (layout: Attributes<'columns'>['layout'], ...content: Block[][]): Block => ({
  type: 'columns', attrs: { id: id(), layout }, content: content.map((blocks) => ({ type: 'column', attrs: { id: id() }, content: blocks })),
});
export const bulletList = (...items: (string | Block[])[]): Block => ({
  type: 'bulletList', attrs: { id: id() },
  content: items.map((item) => ({ type: 'listItem', content: typeof item === 'string' ? [paragraph(item)] : item as ReturnType<typeof paragraph>[] })),
});
export const documentOf = (look: Look, ...content: Block[]): EmailDocument => ({ version: 1, look, content });

/** Every kind of block, each saying its own kind. */
export const everyKind = (look: Look): EmailDocument => documentOf(look,
  { type: 'heading', attrs: { id: id(), level: 1, align: 'center' }, content: [text('A heading & more')] },
  paragraph('Dear ', variable('contact.first_name', 'there'), ', see ', link('this page', 'https://ferrow.example/?a=1&b=2'), { type: 'hardBreak' }, { type: 'text', text: 'bold <b>', marks: [{ type: 'bold' }, { type: 'color', attrs: { color: '#aa0000' } }] }),
  bulletList('first item', [paragraph('second item'), bulletList('inner item') as never]),
  { type: 'orderedList', attrs: { id: id() }, content: [{ type: 'listItem', content: [paragraph('step one')] }, { type: 'listItem', content: [paragraph('step two')] }] },
  { type: 'blockquote', attrs: { id: id() }, content: [paragraph('a quote')] },
  image({ href: 'https://ferrow.example/dock', width: 300 }),
  button('Press here', 'https://ferrow.example/press?x=1&y=2'),
  { type: 'divider', attrs: { id: id() } },
  columns('1-2', [paragraph('left column')], [paragraph('right column'), button('Inner', 'https://ferrow.example/inner', { variant: 'outline', wide: true })]),
  { type: 'social', attrs: { id: id(), align: 'center', items: [{ network: 'linkedin', href: 'https://linkedin.example/ferrow' }, { network: 'Our blog', href: 'https://blog.ferrow.example/' }] } },
  html('<table><tr><td>raw cell <a href="https://ferrow.example/raw">raw link</a></td></tr></table><!--[if mso]><v:rect href="https://ferrow.example/raw"></v:rect><![endif]-->'),
  condition({ path: 'company.name', op: 'is', value: 'Lusitra' }, paragraph('for Lusitra alone'), button('Lusitra', 'https://ferrow.example/lusitra')),
  condition({ path: 'company.name', op: 'is-not', value: 'Lusitra' }, columns('1-1', [paragraph('for the others')], [paragraph('and more')])),
  footer(text('You asked for this.')),
);

const nasty = ['Hello', 'x', ' ', '  ', '<b>', '</td>', '</mj-text>', '<mj-include path="x">', '&amp;', '&', '"', '\'', '{ ', '} }', ']]>', '-->', '<!--', '<!--[if mso]>', 'é', '😀', '\u200d', '$&', '$1', 'kdb0x0z', 'kdl0x0z', '\\', '#', '%}', 'javascript:alert(1)', '\n', '\t', '<script>'];
const words = fc.array(fc.constantFrom(...nasty), { maxLength: 5 }).map((parts) => parts.join(''));
const addresses = fc.constantFrom('https://a.example/?a=1&b=2', 'https://a.example/', 'http://plain.example/x', 'mailto:x@a.example?subject=a&body=b', 'tel:+351210000000', '#top', 'https://a.example/"><script>x', 'https://a.example/\'x', 'javascript:alert(1)', '', '//x', 'https://[::1', '  https://a.example/ ', 'sms:+351');
const marks = fc.uniqueArray(fc.oneof(
  fc.constantFrom('bold', 'italic', 'underline', 'strike').map((type) => ({ type })),
  addresses.map((href) => ({ type: 'link', attrs: { href } })), fc.constant({ type: 'color', attrs: { color: '#0a0b0c' } }),
), { maxLength: 3, selector: ({ type }) => type });
const inlines = fc.array(fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('text'), text: words, marks }) }, fc.constant({ type: 'hardBreak' }),
  fc.record({ type: fc.constant('variable'), attrs: fc.record({ path: fc.constantFrom('contact.first_name', 'company.name', 'contact.plan'), fallback: fc.option(words) }), marks }),
), { maxLength: 4 });
const align = fc.constantFrom('left', 'center', 'right');
const node = (type: string, attrs: Record<string, fc.Arbitrary<unknown>> = {}, content?: fc.Arbitrary<unknown>) =>
  fc.record({ type: fc.constant(type), attrs: fc.record(attrs), ...(content ? { content } : {}) }) as fc.Arbitrary<{ type: string; attrs: object; content?: unknown }>;
const some = (of: fc.Arbitrary<unknown>, minLength = 1) => fc.array(of, { minLength, maxLength: 3 });

const { block } = fc.letrec<{ flow: unknown; block: unknown; simple: unknown }>((tie) => ({
  flow: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    node('paragraph', { align }, inlines),
    fc.constantFrom('bulletList', 'orderedList').chain((type) => node(type, {}, some(fc.record({ type: fc.constant('listItem'), content: some(tie('flow')) }))))),
  simple: fc.oneof({ depthSize: 'small' },
    tie('flow'), node('heading', { level: fc.constantFrom(1, 2, 3), align }, inlines), node('blockquote', {}, some(tie('flow'))),
    node('image', { src: fc.oneof(addresses, fc.constant('https://cdn.ferrow.example/i.png')), alt: words.map((alt) => alt.replace(/[\n\t]/g, ' ')), decorative: fc.boolean(), width: fc.option(fc.integer({ min: 8, max: 1200 })), align, href: fc.option(addresses), bytes: fc.constant(null) }),
    node('button', { href: addresses, align, variant: fc.constantFrom('filled', 'outline'), wide: fc.boolean() }, inlines), node('divider'),
    node('social', { align, items: fc.array(fc.record({ network: fc.constantFrom('linkedin', 'website', 'constructor', '<b>'), href: addresses }), { maxLength: 3 }) }),
    node('footer', {}, inlines), node('html', { html: words }),
    node('condition', { path: fc.constantFrom('contact.first_name', 'company.name', 'contact.plan'), op: fc.constantFrom('is', 'is-not', 'contains', 'is-set', 'is-not-set'), value: words.map((value) => value.replaceAll('\n', ' ')) }, some(tie('simple'), 0))),
  block: fc.oneof({ weight: 5, arbitrary: tie('simple') },
    fc.constantFrom('1-1', '1-2', '2-1', '1-1-1').chain((layout) => node('columns', { layout: fc.constant(layout) },
      fc.tuple(...layout.split('-').map(() => node('column', {}, some(tie('simple'), 0))))))),
}));

/** Any document of version 1, nasty words and addresses included; whole Liquid is in its variables and conditions alone. */
export const anyDocument: fc.Arbitrary<EmailDocument> = fc.record({ version: fc.constant(1), look: fc.constantFrom('designed', 'plain'), content: fc.array(block, { maxLength: 6 }) })
  .map((made) => JSON.parse(JSON.stringify(withIds(made))) as EmailDocument);

function withIds(document: object): unknown {
  let count = 0;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const { attrs, ...rest } = value as { type?: string; attrs?: object };
    const entries = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, key === 'content' ? walk(one) : one]));
    return attrs === undefined ? entries : { ...entries, attrs: rest.type === 'variable' ? attrs : { id: `any-${(count += 1)}-x`, ...attrs } };
  };
  return walk(document);
}
