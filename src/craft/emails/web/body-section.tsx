import { useMemo, useState, type RefObject } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { CodeEditor, type CodeEditorHandle } from '../../../platform/ui/code-editor.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { Segment } from '../../../platform/ui/segment.tsx';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import type { Draft, PreviewView } from '../contract.ts';
import { bodyKindNames, isUntouched, starters, type SourceKind } from './starters.ts';
import { VariablePicker } from './variable-picker.tsx';

export type Part = 'body' | 'text';

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  preview: PreviewView | null;
  part: Part;
  onPart: (part: Part) => void;
  editor: RefObject<CodeEditorHandle | null>;
  readOnly?: boolean;
}

const kinds = (['mjml', 'html', 'markdown'] as const).map((value) => ({ value, label: bodyKindNames[value] }));

/** The body as MJML, HTML or Markdown, and the text alternative beside it. */
export function BodySection({ draft, onChange, preview, part, onPart, editor, readOnly = false }: Props) {
  const [asked, setAsked] = useState<SourceKind | null>(null);
  const marks = useMemo(
    () => (preview?.findings ?? []).filter((finding) => finding.where === part && finding.line !== null).map((finding) => ({ line: finding.line!, message: finding.message })),
    [preview, part],
  );
  const written: SourceKind = draft.bodyKind === 'visual' ? 'mjml' : draft.bodyKind;
  const become = (kind: SourceKind) => onChange({ bodyKind: kind, body: starters[kind] });
  const choose = (kind: SourceKind) => {
    if (kind === draft.bodyKind || readOnly) return;
    // One language is not another: what somebody wrote is only replaced when they say so.
    if (isUntouched(draft.body)) become(kind);
    else setAsked(kind);
  };
  return (
    <section aria-label="Body">
      <div className="head flex-wrap">
        <Tabs label="Parts of the mail" value={part} onChange={onPart} tabs={[{ value: 'body', label: 'Body' }, { value: 'text', label: 'Text alternative' }]} />
        {part === 'body' && <span className="end acts">{!readOnly && <VariablePicker onPick={(liquid) => editor.current?.insert(liquid)} />}<Segment label="Written in" options={kinds} value={written} onChange={choose} /></span>}
      </div>
      {part === 'body'
        ? <CodeEditor key="body" ref={editor} label="Body" language={written} value={draft.body} onChange={(body) => onChange({ body })} marks={marks} readOnly={readOnly} minHeight={420} />
        : <TextPart {...{ draft, onChange, preview, editor, readOnly, marks }} />}
      {asked && (
        <Confirm open onClose={() => setAsked(null)} title={`Write it anew in ${bodyKindNames[asked]}?`} verb={`Begin with the ${bodyKindNames[asked]} starter`} keep={`Stay with ${bodyKindNames[written]}`} onConfirm={() => { become(asked); setAsked(null); }}>
          What is written now stays as a version and can be brought back; it cannot be turned from one language into the other.
        </Confirm>
      )}
    </section>
  );
}

function TextPart({ draft, onChange, preview, editor, readOnly, marks }: Pick<Props, 'draft' | 'onChange' | 'preview' | 'editor'> & { readOnly: boolean; marks: { line: number; message: string }[] }) {
  if (draft.textBody === null) {
    return (
      <>
        <p className="soft small">Made from the body by itself, for programs that show no HTML.{!readOnly && <> <Button small onClick={() => onChange({ textBody: preview?.text ?? '' })}>Write it by hand</Button></>}</p>
        <pre className="mail-text" tabIndex={0} aria-label="Text alternative, derived">{preview?.text ?? ''}</pre>
      </>
    );
  }
  return (
    <>
      <p className="soft small">Written by hand: it no longer follows the body.{!readOnly && <> <Button small onClick={() => onChange({ textBody: null })}>Make it from the body again</Button></>}</p>
      <CodeEditor key="text" ref={editor} label="Text alternative" language="text" value={draft.textBody} onChange={(textBody) => onChange({ textBody })} marks={marks} readOnly={readOnly} />
    </>
  );
}
