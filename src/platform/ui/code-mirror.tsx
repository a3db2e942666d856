import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { markdown } from '@codemirror/lang-markdown';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';

export type CodeLanguage = 'html' | 'mjml' | 'markdown' | 'text';

export interface CodeEditorProps {
  value: string;
  onChange: (value: string) => void;
  language: CodeLanguage;
  /** Names the field: "Body". */
  label: string;
  readOnly?: boolean;
  invalid?: boolean;
  minHeight?: number;
}

// Ink and weight, no hues: the two hues mean who did it.
const ink = HighlightStyle.define([
  { tag: [tags.tagName, tags.heading], color: 'var(--ink)', fontWeight: '620' },
  { tag: [tags.attributeName, tags.propertyName], color: 'var(--ink-2)' },
  { tag: [tags.attributeValue, tags.string, tags.url], color: 'var(--ink-2)', fontStyle: 'italic' },
  { tag: [tags.comment, tags.meta, tags.processingInstruction, tags.angleBracket], color: 'var(--ink-3)' },
  { tag: tags.strong, fontWeight: '620' },
  { tag: tags.emphasis, fontStyle: 'italic' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: 'var(--t-12)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.65', overflow: 'auto' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', border: 'none', paddingLeft: '4px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--mark-soft) !important' },
  '.cm-liquid': { backgroundColor: 'var(--selected)', borderRadius: '3px', padding: '1px 0', boxShadow: '0 0 0 1px var(--line-strong)' },
});

const liquid = new MatchDecorator({ regexp: /\{\{[^}]*\}\}|\{%[^%]*%\}/g, decoration: Decoration.mark({ class: 'cm-liquid' }) });
const liquidMarks = ViewPlugin.fromClass(class {
  marks: DecorationSet;
  constructor(view: EditorView) {
    this.marks = liquid.createDeco(view);
  }
  update(update: ViewUpdate): void {
    this.marks = liquid.updateDeco(update, this.marks);
  }
}, { decorations: (plugin) => plugin.marks });

const languageOf = (language: CodeLanguage) => (language === 'markdown' ? markdown() : language === 'text' ? [] : html());

/** The editor itself; screens use CodeEditor, which loads it when needed. Tab leaves it: the keyboard is never caught. */
export function CodeMirror({ value, onChange, language, label, readOnly = false, invalid = false, minHeight = 320 }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const speaks = useRef(new Compartment());
  const locked = useRef(new Compartment());
  const first = useRef({ value, language, readOnly });

  useEffect(() => {
    const editor = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), highlightActiveLine(), EditorView.lineWrapping,
          syntaxHighlighting(ink), look, liquidMarks, keymap.of([...defaultKeymap, ...historyKeymap]),
          speaks.current.of(languageOf(first.current.language)), locked.current.of(EditorState.readOnly.of(first.current.readOnly)),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true', spellcheck: 'true' }),
          EditorView.updateListener.of((update) => { if (update.docChanged) changed.current(update.state.doc.toString()); }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label]);

  useEffect(() => {
    const editor = view.current;
    if (editor && value !== editor.state.doc.toString()) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => view.current?.dispatch({ effects: speaks.current.reconfigure(languageOf(language)) }), [language]);
  useEffect(() => view.current?.dispatch({ effects: locked.current.reconfigure(EditorState.readOnly.of(readOnly)) }), [readOnly]);

  return <div className="code" data-invalid={invalid ? '' : undefined}><div ref={host} style={{ minHeight, maxHeight: '70vh', overflow: 'auto' }} /></div>;
}
