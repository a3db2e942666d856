import type { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { NodeSelection, type Command, type EditorState } from '@tiptap/pm/state';
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, BookmarkPlus, Copy, Heading1, Heading2, Heading3, List, ListOrdered, PanelBottom, Pilcrow, Settings2, Split, SquareMousePointer, TextQuote, Trash2, Ungroup } from 'lucide-react';
import type { MenuEntry } from '../../../../platform/ui/menu.tsx';
import { t } from '../../../../platform/ui/words.ts';
import { nameOfBlock } from '../block-names.ts';
import { blockAt, canBecome, currentBlock, duplicateBlock, moveBlock, removeBlock, turnInto, unwrapBlock, wrapInCondition, type BlockPlace, type Shape } from './blocks.ts';
import { chosenBlocks } from './chosen-blocks.ts';
import type { EditorContext } from './editor-context.ts';
import { acrossFrom, moveAcross, type Across } from './move-across.ts';

const shapes: { shape: Shape; label: () => string; icon: typeof Pilcrow }[] = [
  { shape: 'paragraph', label: () => t('Text'), icon: Pilcrow }, { shape: 'heading1', label: () => t('Heading 1'), icon: Heading1 },
  { shape: 'heading2', label: () => t('Heading 2'), icon: Heading2 }, { shape: 'heading3', label: () => t('Heading 3'), icon: Heading3 },
  { shape: 'bulletList', label: () => t('Bulleted list'), icon: List }, { shape: 'orderedList', label: () => t('Numbered list'), icon: ListOrdered },
  { shape: 'blockquote', label: () => t('Quote'), icon: TextQuote }, { shape: 'button', label: () => t('Button'), icon: SquareMousePointer }, { shape: 'footer', label: () => t('Footer'), icon: PanelBottom },
];

/** What can be done with the block at a place, or with the one the cursor is in. */
export function blockEntries(editor: Editor, at: number | null, { inspect, keep }: Pick<EditorContext, 'inspect' | 'keep'>): MenuEntry[] {
  const { state, view } = editor;
  const block = at === null ? currentBlock(state) : blockAt(state, at);
  if (!block) return [{ kind: 'label', label: t('Nothing is chosen') }];
  const own = currentBlock(state)?.at === block.at;
  // Commands speak of the selection: a block pointed at is selected first, in the same breath.
  const run = (command: Command) => () => {
    const target = own ? state : state.apply(state.tr.setSelection(NodeSelection.create(state.doc, block.at)));
    if (!own) view.dispatch(state.tr.setSelection(target.selection));
    command(view.state, (tr) => view.dispatch(closeHistory(tr)));
    // The menu gives the focus back to its button first, when it has gone.
    setTimeout(() => view.focus(), 50);
  };
  const kind = block.node.type.name;
  const chosen = own ? chosenBlocks(state) : [block.node];
  return [
    { kind: 'label', label: nameOfBlock(kind) },
    { label: t('Settings'), icon: Settings2, hint: 'Alt ↵', onSelect: () => { run(() => true)(); inspect(); } },
    { label: t('Move up'), icon: ArrowUp, hint: 'Alt ⇧ ↑', onSelect: run(moveBlock(-1)) },
    { label: t('Move down'), icon: ArrowDown, hint: 'Alt ⇧ ↓', onSelect: run(moveBlock(1)) },
    { label: t('Duplicate'), icon: Copy, hint: 'Ctrl ⇧ D', onSelect: run(duplicateBlock) },
    ...acrossEntries(state, block, run),
    ...(keep ? [{ label: chosen.length > 1 ? t('Save {count} blocks to use again', { count: chosen.length }) : t('Save as a reusable block'), icon: BookmarkPlus, onSelect: () => keep(chosen) }] : []),
    { label: t('Delete'), icon: Trash2, onSelect: run(removeBlock) },
    { kind: 'line' },
    ...(kind === 'condition' || kind === 'columns' ? [{ label: kind === 'condition' ? t('For everybody again') : t('Under each other'), icon: Ungroup, onSelect: run(unwrapBlock) }] : []),
    ...(kind === 'condition' ? [] : [{ label: t('Only for some readers'), icon: Split, onSelect: run(wrapInCondition('company.name')) }]),
    ...(canBecome(block.node) ? [{ kind: 'label' as const, label: t('Turn into') }, ...shapes.map(({ shape, label, icon }) => ({ label: label(), icon, onSelect: run(turnInto(shape)) }))] : []),
  ];
}

const acrossWords: Record<Across, (direction: -1 | 1) => string> = {
  into: (direction) => (direction < 0 ? t('Into the columns above') : t('Into the columns below')),
  next: (direction) => (direction < 0 ? t('To the column on the left') : t('To the column on the right')),
  out: (direction) => (direction < 0 ? t('Out of the columns, above them') : t('Out of the columns, below them')),
};

/** The ways into, between and out of columns that there are from here. */
function acrossEntries(state: EditorState, block: BlockPlace, run: (command: Command) => () => void): MenuEntry[] {
  return ([-1, 1] as const).flatMap((direction) => {
    const to = acrossFrom(state, block, direction);
    return to ? [{ label: acrossWords[to.means](direction), icon: direction < 0 ? ArrowLeft : ArrowRight, hint: direction < 0 ? 'Alt ⇧ ←' : 'Alt ⇧ →', onSelect: run(moveAcross(direction)) }] : [];
  });
}
