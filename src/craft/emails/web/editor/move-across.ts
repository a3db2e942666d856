// Into columns, from one to the next, and out again: sideways, where moving up and down stays in its place.
import type { Node } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';
import { currentBlock, selectionAfter, type BlockPlace } from './blocks.ts';

export type Across = 'into' | 'next' | 'out';

interface Target {
  /** Where the block would stand, in the text as it is now. */
  at: number;
  means: Across;
}

/**
 * What a step sideways would do: into the columns beside the block, to the next column, or past the
 * last one out of them. Null where there is nothing to that side.
 */
export function acrossFrom(state: EditorState, block: BlockPlace, direction: -1 | 1): Target | null {
  const { node, at, parent, index } = block;
  if (parent.type.name === 'column') {
    const $column = state.doc.resolve(state.doc.resolve(at).before());
    const sibling = $column.parent.maybeChild($column.index() + direction);
    if (!sibling) return { at: direction < 0 ? $column.before() : $column.after(), means: 'out' };
    return { at: direction < 0 ? $column.pos - 1 : $column.pos + parent.nodeSize + sibling.nodeSize - 1, means: 'next' };
  }
  const beside = parent.maybeChild(index + direction);
  if (beside?.type.name !== 'columns' || holdsColumns(node)) return null;
  // The edge nearest to where it stands now: its last column from below, its first from above.
  return { at: direction < 0 ? at - 2 : at + node.nodeSize + 1 + beside.firstChild!.nodeSize - 1, means: 'into' };
}

function holdsColumns(node: Node): boolean {
  if (node.type.name === 'columns') return true;
  let holds = false;
  node.descendants((inner) => { holds ||= inner.type.name === 'columns'; });
  return holds;
}

/** Moves the current block sideways. The column it leaves keeps a line to write in. */
export function moveAcross(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const block = currentBlock(state);
    const to = block && acrossFrom(state, block, direction);
    if (!block || !to) return false;
    if (!dispatch) return true;
    const { node, at, parent } = block;
    const { tr } = state;
    if (parent.childCount === 1) tr.replaceWith(at, at + node.nodeSize, state.schema.nodes['paragraph']!.create());
    else tr.delete(at, at + node.nodeSize);
    const place = tr.mapping.map(to.at, to.at > at ? 1 : -1);
    tr.insert(place, node);
    dispatch(selectionAfter(tr, state, at, place).scrollIntoView());
    return true;
  };
}
