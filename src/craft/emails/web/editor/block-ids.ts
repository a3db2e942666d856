import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import { newBlockId } from '../../contract.ts';

const wellFormed = /^[A-Za-z0-9_-]{6,24}$/;

/** Gives every block without an id, and every second one of a name, an id of its own; null when all have one. */
export function nameBlocks(state: EditorState): Transaction | null {
  const seen = new Set<string>();
  const { tr } = state;
  state.doc.descendants((node: Node, position) => {
    if (!('id' in node.attrs)) return;
    const id: unknown = node.attrs['id'];
    if (typeof id === 'string' && wellFormed.test(id) && !seen.has(id)) {
      seen.add(id);
      return;
    }
    const fresh = newBlockId(Math.random);
    seen.add(fresh);
    tr.setNodeAttribute(position, 'id', fresh);
  });
  // Naming is no step of the writer's: undo passes over it.
  return tr.docChanged ? tr.setMeta('addToHistory', false) : null;
}

export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins: () => [new Plugin({ appendTransaction: (transactions, _, state) => (transactions.some((one) => one.docChanged) ? nameBlocks(state) : null) })],
});
