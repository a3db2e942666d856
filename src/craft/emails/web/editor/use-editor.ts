import { Editor } from '@tiptap/core';
import { useEffect, useReducer, useRef, useState, type RefObject } from 'react';
import { t } from '../../../../platform/ui/words.ts';
import type { Look } from '../../contract.ts';
import { BlockIds } from './block-ids.ts';
import type { EditorContext } from './editor-context.ts';
import { EmptyLineHint } from './empty-line-hint.ts';
import { findingsPlugin } from './finding-marks.ts';
import { keys } from './keys.ts';
import { fromProse } from './map-document.ts';
import { drawnExtensions } from './node-views.ts';
import { isOwn, newOwnWords, said } from './own-words.ts';
import { openDocument, type OpenedDocument } from './open-document.ts';
import { pasting } from './paste/pasting.ts';
import { triggers } from './trigger.ts';
import { UnnestColumns } from './unnest-columns.ts';
import { Uploads } from './uploads.ts';

export interface WritingIn {
  editor: Editor | null;
  opened: OpenedDocument;
  look: Look;
  setLook: (look: Look) => void;
}

/**
 * The editor over one body. What comes from outside (a colleague's words, an old version) begins it
 * anew; what it wrote itself does not.
 */
export function useEditor(host: RefObject<HTMLElement | null>, { body, onChange, readOnly, context }: { body: string; onChange: (body: string) => void; readOnly: boolean; context: EditorContext }): WritingIn {
  const [opened, setOpened] = useState(() => openDocument(body));
  const [look, setLook] = useState<Look>(opened.look);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const latest = useRef({ body, onChange, look });
  const own = useRef(newOwnWords(body));
  latest.current.onChange = onChange;
  latest.current.look = look;

  useEffect(() => {
    if (isOwn(own.current, body)) return;
    own.current = newOwnWords(body);
    const next = openDocument(body);
    setOpened(next);
    setLook(next.look);
  }, [body]);

  const say = (from: Editor, as: Look) => {
    const written = JSON.stringify(fromProse(from.getJSON(), as));
    said(own.current, written);
    latest.current.onChange(written);
  };

  useEffect(() => {
    if (!host.current || !opened.tree) return;
    const made = new Editor({
      element: host.current,
      injectCSS: false,
      editable: opened.editable && !readOnly,
      content: opened.tree.toJSON() as object,
      extensions: [...drawnExtensions(context), UnnestColumns, BlockIds, keys(context), triggers((event) => context.onMenuKey(event)), Uploads, pasting(context), findingsPlugin, EmptyLineHint],
      editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': t('Body'), class: 'ed-page', spellcheck: 'true', 'data-own-keys': '' } },
      onTransaction: () => redraw(),
      onFocus: () => redraw(),
      onBlur: () => redraw(),
      onUpdate: ({ editor: now }) => say(now, latest.current.look),
    });
    setEditor(made);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [opened, readOnly, context, host]);

  return {
    editor, opened, look,
    setLook: (next) => {
      setLook(next);
      if (editor) say(editor, next);
    },
  };
}
