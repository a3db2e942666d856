import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { schemaExtensions } from '../schema/index.ts';
import { cleanPaste } from './clean-paste.ts';
import { pasteBlocks } from './pasting.ts';

// An editor has a schema of its own, made of the same extensions.
const schema = getSchema(schemaExtensions);
const opened = (html: string, at: number, words = 'before after') => {
  const state = EditorState.create({ schema, doc: schema.node('doc', null, [schema.node('paragraph', null, words === '' ? [] : [schema.text(words)])]) });
  const there = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)));
  return there.apply(pasteBlocks(there, cleanPaste(html).content)).doc;
};
const shape = (doc: ReturnType<typeof opened>) => {
  const lines: string[] = [];
  doc.forEach((node) => { lines.push(`${node.type.name} ${node.textContent}`); });
  return lines;
};

test('one pasted line goes into the line it is pasted into', () => {
  assert.deepEqual(shape(opened('<meta><p class=MsoNormal>words <b>here</b> </p>', 8)), ['paragraph before words hereafter']);
});

test('several blocks keep what they are, and the line around them keeps its words', () => {
  assert.deepEqual(shape(opened('<h2>Title</h2><ul><li>One</li></ul><p>End</p>', 8)), ['paragraph before ', 'heading Title', 'bulletList One', 'paragraph Endafter']);
});

test('a list alone stays a list', () => {
  assert.deepEqual(shape(opened('<ul><li>One</li><li>Two</li></ul>', 8)), ['paragraph before ', 'bulletList OneTwo', 'paragraph after']);
});

test('an empty line makes way for what is pasted', () => {
  assert.deepEqual(shape(opened('<h2>Title</h2><p>End</p>', 1, '')), ['heading Title', 'paragraph End']);
});

test('no pasted word is lost, wherever the cursor stands in a mail', () => {
  const pieces = ['<p>one</p>', '<h2>one</h2><p>two</p>', '<ul><li>one</li></ul>', '<blockquote>one</blockquote><hr><p>two</p>', 'one <b>two</b>', '<img src="https://a.example/x.png"><p>one</p>'];
  const line = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)]);
  const item = schema.node('bulletList', null, [schema.node('listItem', null, [line('point')])]);
  const doc = schema.node('doc', null, [line('first'), item, schema.node('button', null, [schema.text('press')]), schema.node('columns', null, [schema.node('column', null, [line('')]), schema.node('column', null, [line('side')])]), schema.node('footer', null, [schema.text('foot')])]);
  for (const html of pieces) {
    doc.descendants((node, at) => {
      if (!node.isTextblock) return;
      for (const place of [at + 1, at + 1 + node.content.size]) {
        const state = EditorState.create({ schema, doc });
        const there = state.apply(state.tr.setSelection(TextSelection.create(state.doc, place)));
        const { doc: after } = there.apply(pasteBlocks(there, cleanPaste(html).content));
        after.check();
        for (const word of html.match(/one|two/g) ?? []) assert.match(after.textContent, new RegExp(word), `${html} at ${place}`);
        for (const word of ['first', 'point', 'press', 'side', 'foot']) assert.match(after.textContent, new RegExp(word), `${html} at ${place}`);
      }
    });
  }
});
