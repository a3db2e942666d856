import './editor.css';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { Banner } from '../../../../platform/ui/banner.tsx';
import { Drawer } from '../../../../platform/ui/dialog.tsx';
import { useEndpoint } from '../../../../platform/ui/queries.ts';
import { useToast } from '../../../../platform/ui/toast.tsx';
import { t, tn } from '../../../../platform/ui/words.ts';
import { listVariables, type Finding } from '../../contract.ts';
import { nameOfBlock } from '../block-names.ts';
import { BlockHandle } from './block-handle.tsx';
import { currentBlock, insertBlock, placeOfBlock } from './blocks.ts';
import { BubbleToolbar } from './bubble-toolbar.tsx';
import { EditorBar } from './editor-bar.tsx';
import type { EditorContext } from './editor-context.ts';
import { findingKey, type BlockFinding } from './finding-marks.ts';
import { Inspector } from './inspector/inspector.tsx';
import { newBlocks, type NewBlock } from './new-blocks.ts';
import { SlashMenu } from './slash-menu.tsx';
import { takePasted, takePictures } from './take-pictures.ts';
import type { Trigger } from './trigger.ts';
import { VariableBubble } from './variable-bubble.tsx';
import { useContextObject } from './use-context.ts';
import { useEditor } from './use-editor.ts';
import { useWide } from './use-wide.ts';

export interface VisualEditorHandle {
  /** Shows a block and puts the cursor into it. */
  goToBlock: (id: string) => void;
  focus: () => void;
}

export interface VisualEditorProps {
  /** The document as JSON text. */
  value: string;
  onChange: (value: string) => void;
  readOnly: boolean;
  findings: readonly Finding[];
  /** Where the chosen block's settings stand on a wide screen. */
  aside: HTMLElement | null;
  ref?: Ref<VisualEditorHandle>;
}

/** The mail as it is written. Everything around the text: menus, handles, settings. */
export function EditorSurface({ value, onChange, readOnly, findings, aside, ref }: VisualEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const context = useContextObject();
  const { editor, opened, look, setLook } = useEditor(host, { body: value, onChange, readOnly, context });
  const [linking, setLinking] = useState(false);
  const [inspecting, setInspecting] = useState(false);
  const wide = useWide();
  const toast = useToast();
  const blocks = useMemo(() => newBlocks(), []);
  useVariableNames(context);

  context.inspect = () => {
    if (!wide || !aside) return setInspecting(true);
    focusSettings(aside);
    // A menu that asked gives the focus back to its button first.
    setTimeout(() => focusSettings(aside), 80);
  };
  // At once: the next key belongs to the field.
  context.askForLink = () => flushSync(() => setLinking(true));
  context.takeFiles = (taken, at) => { if (editor) void takePictures(editor, taken, at, toast.problem); };
  context.takePasted = (pictures, unreachable) => {
    if (unreachable > 0) toast.say(tn(unreachable, 'One picture stayed in the program it came from: drop it here as a file', '{count} pictures stayed in the program they came from: drop them here as files'));
    if (editor) void takePasted(editor, pictures, toast.problem);
  };
  useEffect(() => {
    if (!editor) return;
    const ours = findings.filter((finding): finding is Finding & BlockFinding => typeof (finding as Partial<BlockFinding>).block === 'string');
    editor.view.dispatch(editor.state.tr.setMeta(findingKey, ours).setMeta('addToHistory', false));
  }, [editor, findings]);
  useImperativeHandle(ref, () => ({
    focus: () => { editor?.commands.focus(); },
    goToBlock: (id) => { if (editor) goToBlock(editor, id); },
  }), [editor]);

  const add = (block: NewBlock, typed?: Trigger) => {
    if (!editor) return;
    if (typed) editor.commands.deleteRange(typed);
    if (block.key === 'image') files.current?.click();
    else if (block.key === 'variable') editor.chain().focus().insertContent(' {{').run();
    else if (block.make && !insertBlock(block.make(editor.schema))(editor.state, editor.view.dispatch)) toast.say(t('Columns do not fit into columns'));
    if (block.key !== 'image') editor.view.focus();
  };
  const addVariable = (path: string, typed?: Trigger) => {
    if (!editor) return;
    const chip = { type: 'variable', attrs: { path, fallback: mayLack(path) ? '' : null } };
    editor.commands.insertContentAt(typed ?? { from: editor.state.selection.from, to: editor.state.selection.to }, chip);
    editor.view.focus();
  };
  const inspector = editor && <Inspector editor={editor} context={context} findings={findings} readOnly={readOnly || !opened.editable} />;
  const chosen = editor ? currentBlock(editor.state)?.node.type.name ?? '' : '';
  return (
    <div ref={frame} className="ed" data-look={look}>
      {!opened.editable && <Banner>{opened.reason}</Banner>}
      {editor?.isEditable && <EditorBar {...{ editor, blocks, look }} onLook={setLook} onBlock={add} onVariable={addVariable} inspect={context.inspect} />}
      <div ref={host} className="ed-host" />
      {editor && (
        <>
          <BlockHandle editor={editor} frame={frame} inspect={context.inspect} onAdd={(at) => addBelow(editor, at)} />
          <SlashMenu editor={editor} context={context} blocks={blocks} onBlock={add} onVariable={addVariable} />
          <VariableBubble editor={editor} context={context} />
          <BubbleToolbar editor={editor} asking={linking} onAsk={setLinking} />
          <input ref={files} className="sr" type="file" accept="image/png,image/jpeg,image/gif,image/webp" multiple tabIndex={-1} aria-label={t('Choose pictures')} onChange={(event) => {
            const taken = [...event.target.files ?? []];
            event.target.value = '';
            context.takeFiles(taken, editor.state.selection.from);
          }} />
          {wide && aside ? createPortal(inspector, aside) : <Drawer open={inspecting} onClose={() => { setInspecting(false); setTimeout(() => editor.view.focus()); }} title={nameOfBlock(chosen)}>{inspector}</Drawer>}
        </>
      )}
    </div>
  );
}

const focusSettings = (aside: HTMLElement): void => aside.querySelector<HTMLElement>('input, select, textarea, button')?.focus();

function useVariableNames(context: EditorContext): void {
  const variables = useEndpoint(listVariables);
  useEffect(() => {
    const names = new Map((variables.data?.items ?? []).map((item) => [item.path, item.label]));
    context.labelOf = (path) => names.get(path) ?? path;
    for (const draw of context.redraw) draw();
  }, [variables.data, context]);
}

const mayLack = (path: string): boolean => /^(contact|company)\./.test(path) && path !== 'contact.email';

function goToBlock(editor: Editor, id: string): void {
  const at = placeOfBlock(editor.state.doc, id);
  const node = at === null ? null : editor.state.doc.nodeAt(at);
  if (at === null || !node) return editor.view.focus();
  const place = node.isAtom ? null : TextSelection.findFrom(editor.state.doc.resolve(at + 1), 1, true);
  if (place) editor.view.dispatch(editor.state.tr.setSelection(place));
  else editor.commands.setNodeSelection(at);
  editor.view.focus();
  const drawn = editor.view.nodeDOM(at);
  if (drawn instanceof HTMLElement) drawn.scrollIntoView({ block: 'center' });
}

/** A new line under a block, with the menu of blocks open. */
function addBelow(editor: Editor, at: number): void {
  const after = at + (editor.state.doc.nodeAt(at)?.nodeSize ?? 0);
  editor.chain().insertContentAt(after, { type: 'paragraph' }).setTextSelection(after + 1).focus().insertContent('/').run();
}
