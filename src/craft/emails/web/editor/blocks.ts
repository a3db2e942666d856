// Moving, copying, removing and changing whole blocks: what the handle, the block menu and the keys do.
// A block is a child of the mail, of a column or of a condition; a list is one block, not its points.
import { Fragment, type Node, type NodeType } from '@tiptap/pm/model';
import { NodeSelection, Selection, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';

export interface BlockPlace {
  node: Node;
  /** Before the block. */
  at: number;
  parent: Node;
  index: number;
}

const holdsBlocks = (type: NodeType): boolean => ['doc', 'column', 'condition'].includes(type.name);

/** The innermost block the selection stands in, or is. */
export function currentBlock(state: EditorState): BlockPlace | null {
  const { selection } = state;
  const { $from } = selection;
  if (selection instanceof NodeSelection && holdsBlocks($from.parent.type)) return { node: selection.node, at: selection.from, parent: $from.parent, index: $from.index() };
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const parent = $from.node(depth - 1);
    if (holdsBlocks(parent.type)) return { node: $from.node(depth), at: $from.before(depth), parent, index: $from.index(depth - 1) };
  }
  return null;
}

/** The block at a place before it; null when none begins there. */
export function blockAt(state: EditorState, at: number): BlockPlace | null {
  if (at < 0 || at >= state.doc.content.size) return null;
  const $at = state.doc.resolve(at);
  const node = $at.nodeAfter;
  return node && holdsBlocks($at.parent.type) ? { node, at, parent: $at.parent, index: $at.index() } : null;
}

/** Where the block with this id begins. */
export function placeOfBlock(doc: Node, id: string): number | null {
  let found: number | null = null;
  doc.descendants((node, position) => {
    if (found === null && node.attrs['id'] === id) found = position;
    return found === null;
  });
  return found;
}

/** The same selection, its block moved from `from` to `to`. */
export function selectionAfter(tr: Transaction, state: EditorState, from: number, to: number): Transaction {
  const by = to - from;
  const { selection } = state;
  if (selection instanceof NodeSelection) return tr.setSelection(NodeSelection.create(tr.doc, selection.from + by));
  return tr.setSelection(TextSelection.create(tr.doc, selection.anchor + by, selection.head + by));
}

/** Swaps the current block with its neighbour; at the edge of a condition it steps out of it. */
export function moveBlock(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const block = currentBlock(state);
    if (!block) return false;
    const to = targetOf(state, block, direction);
    if (to === null) return false;
    if (!dispatch) return true;
    const { node, at } = block;
    const tr = state.tr;
    if (to.only) tr.replaceWith(at, at + node.nodeSize, state.schema.nodes['paragraph']!.create());
    else tr.delete(at, at + node.nodeSize);
    const place = tr.mapping.map(to.at, to.at > at ? 1 : -1);
    tr.insert(place, node);
    dispatch(selectionAfter(tr, state, at, place).scrollIntoView());
    return true;
  };
}

function targetOf(state: EditorState, { node, at, parent, index }: BlockPlace, direction: -1 | 1): { at: number; only: boolean } | null {
  const sibling = parent.maybeChild(index + direction);
  if (sibling) return { at: direction < 0 ? at - sibling.nodeSize : at + node.nodeSize + sibling.nodeSize, only: false };
  if (parent.type.name !== 'condition') return null;
  const $at = state.doc.resolve(at);
  return { at: direction < 0 ? $at.before() : $at.after(), only: parent.childCount === 1 };
}

/** A second one under it, with the cursor in it. */
export const duplicateBlock: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block) return false;
  const after = block.at + block.node.nodeSize;
  dispatch?.(selectionAfter(state.tr.insert(after, block.node), state, block.at, after).scrollIntoView());
  return true;
};

/** Takes the block away; the last one of a mail, column or condition leaves an empty line to write in. */
export const removeBlock: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block) return false;
  const { at, node, parent } = block;
  const tr = parent.childCount === 1 ? state.tr.replaceWith(at, at + node.nodeSize, state.schema.nodes['paragraph']!.create()) : state.tr.delete(at, at + node.nodeSize);
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)), parent.childCount === 1 ? 1 : -1)).scrollIntoView());
  return true;
};

/** Selects the block as a whole; again, the one around it. */
export const selectAround: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block) return false;
  const { selection } = state;
  if (!(selection instanceof NodeSelection && selection.from === block.at)) {
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, block.at)));
    return true;
  }
  for (let $at = state.doc.resolve(block.at); $at.depth > 0; $at = state.doc.resolve($at.before())) {
    if ($at.parent.type.name === 'column') continue;
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $at.before())));
    return true;
  }
  return false;
};

export type Shape = 'paragraph' | 'heading1' | 'heading2' | 'heading3' | 'bulletList' | 'orderedList' | 'blockquote' | 'button' | 'footer';
const shaped = ['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'button', 'footer'];

/** Whether a block's words could stand in another shape. */
export const canBecome = (node: Node): boolean => shaped.includes(node.type.name);

/** The lines of words in a block, in order: each paragraph of a list or quote is one. */
function linesOf(node: Node): Fragment[] {
  if (node.isTextblock) return [node.content];
  const lines: Fragment[] = [];
  node.descendants((inner) => {
    if (inner.isTextblock) lines.push(inner.content);
    return !inner.isTextblock;
  });
  return lines;
}

/** The block's words in another shape; no word is lost, whatever was deeper than the new shape allows is flat. */
export function reshaped(node: Node, shape: Shape): Node[] {
  const { nodes } = node.type.schema;
  const lines = linesOf(node);
  const id: unknown = node.attrs['id'];
  const align: unknown = node.attrs['align'] ?? 'left';
  const paragraphs = () => lines.map((line) => nodes['paragraph']!.create({ align }, line));
  const each = (type: string, attrs: Record<string, unknown>) => lines.map((line, index) => nodes[type]!.create({ ...attrs, id: index === 0 ? id : null }, line));
  switch (shape) {
    case 'paragraph': return each('paragraph', { align });
    case 'heading1': case 'heading2': case 'heading3': return each('heading', { align, level: Number(shape.slice(-1)) });
    case 'button': return each('button', { align });
    case 'footer': return each('footer', {});
    case 'blockquote': return [nodes['blockquote']!.create({ id }, paragraphs())];
    case 'bulletList': case 'orderedList': return [nodes[shape]!.create({ id }, paragraphs().map((paragraph) => nodes['listItem']!.create(null, paragraph)))];
  }
}

/** Turns the current block into another kind. */
export function turnInto(shape: Shape): Command {
  return (state, dispatch) => {
    const block = currentBlock(state);
    if (!block || !canBecome(block.node)) return false;
    if (!dispatch) return true;
    const { at, node } = block;
    const offset = textBefore(node, state.selection.from - at - 1);
    const tr = state.tr.replaceWith(at, at + node.nodeSize, reshaped(node, shape));
    dispatch(tr.setSelection(TextSelection.create(tr.doc, placeOfText(tr.doc, at, offset))).scrollIntoView());
    return true;
  };
}

/** How many letters and chips of a block stand before a place in it. */
function textBefore(node: Node, until: number): number {
  let count = 0;
  node.nodesBetween(0, Math.max(0, Math.min(until, node.content.size)), (inner, position) => {
    if (inner.isInline) count += Math.min(inner.nodeSize, Math.max(0, until - position));
  });
  return count;
}

function placeOfText(doc: Node, from: number, count: number): number {
  let left = count;
  let place: number | null = null;
  doc.nodesBetween(from, doc.content.size, (node, position) => {
    if (place !== null) return false;
    if (!node.isTextblock) return true;
    if (left <= node.content.size) place = position + 1 + left;
    else left -= node.content.size;
    return false;
  });
  return place ?? Selection.near(doc.resolve(from)).from;
}

/** Puts a condition around the current block: only some get it then. */
export function wrapInCondition(path: string): Command {
  return (state, dispatch) => {
    const block = currentBlock(state);
    if (!block) return false;
    const condition = state.schema.nodes['condition']!.create({ path }, block.node);
    const tr = state.tr.replaceWith(block.at, block.at + block.node.nodeSize, condition);
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, block.at)).scrollIntoView());
    return true;
  };
}

/** What a condition or columns hold, without them. */
export const unwrapBlock: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !['condition', 'columns'].includes(block.node.type.name)) return false;
  const inside: Node[] = [];
  block.node.forEach((child) => {
    if (child.type.name === 'column') child.forEach((inner) => { inside.push(inner); });
    else inside.push(child);
  });
  const tr = state.tr.replaceWith(block.at, block.at + block.node.nodeSize, inside);
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(block.at + 1))).scrollIntoView());
  return true;
};

/** Puts a new block where an empty line stands, else after the current block, and the cursor into it. */
export function insertBlock(block: Node): Command {
  return (state, dispatch) => {
    const current = currentBlock(state);
    const tr = state.tr;
    const empty = current !== null && current.node.type.name === 'paragraph' && current.node.content.size === 0;
    const at = current === null ? state.doc.content.size : empty ? current.at : current.at + current.node.nodeSize;
    if (!parentAllows(state, at, block)) return false;
    if (empty) tr.replaceWith(current.at, current.at + current.node.nodeSize, block);
    else tr.insert(at, block);
    // Words it comes with are there to be written over.
    tr.setSelection(block.isAtom ? NodeSelection.create(tr.doc, at) : block.isTextblock ? TextSelection.create(tr.doc, at + 1, at + 1 + block.content.size) : Selection.near(tr.doc.resolve(at + 1)));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Puts several blocks where one would go; false when columns among them would stand within columns. */
export function insertBlocks(blocks: Fragment): Command {
  return (state, dispatch) => {
    const current = currentBlock(state);
    const empty = current !== null && current.node.type.name === 'paragraph' && current.node.content.size === 0;
    const at = current === null ? state.doc.content.size : empty ? current.at : current.at + current.node.nodeSize;
    let fits = true;
    blocks.forEach((block) => { block.descendants((inner) => { fits &&= parentAllows(state, at, inner); }); fits &&= parentAllows(state, at, block); });
    if (!fits) return false;
    const tr = state.tr.replaceWith(at, empty ? at + current.node.nodeSize : at, blocks);
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(at + 1))).scrollIntoView());
    return true;
  };
}

/** Columns do not fit into columns, however deep. */
export function parentAllows(state: EditorState, at: number, block: Node): boolean {
  if (block.type.name !== 'columns') return true;
  const $at = state.doc.resolve(at);
  for (let depth = $at.depth; depth > 0; depth -= 1) if ($at.node(depth).type.name === 'column') return false;
  return true;
}
