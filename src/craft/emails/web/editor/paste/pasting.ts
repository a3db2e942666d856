// Where clipboard and drops come in.
import { Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { EditorContext } from '../editor-context.ts';
import { toProse, type DocumentNode } from '../map-document.ts';
import { addressOf, cleanPaste } from './clean-paste.ts';
import { pastedText } from './plain-text.ts';

const picturesIn = (files: FileList | undefined): File[] => [...files ?? []].filter((file) => file.type.startsWith('image/'));

/** A line is put into the line it is pasted into; anything longer stands on its own lines. */
function sliceOf(content: DocumentNode[]): Slice {
  const { content: blocks } = toProse(content);
  const fragment = Fragment.from(blocks);
  return blocks.childCount === 1 && blocks.firstChild!.type.name === 'paragraph' ? new Slice(fragment, 1, 1) : Slice.maxOpen(fragment);
}

/** In a button, a footer's words or any place for one line, blocks are only their words. */
function insert(view: EditorView, content: DocumentNode[]): boolean {
  if (content.length === 0) return false;
  view.dispatch(view.state.tr.replaceSelection(sliceOf(content)).scrollIntoView().setMeta('paste', true));
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
