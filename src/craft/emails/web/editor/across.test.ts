import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Node } from '@tiptap/pm/model';
import { EditorState, NodeSelection, Selection, TextSelection, type Command } from '@tiptap/pm/state';
import fc from 'fast-check';
import { currentBlock, insertBlocks } from './blocks.ts';
import { asContent, chosenBlocks } from './chosen-blocks.ts';
import { toProse } from './map-document.ts';
import { moveAcross } from './move-across.ts';
import { newBlocks, savedBlocks, blocksFor } from './new-blocks.ts';
import { editorSchema as schema } from './schema/index.ts';

const { nodes } = schema;
const line = (text: string): Node => nodes['paragraph']!.create(null, text === '' ? null : schema.text(text));
const columns = (...texts: string[]): Node => nodes['columns']!.create({ layout: texts.length === 3 ? '1-1-1' : '1-1' }, texts.map((text) => nodes['column']!.create(null, [...text].map(line))));
const placeOf = (doc: Node, word: string): number => {
  let at = 0;
  doc.descendants((node, position) => { if (at === 0 && node.isText && node.text!.includes(word)) at = position; });
  return at;
};
function mail(word: string, ...blocks: Node[]): EditorState {
  const state = EditorState.create({ schema, doc: nodes['doc']!.create(null, blocks) });
  return state.apply(state.tr.setSelection(Selection.near(state.doc.resolve(placeOf(state.doc, word)))));
}
const after = (state: EditorState, command: Command): EditorState => {
  let next = state;
  command(state, (tr) => { next = state.apply(tr); });
  next.doc.check();
  return next;
};
/** `a [b|c]`: words one after the other, columns in brackets. */
const told = (node: Node): string => {
  const inside = Array.from({ length: node.childCount }, (_, index) => told(node.child(index)));
  if (node.isText) return node.text!;
  return node.type.name === 'columns' ? `[${inside.join('|')}]` : inside.join(node.isTextblock ? '' : ' ');
};

for (const [from, word, direction, becomes] of [
  ['a [b|c] d', 'a', 1, '[b a|c] d'], ['a [b|c] d', 'd', -1, 'a [b|c d]'], ['a [bx|c] d', 'b', 1, 'a [x|c b] d'], ['a [bx|cy] d', 'c', -1, 'a [bx c|y] d'],
  ['a [bx|c] d', 'b', -1, 'a b [x|c] d'], ['a [b|cx] d', 'c', 1, 'a [b|x] c d'], ['a [b|c] d', 'b', 1, 'a [|c b] d'],
] as const) {
  test(`${from}: ${word} goes ${direction < 0 ? 'left' : 'right'} and stays chosen: ${becomes}`, () => {
    const blocks = from.split(' ').map((part) => (part.startsWith('[') ? columns(...part.slice(1, -1).split('|')) : line(part)));
    const moved = after(mail(word, ...blocks), moveAcross(direction));
    assert.equal(told(moved.doc).replace(/(?<=\[[^\]]*)b x/, 'bx').replace('c y', 'cy'), becomes);
    assert.equal(currentBlock(moved)!.node.textContent, word);
  });
}

test('what has no columns beside it, and columns themselves, go nowhere sideways', () => {
  assert.equal(moveAcross(1)(mail('a', line('a'), line('b'))), false);
  const state = mail('a', columns('a', 'b'), columns('c', 'd'));
  assert.equal(moveAcross(1)(state.apply(state.tr.setSelection(NodeSelection.create(state.doc, 0)))), false);
});

test('no way sideways loses or doubles a word, or puts columns into columns', () => fc.assert(fc.property(
  fc.array(fc.oneof(fc.constant(''), fc.array(fc.constant('x'), { minLength: 2, maxLength: 3 })), { minLength: 1, maxLength: 5 }), fc.array(fc.constantFrom(-1 as const, 1 as const), { maxLength: 8 }), fc.nat(),
  (shape, steps, start) => {
    let next = 0;
    const letter = () => String.fromCodePoint(0x61 + next++);
    const blocks = shape.map((part) => (part === '' ? line(letter()) : columns(...(part as string[]).map(letter))));
    let state = mail(String.fromCodePoint(0x61 + (start % next)), ...blocks);
    const letters = (doc: Node) => [...doc.textContent].toSorted().join('');
    const before = letters(state.doc);
    for (const step of steps) state = after(state, moveAcross(step));
    assert.equal(letters(state.doc), before);
    state.doc.descendants((node, _, parent) => { if (node.type.name === 'columns') assert.equal(parent!.type.name, 'doc'); });
  },
)));

test('a selection over several blocks means all of them, whole; a cursor its own', () => {
  const state = mail('a', line('a1'), columns('b', 'c'), line('d'));
  const until = placeOf(state.doc, 'd') + 1;
  const all = state.apply(state.tr.setSelection(TextSelection.create(state.doc, placeOf(state.doc, 'a1') + 1, until)));
  assert.deepEqual(chosenBlocks(all).map((node) => node.textContent), ['a1', 'bc', 'd']);
  assert.deepEqual(chosenBlocks(state).map((node) => node.textContent), ['a1']);
  assert.deepEqual(chosenBlocks(mail('c', columns('b', 'c'))).map((node) => node.textContent), ['c'], 'within a column, its own block');
});

test('saved blocks come back as they were, where an empty line stood, each found by its name', () => {
  const kept = asContent([line('one'), columns('two', 'three')]);
  const again = toProse(kept, schema).content;
  const into = mail('a', line('a'), line(''));
  const empty = into.apply(into.tr.setSelection(Selection.atEnd(into.doc)));
  assert.equal(told(after(empty, insertBlocks(again)).doc), 'a one [t w o|t h r e e]');
  assert.equal(insertBlocks(again)(mail('b', columns('b', 'c'))), false, 'columns do not fit into columns');
  const menu = [...newBlocks(), ...savedBlocks([{ id: 7, name: 'Our promise' }])];
  assert.deepEqual(blocksFor('prom', menu).map(({ saved }) => saved), [7]);
});
