import { getSchema, type Extensions } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { Color, Link, Variable } from './inline.ts';
import { Button, Column, Columns, Condition, Divider, Footer, Html, Image, Social } from './mail-blocks.ts';
import { Blockquote, BulletList, Heading, ListItem, OrderedList, Paragraph } from './text-blocks.ts';

/** Marks, history and cursors are taken ready made; every block is ours, since each carries an id. */
const ready = StarterKit.configure({
  paragraph: false, heading: false, bulletList: false, orderedList: false, listItem: false, blockquote: false,
  horizontalRule: false, link: false, code: false, codeBlock: false,
  trailingNode: false, dropcursor: { class: 'ed-dropcursor', color: false, width: 2 }, undoRedo: { newGroupDelay: 600 },
});

export const schemaExtensions: Extensions = [
  ready, Paragraph, Heading, BulletList, OrderedList, ListItem, Blockquote,
  Image, Button, Divider, Columns, Column, Social, Footer, Html, Condition, Variable, Link, Color,
];

/** The editor's schema without a page around it: for mapping, pasting and tests. */
export const editorSchema = getSchema(schemaExtensions);
