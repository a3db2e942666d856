import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Node } from '@tiptap/pm/model';
import { EditorState, Selection, type Command } from '@tiptap/pm/state';
import { nameBlocks } from './block-ids.ts';
import { currentBlock, duplicateBlock, insertBlock, moveBlock, removeBlock, reshaped, selectAround, turnInto, unwrapBlock, wrapInCondition, type Shape } from './blocks.ts';
import { layOut } from './lay-out.ts';
import { blocksFor, newBlocks } from './new-blocks.ts';
import { editorSchema as schema } from './schema/index.ts';
import { askedFor } from './trigger.ts';
import { unnest } from './unnest-columns.ts';

const { nodes } = schema;
const line = (text: string): Node => nodes['paragraph']!.create(null, text === '' ? null : schema.text(text));
const columns = (...texts: string[]): Node => nodes['columns']!.create({ layout: texts.length === 3 ? '1-1-1' : '1-1' }, texts.map((text) => nodes['column']!.create(null, line(text))));
const only = (...blocks: Node[]): Node => nodes['condition']!.create({ path: 'company.name' }, blocks);
/** A mail with the cursor in the first place that holds `word`. */
function mail(word: string, ...blocks: Node[]): EditorState {
  const state = EditorState.create({ schema, doc: nodes['doc']!.create(null, blocks) });
  let at = 0;
  state.doc.descendants((node, position) => { if (at === 0 && node.isText && node.text!.includes(word)) at = position; });
  return state.apply(state.tr.setSelection(Selection.near(state.doc.resolve(at))));
}
const after = (state: EditorState, ...commands: Command[]): EditorState => commands.reduce((now, command) => {
  let next = now;
  command(now, (tr) => { next = now.apply(tr); });
  next.doc.check();
  return next;
}, state);
const told = (node: Node): string => (node.isText ? node.text! : node.type.name === 'doc' || node.type.name === 'paragraph' ? '' : `${node.type.name}:`) + (node.isText ? '' : `(${Array.from({ length: node.childCount }, (_, index) => told(node.child(index))).join(' ')})`);

test('a block swaps with its neighbour and the cursor stays in it', () => {
  const moved = after(mail('b', line('a'), line('b'), line('c')), moveBlock(-1));
  assert.equal(told(moved.doc), '((b) (a) (c))');
  assert.equal(currentBlock(moved)!.node.textContent, 'b');
  assert.equal(moveBlock(-1)(moved), false, 'the first goes no higher');
});

test('at the edge of a condition a block steps out of it; the last one leaves a line behind', () => {
  assert.equal(told(after(mail('b', only(line('a'), line('b')), line('c')), moveBlock(1)).doc), '(condition:((a)) (b) (c))');
  assert.equal(told(after(mail('a', only(line('a'))), moveBlock(-1)).doc), '((a) condition:(()))');
  assert.equal(moveBlock(1)(mail('a', columns('a', 'b'))), false, 'a column is left by the mouse');
});

test('a doubled block gets a name of its own, a removed last one leaves a line', () => {
  const doubled = after(mail('a', line('a')), duplicateBlock);
  const named = doubled.apply(nameBlocks(doubled)!);
  assert.notEqual(named.doc.child(0).attrs['id'], named.doc.child(1).attrs['id']);
  assert.equal(told(after(mail('a', line('a')), removeBlock).doc), '(())');
});

test('the block around is one more Escape away', () => {
  const inner = after(mail('a', columns('a', 'b')), selectAround);
  assert.equal(currentBlock(inner)!.node.type.name, 'paragraph');
  assert.equal(currentBlock(after(inner, selectAround))!.node.type.name, 'columns');
});

test('a condition is put around a block and taken off again; columns lay their blocks under each other', () => {
  const wrapped = after(mail('b', line('a'), line('b')), wrapInCondition('company.name'));
  assert.equal(told(wrapped.doc), '((a) condition:((b)))');
  assert.equal(told(after(wrapped, unwrapBlock).doc), '((a) (b))');
  assert.equal(told(after(mail('a', columns('a', 'b')), selectAround, selectAround, unwrapBlock).doc), '((a) (b))');
});

test('one column less keeps what it held; one more is an empty line', () => {
  const state = mail('a', columns('a', 'b', 'c'));
  assert.equal(told(after(state, layOut(0, '1-2')).doc), '(columns:(column:((a)) column:((b) (c))))');
  assert.equal(told(after(mail('a', columns('a', 'b')), layOut(0, '1-1-1')).doc), '(columns:(column:((a)) column:((b)) column:(())))');
});

test('columns come to stand in no column, however they got there', () => {
  const nested = nodes['columns']!.create(null, [nodes['column']!.create(null, only(columns('a', 'b'))), nodes['column']!.create(null, line('c'))]);
  const state = mail('a', nested);
  assert.equal(insertBlock(columns('x', 'y'))(state), false);
  assert.equal(told(state.apply(unnest(state)!).doc), '(columns:(column:(condition:((a) (b))) column:((c))))');
  assert.equal(unnest(mail('a', columns('a', 'b'))), null);
});

test('a new block takes the place of an empty line, and its words wait to be written over', () => {
  const state = after(mail('a', line('a')), insertBlock(nodes['button']!.create(null, schema.text('Read more'))));
  assert.equal(told(state.doc), '((a) button:(Read more))');
  assert.equal(state.doc.textBetween(state.selection.from, state.selection.to), 'Read more');
});

const shapes: Shape[] = ['paragraph', 'heading1', 'heading2', 'heading3', 'bulletList', 'orderedList', 'blockquote', 'button', 'footer'];
test('whatever a block is turned into, and back, its words stay in their order', () => {
  const point = (text: string, ...deeper: Node[]) => nodes['listItem']!.create(null, [line(text), ...deeper]);
  const start = nodes['bulletList']!.create(null, [point('one', nodes['orderedList']!.create(null, [point('two')])), point('three')]);
  fc.assert(fc.property(fc.array(fc.constantFrom(...shapes), { minLength: 1, maxLength: 5 }), (ways) => {
    const blocks = ways.reduce<Node[]>((now, shape) => now.flatMap((block) => reshaped(block, shape)), [start]);
    for (const block of blocks) block.check();
    assert.equal(blocks.map((block) => block.textContent).join(''), 'onetwothree');
  }));
  const turned = after(mail('b', line('a'), line('bcd')), turnInto('heading2'));
  assert.equal(turned.selection.$from.parent.type.name, 'heading');
});

test('a slash asks for a block at the beginning of a word, two braces for a variable', () => {
  assert.deepEqual(askedFor('/'), { kind: 'block', query: '', length: 1 });
  assert.deepEqual(askedFor('Hello /two col'), { kind: 'block', query: 'two col', length: 8 });
  assert.deepEqual(askedFor('Hi {{ first'), { kind: 'variable', query: 'first', length: 8 });
  for (const plain of ['and/or', 'https://a', '1 / 2', 'a//', '{ x', '{{ x }}']) assert.equal(askedFor(plain), null, plain);
});

test('blocks are found by any of their names, the best first', () => {
  const keys = (query: string) => blocksFor(query, newBlocks()).map((block) => block.key);
  assert.equal(keys('h2')[0], 'heading2');
  assert.equal(keys('cta')[0], 'button');
  assert.deepEqual(keys('zzz'), []);
  assert.equal(keys('').length, newBlocks().length);
  for (const block of newBlocks([{ network: 'linkedin', href: 'https://a.example' }])) if (block.make) assert.doesNotThrow(() => block.make!(schema).check(), block.key);
});
