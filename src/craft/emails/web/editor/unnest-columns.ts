// Columns within columns cannot be laid out by mail programs, and are refused when saved. By paste or
// drag they may still come about: then the inner ones give up their blocks.
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';

/** What undoes columns within columns; null where there are none. */
export function unnest(state: EditorState): Transaction | null {
  const found: { at: number; node: Node }[] = [];
  state.doc.descendants((node, at) => {
    if (node.type.name !== 'columns') return;
    const $at = state.doc.resolve(at);
    for (let depth = $at.depth; depth > 0; depth -= 1) if ($at.node(depth).type.name === 'column') return void found.push({ at, node });
  });
  if (found.length === 0) return null;
  const { tr } = state;
  // From the end: what stands before keeps its place.
  for (const { at, node } of found.toReversed()) {
    const inside: Node[] = [];
    node.forEach((column) => column.forEach((block) => { inside.push(block); }));
    tr.replaceWith(at, at + node.nodeSize, inside);
  }
  return tr;
}

export const UnnestColumns = Extension.create({
  name: 'unnestColumns',
  addProseMirrorPlugins: () => [new Plugin({ appendTransaction: (transactions, _, state) => (transactions.some((one) => one.docChanged) ? unnest(state) : null) })],
});
