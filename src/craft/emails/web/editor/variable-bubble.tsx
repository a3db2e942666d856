import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { Checkbox } from '../../../../platform/ui/choice-fields.tsx';
import { TextField } from '../../../../platform/ui/text-fields.tsx';
import { t } from '../../../../platform/ui/words.ts';
import type { EditorContext } from './editor-context.ts';
import { placeUnder } from './place-under.ts';

/** Under the chosen chip: what stands in its place for a contact who has no such value. */
export function VariableBubble({ editor, context }: { editor: Editor; context: EditorContext }) {
  const box = useRef<HTMLDivElement>(null);
  const { selection } = editor.state;
  const node: Node | null = selection instanceof NodeSelection && selection.node.type.name === 'variable' ? selection.node : null;
  const at = selection.from;
  useLayoutEffect(() => (node && box.current ? placeUnder(box.current, () => editor.view.coordsAtPos(at)) : undefined));
  if (!node || !editor.isEditable) return null;
  const { path, fallback } = node.attrs as { path: string; fallback: string | null };
  const set = (next: string | null) => {
    const tr = editor.state.tr.setNodeAttribute(at, 'fallback', next);
    editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)));
  };
  const back = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    editor.commands.setTextSelection(at + 1);
    editor.view.focus();
  };
  return (
    // Enter and Escape lead back to the text from any field in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={box} className="pop ed-chip" role="group" aria-label={t('Variable')} onKeyDown={back}>
      <p className="soft">{context.labelOf(path)} <span className="faint small">{path}</span></p>
      <TextField label={t('For whoever has none')} value={fallback ?? ''} disabled={fallback === null} maxLength={500} onChange={set} />
      <Checkbox label={t('Needed: hold the mail for whoever has none')} checked={fallback === null} onChange={(needed) => set(needed ? null : '')} />
    </div>
  );
}
