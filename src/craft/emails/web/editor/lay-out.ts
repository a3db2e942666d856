import { Fragment, type Node } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';
import { columnsOf, type ColumnLayout } from '../../contract.ts';

/** Gives columns another layout; a column too many puts its blocks under those of the one before. */
export function layOut(at: number, layout: ColumnLayout): Command {
  return (state, dispatch) => {
    const columns = state.doc.nodeAt(at);
    if (columns?.type.name !== 'columns') return false;
    const wanted = columnsOf(layout);
    const kept: Node[] = [];
    columns.forEach((column, _, index) => {
      const last = kept.at(-1);
      if (index < wanted || !last) kept.push(column);
      else kept[kept.length - 1] = last.copy(last.content.append(column.content));
    });
    const { column, paragraph } = state.schema.nodes;
    while (kept.length < wanted) kept.push(column!.create(null, paragraph!.create()));
    dispatch?.(state.tr.replaceWith(at, at + columns.nodeSize, columns.type.create({ ...columns.attrs, layout }, Fragment.from(kept))));
    return true;
  };
}
