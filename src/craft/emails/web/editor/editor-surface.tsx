import './editor.css';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { use, useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref, type RefObject } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { Banner } from '../../../../platform/ui/banner.tsx';
import { Drawer } from '../../../../platform/ui/dialog.tsx';
import { useEndpoint } from '../../../../platform/ui/queries.ts';
import { useToast } from '../../../../platform/ui/toast.tsx';
import { t, tn } from '../../../../platform/ui/words.ts';
import { toProblem } from '../../../../platform/ui/api-problem.ts';
import { getBrand } from '../../../brand/contract.ts';
import { listVariables, type Finding } from '../../contract.ts';
import { nameOfBlock } from '../block-names.ts';
import { BlockHandle } from './block-handle.tsx';
import { currentBlock, insertBlock, insertBlocks, placeOfBlock } from './blocks.ts';
import { BubbleToolbar } from './bubble-toolbar.tsx';
import { brandStyle } from './brand-style.ts';
import { asContent } from './chosen-blocks.ts';
import { EditorBar } from './editor-bar.tsx';
import type { EditorContext } from './editor-context.ts';
import { findingKey, type BlockFinding } from './finding-marks.ts';
import { Inspector } from './inspector/inspector.tsx';
import { toProse } from './map-document.ts';
import { newBlocks, savedBlocks, type NewBlock } from './new-blocks.ts';
import { ShelfContext } from './shelf.ts';
import { SlashMenu } from './slash-menu.tsx';
import { takePasted, takePictures } from './take-pictures.ts';
import type { Trigger } from './trigger.ts';
import { VariableBubble } from './variable-bubble.tsx';
import { useContextObject } from './use-context.ts';
import { useEditor } from './use-editor.ts';
import { useWide } from './use-wide.ts';

export interface VisualEditorHandle {
  /** Chooses a block, brings it into sight and shows its settings. */
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
  /** A block to go to, asked for before the editor was there. */
  wanted: RefObject<string | null>;
  ref?: Ref<VisualEditorHandle>;
}

/** The mail as it is written. Everything around the text: menus, handles, settings. */
export function EditorSurface({ value, onChange, readOnly, findings, aside, wanted, ref }: VisualEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const context = useContextObject();
  const { editor, opened, look, setLook } = useEditor(host, { body: value, onChange, readOnly, context });
  const [linking, setLinking] = useState(false);
  const [inspecting, setInspecting] = useState(false);
  const wide = useWide();
  const toast = useToast();
  const shelf = use(ShelfContext);
  const brand = useEndpoint(getBrand).data?.brand ?? null;
  const blocks = useMemo(() => [...newBlocks(brand?.social), ...savedBlocks(shelf?.blocks ?? [])], [brand, shelf?.blocks]);
  useVariableNames(context);

  context.inspect = () => {
    if (!wide || !aside) return setInspecting(true);
    focusSettings(aside);
    // A menu that asked gives the focus back to its button first.
    setTimeout(() => focusSettings(aside), 80);
  };
  context.keep = shelf && ((nodes) => shelf.keepBlocks(asContent(nodes)));
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
    goToBlock: () => arrive.current(),
  }), [editor]);
  const arrive = useRef(() => {});
  arrive.current = () => {
    if (!editor || wanted.current === null) return;
    const has = goToBlock(editor, wanted.current);
    wanted.current = null;
    if (has && !wide) setInspecting(true);
  };
  useEffect(() => arrive.current(), [editor]);

  const add = (block: NewBlock, typed?: Trigger) => {
    if (!editor) return;
    if (typed) editor.commands.deleteRange(typed);
    if (block.saved !== undefined) return void putSaved(block.saved);
    if (block.key === 'image') files.current?.click();
    else if (block.key === 'variable') editor.chain().focus().insertContent(' {{').run();
    else if (block.make && !insertBlock(block.make(editor.schema))(editor.state, editor.view.dispatch)) toast.say(t('Columns do not fit into columns'));
    if (block.key !== 'image') editor.view.focus();
  };
  const putSaved = async (id: number) => {
    if (!editor || !shelf) return;
    try {
      const nodes = toProse(await shelf.take(id), editor.schema);
      if (editor.isDestroyed) return;
      if (!insertBlocks(nodes.content)(editor.state, editor.view.dispatch)) toast.say(t('Columns do not fit into columns'));
      editor.view.focus();
    } catch (error) {
      toast.problem(toProblem(error));
    }
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
    <div ref={frame} className="ed" data-look={look} style={look === 'designed' && brand ? brandStyle(brand) : undefined}>
      {!opened.editable && <Banner>{opened.reason}</Banner>}
      {editor?.isEditable && <EditorBar {...{ editor, blocks, look }} onLook={setLook} onBlock={add} onVariable={addVariable} context={context} keepEmail={shelf?.keepEmail ?? null} />}
      <div className="ed-mail">
        {look === 'designed' && brand?.logoUrl && <div className="ed-head"><img src={brand.logoUrl} alt={brand.logoAlt} width={brand.logoWidth} /></div>}
        <div ref={host} className="ed-host" />
      </div>
      {editor && (
        <>
          <BlockHandle editor={editor} frame={frame} context={context} onAdd={(at) => addBelow(editor, at)} />
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

/** Answers whether the block has settings worth opening a drawer for. */
function goToBlock(editor: Editor, id: string): boolean {
  const at = placeOfBlock(editor.state.doc, id);
  const node = at === null ? null : editor.state.doc.nodeAt(at);
  editor.view.focus();
  if (at === null || !node) return false;
  const place = node.type.name === 'column' ? TextSelection.findFrom(editor.state.doc.resolve(at + 1), 1, true) : null;
  if (place) editor.view.dispatch(editor.state.tr.setSelection(place));
  else editor.commands.setNodeSelection(at);
  const drawn = editor.view.nodeDOM(at);
  if (drawn instanceof HTMLElement) drawn.scrollIntoView({ block: 'center' });
  return ['image', 'button', 'social', 'html', 'condition', 'columns'].includes(node.type.name);
}

/** A new line under a block, with the menu of blocks open. */
function addBelow(editor: Editor, at: number): void {
  const after = at + (editor.state.doc.nodeAt(at)?.nodeSize ?? 0);
  editor.chain().insertContentAt(after, { type: 'paragraph' }).setTextSelection(after + 1).focus().insertContent('/').run();
}
