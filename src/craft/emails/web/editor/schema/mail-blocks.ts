// Blocks that mails are made of beyond running text.
import { mergeAttributes, Node, nodeInputRule } from '@tiptap/core';
import { align, blockId, isNumberOrNothing, isSwitch, isText, isTextOrNothing, value, word } from './attributes.ts';

const marked = (kind: string, attributes: Record<string, unknown>) => mergeAttributes(attributes, { 'data-block': kind });
const tagged = (kind: string) => [{ tag: `[data-block="${kind}"]` }];

export const Image = Node.create({
  name: 'image', group: 'block inner', atom: true, draggable: true,
  addAttributes: () => ({
    id: blockId, align,
    src: word('src', ''), alt: word('alt', ''),
    decorative: value('decorative', false, isSwitch),
    width: value('width', null, isNumberOrNothing),
    href: value('href', null, isTextOrNothing),
    bytes: value('bytes', null, isNumberOrNothing),
    aspect: value('aspect', null, isNumberOrNothing),
  }),
  parseHTML: () => tagged('image'),
  renderHTML: ({ node, HTMLAttributes }) => ['div', marked('image', HTMLAttributes), ['img', { src: String(node.attrs['src']), alt: String(node.attrs['alt']) }]],
});

export const Button = Node.create({
  name: 'button', group: 'block inner', content: 'inline*', defining: true,
  addAttributes: () => ({ id: blockId, align, href: word('href', ''), variant: word('variant', 'filled', ['filled', 'outline']), wide: value('wide', false, isSwitch) }),
  parseHTML: () => tagged('button'),
  renderHTML: ({ HTMLAttributes }) => ['div', marked('button', HTMLAttributes), ['span', 0]],
  addKeyboardShortcuts() {
    // Enter leaves it: a second line in a button is a second paragraph by mistake.
    return { Enter: ({ editor }) => editor.state.selection.$from.parent.type === this.type && editor.commands.insertContentAt(editor.state.selection.$from.after(), { type: 'paragraph' }) };
  },
});

export const Divider = Node.create({
  name: 'divider', group: 'block inner', atom: true, draggable: true,
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: ({ HTMLAttributes }) => ['div', marked('divider', HTMLAttributes), ['hr']],
  addInputRules() {
    return [nodeInputRule({ find: /^---$/, type: this.type })];
  },
});

export const layouts = ['1-1', '1-2', '2-1', '1-1-1'] as const;

export const Columns = Node.create({
  name: 'columns', group: 'block', content: 'column{1,3}', isolating: true, defining: true,
  addAttributes: () => ({ id: blockId, layout: word('layout', '1-1', layouts) }),
  parseHTML: () => tagged('columns'),
  renderHTML: ({ HTMLAttributes }) => ['div', marked('columns', HTMLAttributes), 0],
});

export const Column = Node.create({
  name: 'column', content: 'inner+', isolating: true, defining: true,
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => tagged('column'),
  renderHTML: ({ HTMLAttributes }) => ['div', marked('column', HTMLAttributes), 0],
});

export interface SocialItem {
  network: string;
  href: string;
}

const areItems = (read: unknown): boolean => Array.isArray(read) && read.every((item: Partial<SocialItem> | null) => typeof item?.network === 'string' && typeof item.href === 'string');

export const Social = Node.create({
  name: 'social', group: 'block inner', atom: true, draggable: true,
  addAttributes: () => ({ id: blockId, align, items: value('items', [], areItems) }),
  parseHTML: () => tagged('social'),
  renderHTML: ({ HTMLAttributes }) => ['div', marked('social', HTMLAttributes)],
});

export const Footer = Node.create({
  name: 'footer', group: 'block inner', content: 'inline*', defining: true,
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => tagged('footer'),
  renderHTML: ({ HTMLAttributes }) => ['div', marked('footer', HTMLAttributes), 0],
});

export const Html = Node.create({
  name: 'html', group: 'block inner', atom: true, draggable: true,
  addAttributes: () => ({ id: blockId, html: value('html', '', isText) }),
  parseHTML: () => tagged('html'),
  renderHTML: ({ HTMLAttributes }) => ['div', marked('html', HTMLAttributes)],
});

export const operators = ['is', 'is-not', 'contains', 'is-set', 'is-not-set'] as const;

export const Condition = Node.create({
  name: 'condition', group: 'block inner', content: 'block+', isolating: true, defining: true,
  addAttributes: () => ({ id: blockId, path: word('path', ''), op: word('op', 'is', operators), value: value('value', '', isText) }),
  parseHTML: () => tagged('condition'),
  renderHTML: ({ HTMLAttributes }) => ['div', marked('condition', HTMLAttributes), 0],
});
