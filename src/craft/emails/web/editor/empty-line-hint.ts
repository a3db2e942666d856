import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { t } from '../../../../platform/ui/words.ts';

/** On the empty line the cursor is in, and in a mail without a word: what can be done there. */
export const EmptyLineHint = Extension.create({
  name: 'emptyLineHint',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({
      props: {
        decorations(state) {
          const { $from, empty } = state.selection;
          if (!editor.isEditable || !empty || $from.parent.type.name !== 'paragraph' || $from.parent.content.size > 0 || $from.depth === 0) return null;
          return DecorationSet.create(state.doc, [Decoration.node($from.before(), $from.after(), { class: 'is-empty-line', 'data-hint': t('Write, or type / for blocks') })]);
        },
      },
    })];
  },
});
