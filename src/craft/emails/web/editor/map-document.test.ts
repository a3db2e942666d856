import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judgeDocumentValue } from '../../contract.ts';
import { fromProse, toProse, type DocumentNode } from './map-document.ts';
import { openDocument } from './open-document.ts';

// Documents as the schema in document.ts allows them, grown at random.
const id = fc.stringMatching(/^[A-Za-z0-9_-]{6,24}$/);
const align = fc.constantFrom('left', 'center', 'right');
const words = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
// In the order the editor keeps marks in: two marks on one word have no order of their own.
const marks = fc.record({ link: fc.option(words), bold: fc.boolean(), italic: fc.boolean(), strike: fc.boolean(), underline: fc.boolean(), color: fc.option(fc.constantFrom('#112233', '#ff0000')) }).map((on) => [
  ...(on.link === null ? [] : [{ type: 'link', attrs: { href: on.link } }]),
  ...(['bold', 'italic', 'strike', 'underline'] as const).filter((name) => on[name]).map((type) => ({ type })),
  ...(on.color === null ? [] : [{ type: 'color', attrs: { color: on.color } }]),
]);
const paths = fc.constantFrom('contact.first_name', 'company.name', 'contact.attributes.seat');
const variable = fc.record({ path: paths, fallback: fc.option(words) }).map((attrs): DocumentNode => ({ type: 'variable', attrs }));
const plainText = words.map((text): DocumentNode => ({ type: 'text', text }));
const markedText = fc.tuple(words, marks).map(([text, on]): DocumentNode => ({ type: 'text', text, ...(on.length > 0 ? { marks: on } : {}) }));
// A break between two texts: two of one look side by side would rightly become one.
const apart = (parts: DocumentNode[]): DocumentNode[] => parts.flatMap((part, index) => (index > 0 ? [{ type: 'hardBreak' }, part] : [part]));
const inline = fc.array(fc.oneof(markedText, variable), { maxLength: 4 }).map(apart);
const node = (type: string, attrs: Record<string, fc.Arbitrary<unknown>>, content?: fc.Arbitrary<DocumentNode[]>): fc.Arbitrary<DocumentNode> =>
  (content ? fc.tuple(fc.record({ id, ...attrs }), content) : fc.tuple(fc.record({ id, ...attrs }), fc.constant(undefined)))
    .map(([given, inner]) => ({ type, attrs: given, ...(inner ? { content: inner } : {}) }));

const leaves = [
  node('heading', { level: fc.constantFrom(1, 2, 3), align }, inline), node('paragraph', { align }, inline), node('footer', {}, inline), node('divider', {}),
  node('image', { align, src: words, alt: words, decorative: fc.boolean(), width: fc.option(fc.nat(900)), href: fc.option(words), bytes: fc.option(fc.nat()), aspect: fc.option(fc.constantFrom(0.5, 1.7778)) }),
  node('button', { align, href: words, variant: fc.constantFrom('filled', 'outline'), wide: fc.boolean() }, fc.oneof(plainText, variable).map((one) => [one])),
  node('social', { align, items: fc.array(fc.record({ network: words, href: words }), { maxLength: 3 }) }),
  node('html', { html: fc.string() }),
];
const { block } = fc.letrec<{ list: DocumentNode; inner: DocumentNode; block: DocumentNode }>((tie) => {
  const points = fc.array(fc.array(fc.oneof({ maxDepth: 3, withCrossShrink: true }, node('paragraph', { align }, inline), tie('list')), { minLength: 1, maxLength: 2 }).map((content): DocumentNode => ({ type: 'listItem', content })), { minLength: 1, maxLength: 3 });
  const lists = fc.constantFrom('bulletList', 'orderedList').chain((type) => node(type, {}, points));
  return {
    list: lists,
    inner: fc.oneof({ maxDepth: 3 }, ...leaves, tie('list'), node('blockquote', {}, fc.array(fc.oneof(node('paragraph', { align }, inline), tie('list')), { minLength: 1, maxLength: 2 })),
      node('condition', { path: paths, op: fc.constantFrom('is', 'is-not', 'contains', 'is-set', 'is-not-set'), value: fc.string() }, fc.array(tie('inner'), { minLength: 1, maxLength: 2 }))),
    block: fc.oneof({ maxDepth: 3 }, tie('inner'), node('columns', { layout: fc.constantFrom('1-1', '1-2', '2-1') }, fc.tuple(node('column', {}, fc.array(tie('inner'), { minLength: 1, maxLength: 2 })), node('column', {}, fc.array(tie('inner'), { minLength: 1, maxLength: 2 }))))),
  };
});
const document = fc.record({ version: fc.constant(1 as const), look: fc.constantFrom('designed' as const, 'plain' as const), content: fc.array(block, { minLength: 1, maxLength: 5 }) });

/** Through JSON: neither the generator's objects nor the editor's have a prototype. */
const asSaved = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a document comes out of the editor as it went in', () => {
  fc.assert(fc.property(document, (given) => {
    const opened = openDocument(JSON.stringify(given));
    assert.ok(opened.editable, 'reason' in opened ? opened.reason : '');
    assert.deepEqual(asSaved(fromProse(opened.tree.toJSON(), opened.look)), asSaved(given));
  }), { numRuns: 150 });
});

const held = (content: unknown[], over: Record<string, unknown> = {}) => JSON.stringify({ version: 1, look: 'designed', content, ...over });
const sentence = (text: string) => ({ type: 'paragraph', attrs: { id: 'abcdef1', align: 'left' }, content: [{ type: 'text', text }] });

test('what a newer version wrote is shown and not edited, whatever it is that is new', () => {
  const newer = [
    held([sentence('Kept')], { version: 2 }),
    held([sentence('Kept')], { theme: 'night' }),
    held([sentence('Kept'), { type: 'countdown', attrs: { id: 'abcdef2' } }]),
    held([{ ...sentence('Kept'), attrs: { id: 'abcdef1', align: 'left', indent: 2 } }]),
    held([{ ...sentence('Kept'), attrs: { id: 'abcdef1', align: 'justify' } }]),
    held([{ ...sentence(''), content: [{ type: 'text', text: 'Kept', marks: [{ type: 'highlight' }] }] }]),
    held([{ ...sentence(''), content: [{ type: 'emoji', attrs: { name: 'wave' } }, { type: 'text', text: 'Kept' }] }]),
  ];
  for (const body of newer) {
    const opened = openDocument(body);
    assert.equal(opened.editable, false, body);
    assert.match('reason' in opened ? opened.reason : '', /newer version/);
    assert.match(opened.tree?.textContent ?? '', /Kept/, body);
  }
});

test('an unknown block is named where it stands, its words with it', () => {
  const opened = openDocument(held([{ type: 'poll', attrs: { id: 'abcdef2' }, content: [{ type: 'choice', content: [{ type: 'text', text: 'Tuesday' }] }] }]));
  assert.match(opened.tree?.textContent ?? '', /poll.*Tuesday/);
});

test('what is no document at all is refused in words and never thrown', () => {
  for (const body of ['<p>', '[]', 'null', '{"version":1}', '{"version":1,"look":"designed","content":[3]}', held([{ type: 'listItem' }])]) {
    assert.equal(openDocument(body).editable, false, body);
  }
  fc.assert(fc.property(fc.json(), (body) => { openDocument(body); }));
});

test('what the schema allows and a cursor could not reach gets a line, and nothing else changes', () => {
  const given = [{ type: 'columns', attrs: { id: 'abcdef3', layout: '1-1' }, content: [{ type: 'column', attrs: { id: 'abcdef4' }, content: [] }, { type: 'column', attrs: { id: 'abcdef5' }, content: [sentence('Beside')] }] },
    { type: 'paragraph', attrs: { id: 'abcdef6', align: 'left' }, content: [{ type: 'text', text: '' }, { type: 'variable', attrs: { path: 'contact.first_name', fallback: null }, marks: [{ type: 'bold' }] }] }];
  const out = fromProse(toProse(given).toJSON(), 'designed');
  assert.ok('document' in judgeDocumentValue(out));
  const [columns, bold] = out.content as unknown as [{ content: { content: unknown[] }[] }, { content: { marks?: unknown }[] }];
  assert.deepEqual(columns.content.map((column) => column.content.length), [1, 1]);
  assert.deepEqual(bold.content.map((one) => one.marks), [[{ type: 'bold' }]]);
});

test('an empty body is a mail nobody has written in yet', () => {
  const { tree, editable } = openDocument('');
  assert.ok(editable && tree);
  assert.equal(tree.childCount, 1);
  assert.match(String(tree.firstChild!.attrs['id']), /^[A-Za-z0-9_-]{6,24}$/);
});
