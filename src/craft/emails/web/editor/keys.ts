import { Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { NodeSelection, type Command } from '@tiptap/pm/state';
import { duplicateBlock, moveBlock, removeBlock, selectAround, turnInto, type Shape } from './blocks.ts';
import type { EditorContext } from './editor-context.ts';
import { moveAcross } from './move-across.ts';

const shapes: Record<string, Shape> = {
  'Mod-Alt-0': 'paragraph', 'Mod-Alt-1': 'heading1', 'Mod-Alt-2': 'heading2', 'Mod-Alt-3': 'heading3',
  'Mod-Shift-7': 'orderedList', 'Mod-Shift-8': 'bulletList', 'Mod-Shift-9': 'blockquote',
};

/** The keys of the field, beside those that marks and history bring themselves. */
export function keys(context: EditorContext) {
  return Extension.create({
    name: 'keys', priority: 1500,
    addKeyboardShortcuts() {
      // A block moved or turned is a step of its own to undo, however quickly it follows the typing.
      const now = (command: Command) => command(this.editor.state, (tr) => this.editor.view.dispatch(closeHistory(tr)));
      const run = (command: Command) => () => now(command);
      return {
        ...Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key, () => {
          const { $from } = this.editor.state.selection;
          // Pressed again, a list is words again.
          const back = (shape === 'bulletList' || shape === 'orderedList' || shape === 'blockquote') && $from.depth > 1 && $from.node($from.depth - (shape === 'blockquote' ? 1 : 2))?.type.name === shape;
          return now(turnInto(back ? 'paragraph' : shape));
        }])),
        'Alt-Shift-ArrowUp': run(moveBlock(-1)),
        'Alt-Shift-ArrowDown': run(moveBlock(1)),
        // Within words these select by the word.
        'Alt-Shift-ArrowLeft': () => isWhole(this.editor.state.selection) && now(moveAcross(-1)),
        'Alt-Shift-ArrowRight': () => isWhole(this.editor.state.selection) && now(moveAcross(1)),
        'Mod-Shift-d': run(duplicateBlock),
        'Mod-k': () => {
          context.askForLink();
          return true;
        },
        Escape: run(selectAround),
        Backspace: () => isWhole(this.editor.state.selection) && now(removeBlock),
        Delete: () => isWhole(this.editor.state.selection) && now(removeBlock),
        Enter: () => {
          const { selection } = this.editor.state;
          if (selection instanceof NodeSelection && selection.node.type.name === 'variable') return focusChip();
          if (!isWhole(selection)) return false;
          return this.editor.chain().insertContentAt(selection.to, { type: 'paragraph' }).focus(selection.to + 1).run();
        },
        // The key that goes to a toolbar in every editor that has one.
        'Alt-F10': () => {
          this.editor.view.dom.closest('.ed')?.querySelector<HTMLElement>('.ed-bar button')?.focus();
          return true;
        },
        'Alt-Enter': () => {
          context.inspect();
          return true;
        },
      };
    },
  });
}

const isWhole = (selection: unknown): boolean => selection instanceof NodeSelection && selection.node.isBlock;

/** From the chosen chip to the field under it. */
function focusChip(): boolean {
  const field = document.querySelector<HTMLInputElement>('.ed-chip input:not(:disabled)');
  field?.focus();
  return field !== null;
}
