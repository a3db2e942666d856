import type { Editor } from '@tiptap/core';
import { redo, redoDepth, undo, undoDepth } from '@tiptap/pm/history';
import { BookmarkPlus, EllipsisVertical, Plus, Redo2, Settings2, Undo2 } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from '../../../../platform/ui/button.tsx';
import { Menu } from '../../../../platform/ui/menu.tsx';
import { Segment } from '../../../../platform/ui/segment.tsx';
import { t } from '../../../../platform/ui/words.ts';
import type { Look } from '../../contract.ts';
import { nameOfBlock } from '../block-names.ts';
import { VariablePicker } from '../variable-picker.tsx';
import { blockEntries } from './block-entries.ts';
import { currentBlock } from './blocks.ts';
import type { EditorContext } from './editor-context.ts';
import type { NewBlock } from './new-blocks.ts';

interface Props {
  editor: Editor;
  blocks: readonly NewBlock[];
  look: Look;
  onLook: (look: Look) => void;
  onBlock: (block: NewBlock) => void;
  onVariable: (path: string) => void;
  context: EditorContext;
  /** Keeps the whole email as a template; null where there is no place for it. */
  keepEmail: (() => void) | null;
  ref?: Ref<HTMLDivElement>;
}

/** Over the page: what can be done without knowing a key. */
export function EditorBar({ editor, blocks, look, onLook, onBlock, onVariable, context, keepEmail, ref }: Props) {
  const run = (command: typeof undo) => () => {
    command(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  const block = currentBlock(editor.state);
  return (
    <div ref={ref} className="ed-bar" role="toolbar" aria-label={t('Writing')}>
      <Menu align="start" trigger={<Button small icon={Plus}>{t('Add')}</Button>} entries={blocks.map((block) => ({ label: block.label, icon: block.icon, onSelect: () => onBlock(block) }))} />
      <VariablePicker onPick={({ path }) => onVariable(path)} />
      <Button small variant="quiet" iconOnly icon={Undo2} disabled={undoDepth(editor.state) === 0} onClick={run(undo)}>{t('Undo')}</Button>
      <Button small variant="quiet" iconOnly icon={Redo2} disabled={redoDepth(editor.state) === 0} onClick={run(redo)}>{t('Redo')}</Button>
      <Menu align="start" trigger={<Button small variant="quiet" iconOnly icon={EllipsisVertical}>{t('This block')}</Button>} entries={[...(keepEmail ? [{ kind: 'label' as const, label: t('The whole email') }, { label: t('Save as a template'), icon: BookmarkPlus, onSelect: keepEmail }, { kind: 'line' as const }] : []), ...blockEntries(editor, null, context)]} />
      <Button small variant="quiet" iconOnly icon={Settings2} aria-description={block ? nameOfBlock(block.node.type.name) : undefined} onClick={context.inspect}>{t('Settings of this block')}</Button>
      <span className="end"><Segment label={t('Look')} value={look} onChange={onLook} options={[{ value: 'designed', label: t('Designed') }, { value: 'plain', label: t('Plain') }]} /></span>
      <span className="sr">{t('Type / for blocks, two braces for variables. Escape chooses the block, Alt and Enter its settings.')}</span>
    </div>
  );
}
