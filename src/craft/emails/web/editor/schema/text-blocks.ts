// Blocks of running text. Each keeps the shape of document.ts, so that mapping is a walk and no translation.
import { mergeAttributes, Node, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';
import { align, blockId, value } from './attributes.ts';

/** What may stand in a list's point and in a quote. */
const listsAndText = '(paragraph | bulletList | orderedList)+';

export const Paragraph = Node.create({
  name: 'paragraph', priority: 1000, group: 'block inner', content: 'inline*',
  addAttributes: () => ({ id: blockId, align }),
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
});

export const levels = [1, 2, 3] as const;

export const Heading = Node.create({
  name: 'heading', group: 'block inner', content: 'inline*', defining: true,
  addAttributes: () => ({ id: blockId, align, level: { ...value('level', 1, (read) => read === 1 || read === 2 || read === 3), rendered: false } }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(level, 3) } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${String(node.attrs['level'])}`, HTMLAttributes, 0],
  addInputRules() {
    return levels.map((level) => textblockTypeInputRule({ find: new RegExp(`^(#{${level}})\\s$`), type: this.type, getAttributes: { level } }));
  },
});

export const BulletList = Node.create({
  name: 'bulletList', group: 'block inner list', content: 'listItem+',
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => [{ tag: 'ul' }],
  renderHTML: ({ HTMLAttributes }) => ['ul', HTMLAttributes, 0],
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*([-+*])\s$/, type: this.type })];
  },
});

export const OrderedList = Node.create({
  name: 'orderedList', group: 'block inner list', content: 'listItem+',
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
  addInputRules() {
    return [wrappingInputRule({ find: /^(\d+)[.)]\s$/, type: this.type })];
  },
});

export const ListItem = Node.create({
  name: 'listItem', content: listsAndText, defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', mergeAttributes(HTMLAttributes), 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      Tab: () => this.editor.commands.sinkListItem(this.name),
      'Shift-Tab': () => this.editor.commands.liftListItem(this.name),
    };
  },
});

export const Blockquote = Node.create({
  name: 'blockquote', group: 'block inner', content: listsAndText, defining: true,
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })];
  },
});
