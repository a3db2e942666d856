// Where clipboard and drops come in.
import { Extension } from '@tiptap/core';
import { Slice, type Fragment, type Node } from '@tiptap/pm/model';
import { Plugin, Selection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { EditorContext } from '../editor-context.ts';
import { toProse, type DocumentNode } from '../map-document.ts';
import { addressOf, cleanPaste } from './clean-paste.ts';
import { pastedText } from './plain-text.ts';

const picturesIn = (files: FileList | undefined): File[] => [...files ?? []].filter((file) => file.type.startsWith('image/'));

/** Lines at the ends join the line they are pasted into; other blocks stay what they are, and the line is parted around them. */
function sliceOf(blocks: Fragment): Slice {
  const open = (block: Node | null) => (block?.type.name === 'paragraph' ? 1 : 0);
  return new Slice(blocks, open(blocks.firstChild), open(blocks.lastChild));
}

/** Puts pasted blocks in the place of the selection; an empty line makes way for them. */
export function pasteBlocks(state: EditorState, content: DocumentNode[]): Transaction {
  const { content: blocks } = toProse(content, state.schema);
  const { $from, empty } = state.selection;
  const outer = $from.depth > 0 ? $from.node(-1) : null;
  if (empty && outer && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0 && outer.canReplace($from.index(-1), $from.indexAfter(-1), blocks)) {
    const tr = state.tr.replaceWith($from.before(), $from.after(), blocks);
    return tr.setSelection(Selection.near(tr.doc.resolve($from.before() + blocks.size), -1));
  }
  return state.tr.replaceSelection(sliceOf(blocks));
}

function insert(view: EditorView, content: DocumentNode[]): boolean {
  if (content.length === 0) return false;
  view.dispatch(pasteBlocks(view.state, content).scrollIntoView());
  return true;
}

/** A pasted address makes a link of the words selected. */
function linkSelected(view: EditorView, text: string): boolean {
  const { selection, schema, tr } = view.state;
  const href = addressOf(text);
  if (selection.empty || href === '' || /\s/.test(text.trim())) return false;
  view.dispatch(tr.addMark(selection.from, selection.to, schema.marks['link']!.create({ href })));
  return true;
}

function paste(view: EditorView, clipboard: DataTransfer, context: EditorContext, at: number): boolean {
  const html = clipboard.getData('text/html');
  // Our own blocks, attributes and all.
  if (html.includes('data-pm-slice')) return false;
  const files = picturesIn(clipboard.files);
  const text = clipboard.getData('text/plain');
  if (linkSelected(view, text)) return true;
  const pasted = html.trim() === '' ? null : cleanPaste(html);
  // A copied picture comes as a file, and beside it as HTML that only names where it was.
  if (files.length > 0 && (pasted === null || pasted.content.every((block) => block.type === 'image'))) {
    context.takeFiles(files, at);
    return true;
  }
  if (pasted && insert(view, pasted.content)) {
    if (pasted.pictures.size > 0 || pasted.unreachable > 0) context.takePasted(pasted.pictures, pasted.unreachable);
    return true;
  }
  return insert(view, pastedText(text));
}

/** @param context takes the pictures */
export function pasting(context: EditorContext) {
  return Extension.create({
    name: 'pasting',
    addProseMirrorPlugins: () => [new Plugin({
      props: {
        handlePaste: (view, event) => event.clipboardData !== null && paste(view, event.clipboardData, context, view.state.selection.from),
        handleDrop: (view, event, _slice, moved) => {
          if (moved || !event.dataTransfer) return false;
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
          const files = picturesIn(event.dataTransfer.files);
          if (files.length === 0) return false;
          event.preventDefault();
          context.takeFiles(files, at);
          return true;
        },
      },
    })],
  });
}
