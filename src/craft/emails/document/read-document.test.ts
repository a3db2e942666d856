import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../../platform/errors/index.ts';
import { judgeDocument, judgeDocumentValue, readDocument } from './read-document.ts';
import { starterDocument } from './starter-document.ts';
import { anyDocument, documentOf, everyKind, paragraph } from './testing/sample-documents.ts';

const faultOf = (value: unknown): string => {
  const judged = judgeDocumentValue(value);
  return 'fault' in judged ? `${judged.fault.code} ${judged.fault.block}: ${judged.fault.message}` : 'none';
};
const one = (block: unknown) => ({ version: 1, look: 'designed', content: [block] });
const nested = (depth: number) => {
  let block: object = { type: 'paragraph', attrs: { id: 'deepest' } };
  for (let level = 0; level < depth; level += 1) block = { type: 'bulletList', attrs: { id: `list-${level}-x` }, content: [{ type: 'listItem', content: [block] }] };
  return block;
};

test('what the schema allows comes through as it was, defaults filled in', () => {
  for (const document of [everyKind('designed'), everyKind('plain'), starterDocument('designed'), starterDocument('plain')]) {
    assert.deepEqual(readDocument(JSON.stringify(document)), document);
  }
  const bare = readDocument(JSON.stringify(one({ type: 'image', attrs: { id: 'picture', src: 'https://a.example/i.png' } })));
  assert.deepEqual(bare.content[0]!.attrs, { id: 'picture', src: 'https://a.example/i.png', alt: '', decorative: false, width: null, align: 'left', href: null, bytes: null });
});

test('a document of a newer program is refused with what became of it', () => {
  assert.throws(() => readDocument('{"version":2,"blocks":[]}'), (error) => {
    assert.ok(error instanceof Problem);
    assert.deepEqual([error.kind, error.code], ['invalid', 'document_newer']);
    assert.match(error.message, /newer Kindred.*version 2.*Nothing was lost or changed.*Update Kindred/s);
    return true;
  });
});

for (const [value, expected] of [
  [null, /names no version/],
  [{ version: '1', look: 'designed', content: [] }, /names no version/],
  [{ version: 1, look: 'fancy', content: [] }, /look/],
  [{ version: 1, look: 'designed' }, /content/],
  [one({ type: 'video', attrs: { id: 'film-1' } }), /film-1: Block film-1 holds something that this editor does not know: video/],
  [one({ attrs: { id: 'film-1' } }), /film-1: .*a node without a kind/],
  [one({ type: 'paragraph', attrs: { id: 'text-1' }, content: [{ type: 'text', text: 'a', marks: [{ type: 'highlight' }] }] }), /text-1: .*does not know: highlight/],
  [one({ type: 'paragraph', attrs: { id: 'text-1' }, content: [{ type: 'text', text: 'a\0b' }] }), /text-1: .*Control characters/],
  [one({ type: 'paragraph', attrs: { id: 'text-1' }, content: [{ type: 'text', text: 'a', marks: [{ type: 'color', attrs: { color: 'red;background:url(x)' } }] }] }), /text-1: .*A colour is/],
  [one({ type: 'paragraph', attrs: { id: 'text-1' }, content: [{ type: 'variable', attrs: { path: 'a }}{% if x %}', fallback: null } }] }), /text-1: .*A variable is names/],
  [one({ type: 'paragraph', attrs: { id: 'a b' } }), /An id has 6 to 24/],
  [one({ type: 'paragraph', attrs: {} }), /paragraph, attrs\.id/],
  [one({ type: 'heading', attrs: { id: 'head-1', level: 7 } }), /head-1: .*level/],
  [one({ type: 'bulletList', attrs: { id: 'list-1' }, content: [] }), /list-1/],
  [one({ type: 'columns', attrs: { id: 'cols-1', layout: '1-1' }, content: [{ type: 'column', attrs: { id: 'col-11' }, content: [] }] }), /cols-1: The layout 1-1 has 2 columns, this block 1/],
  [one({ type: 'columns', attrs: { id: 'cols-1', layout: '1-1' }, content: ['a', 'b'].map((side) => ({ type: 'column', attrs: { id: `col-${side}1` }, content: [
    { type: 'condition', attrs: { id: `cond-${side}`, path: 'contact.first_name', op: 'is-set' }, content: [{ type: 'columns', attrs: { id: `cols-${side}`, layout: '1-1' }, content: [] }] }] })) }), /columns within columns/],
  [{ version: 1, look: 'plain', content: [paragraph('a'), { ...paragraph('b'), attrs: { id: 'twice-1', align: 'left' } }, { ...paragraph('c'), attrs: { id: 'twice-1', align: 'left' } }] }, /twice-1: Two blocks have the id twice-1/],
  [documentOf('plain', ...Array.from({ length: 1001 }, () => paragraph('x'))), /more than 1,000 blocks/],
  [one(nested(20)), /more than 28 deep/],
  [one(nested(50_000)), /more than 28 deep/],
] as const) {
  test(`${JSON.stringify(value).slice(0, 90)} is refused in words`, () => assert.match(faultOf(value), expected));
}

test('ten lists within each other are fine, and a text that is no JSON is said to be none', () => {
  assert.equal(faultOf(one(nested(10))), 'none');
  for (const text of ['', 'hello', '{', '['.repeat(900_000)]) assert.match(JSON.stringify(judgeDocument(text)), /not JSON/);
});

test('whatever the schema allows is read as it was written, and any other JSON is answered, never thrown at', () => {
  fc.assert(fc.property(anyDocument, (document) => assert.deepEqual(judgeDocumentValue(document), { document })), { numRuns: 150 });
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom('content', 'attrs', 'version', 'look'), (value, key) => {
    const judged = judgeDocumentValue({ version: 1, look: 'plain', content: [{ type: 'paragraph', attrs: value, content: value }], [key]: value });
    assert.ok('document' in judged || judged.fault.message.length > 20);
  }), { numRuns: 300 });
});
