import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { Block } from '../../contract.ts';
import { currentBlock } from './blocks.ts';
import { fromProse } from './map-document.ts';

/** The blocks a selection reaches, whole, side by side in the innermost place that holds them all; the block of the cursor when nothing is selected. */
export function chosenBlocks(state: EditorState): Node[] {
  const { $from, $to } = state.selection;
  const own = currentBlock(state);
  const range = $from.blockRange($to, (parent) => ['doc', 'column', 'condition'].includes(parent.type.name));
  if (!range || !own || range.endIndex - range.startIndex < 2) return own ? [own.node] : [];
  return Array.from({ length: range.endIndex - range.startIndex }, (_, index) => range.parent.child(range.startIndex + index));
}

/** Blocks as a document holds them. */
export const asContent = (nodes: readonly Node[]): Block[] => fromProse({ type: 'doc', content: nodes.map((node) => node.toJSON() as object) }, 'designed').content;
