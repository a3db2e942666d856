import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { markdown } from '@codemirror/lang-markdown';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Annotation, Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, gutter, GutterMarker, highlightActiveLine, keymap, lineNumbers, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import { shownText, writtenText } from './line-ends.ts';

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
  /** Remarks on lines, shown beside their numbers. */
  marks?: readonly LineMark[];
  ref?: Ref<CodeEditorHandle>;
}

export interface LineMark {
  /** Counts from 1. */
  line: number;
  message: string;
}

export interface CodeEditorHandle {
  /** Puts `text` where the cursor stands, in place of what is selected. */
  insert(text: string): void;
  /** Shows a line, counted from 1, and puts the cursor at its beginning. */
  goToLine(line: number): void;
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
  '.cm-mark-gutter': { minWidth: '10px' },
  '.cm-mark': { color: 'var(--ink)', fontWeight: '620', cursor: 'help' },
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

class MarkSign extends GutterMarker {
  readonly message: string;
  constructor(message: string) {
    super();
    this.message = message;
  }
  override eq(other: GutterMarker): boolean {
    return other instanceof MarkSign && other.message === this.message;
  }
  override toDOM(): HTMLElement {
    const sign = document.createElement('span');
    sign.className = 'cm-mark';
    sign.textContent = '!';
    sign.title = this.message;
    return sign;
  }
}

const setMarks = StateEffect.define<readonly LineMark[]>();
const markField = StateField.define<readonly LineMark[]>({
  create: () => [],
  update: (marks, transaction) => transaction.effects.find((effect) => effect.is(setMarks))?.value ?? marks,
});
const markGutter = gutter({
  class: 'cm-mark-gutter',
  lineMarker: (editor, block) => {
    const line = editor.state.doc.lineAt(block.from).number;
    const here = editor.state.field(markField).filter((mark) => mark.line === line);
    return here.length > 0 ? new MarkSign(here.map((mark) => mark.message).join('\n')) : null;
  },
  lineMarkerChange: (update) => update.startState.field(markField) !== update.state.field(markField),
});
const noMarks: readonly LineMark[] = [];

/** What came from outside is no change of the writer's: text is never changed by being looked at. */
const fromOutside = Annotation.define<boolean>();

const languageOf = (language: CodeLanguage) => (language === 'markdown' ? markdown() : language === 'text' ? [] : html());

/** The editor itself; screens use CodeEditor, which loads it when needed. Tab leaves it: the keyboard is never caught. */
export function CodeMirror({ value, onChange, language, label, readOnly = false, invalid = false, minHeight = 320, marks = noMarks, ref }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useEffectEvent((text: string) => onChange(writtenText(text, value)));
  const speaks = useRef(new Compartment());
  const locked = useRef(new Compartment());
  const first = useRef({ value, language, readOnly });

  useEffect(() => {
    const editor = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          lineNumbers(), markField, markGutter, history(), drawSelection(), indentOnInput(), bracketMatching(), highlightActiveLine(), EditorView.lineWrapping,
          syntaxHighlighting(ink), look, liquidMarks, keymap.of([...defaultKeymap, ...historyKeymap]),
          speaks.current.of(languageOf(first.current.language)), locked.current.of(EditorState.readOnly.of(first.current.readOnly)),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true', spellcheck: 'true' }),
          EditorView.updateListener.of((update) => { if (update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside))) changed(update.state.doc.toString()); }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label]);

  useEffect(() => {
    const editor = view.current;
    if (editor && shownText(value) !== editor.state.doc.toString()) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, annotations: fromOutside.of(true) });
  }, [value]);
  useEffect(() => view.current?.dispatch({ effects: speaks.current.reconfigure(languageOf(language)) }), [language]);
  useEffect(() => view.current?.dispatch({ effects: locked.current.reconfigure(EditorState.readOnly.of(readOnly)) }), [readOnly]);

  useEffect(() => view.current?.dispatch({ effects: setMarks.of(marks) }), [marks]);
  useImperativeHandle(ref, () => ({
    insert(text) {
      const editor = view.current;
      if (!editor || editor.state.readOnly) return;
      editor.dispatch(editor.state.replaceSelection(text), { scrollIntoView: true });
      editor.focus();
    },
    goToLine(line) {
      const editor = view.current;
      if (!editor) return;
      const at = editor.state.doc.line(Math.min(Math.max(line, 1), editor.state.doc.lines)).from;
      editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      editor.focus();
    },
  }), []);

  return <div className="code" data-invalid={invalid ? '' : undefined}><div ref={host} style={{ minHeight, maxHeight: '70vh', overflow: 'auto' }} /></div>;
}
