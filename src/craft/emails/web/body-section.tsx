import { useMemo, useState, type RefObject } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { CodeEditor, type CodeEditorHandle } from '../../../platform/ui/code-editor.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { Segment } from '../../../platform/ui/segment.tsx';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { BodyKind, Draft, PreviewView } from '../contract.ts';
import { VisualEditor, type VisualEditorHandle } from './editor/visual-editor.tsx';
import { bodyKindNames, isUntouched, starters } from './starters.ts';
import { VariablePicker } from './variable-picker.tsx';

export type Part = 'body' | 'text';

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  preview: PreviewView | null;
  part: Part;
  onPart: (part: Part) => void;
  /** The editor of a source body, and of the text alternative. */
  editor: RefObject<CodeEditorHandle | null>;
  /** The editor of a visual body. */
  visual: RefObject<VisualEditorHandle | null>;
  /** Where the settings of the chosen block stand when there is room beside the text. */
  aside: HTMLElement | null;
  readOnly?: boolean;
}

const kinds = (): { value: BodyKind; label: string }[] => (['visual', 'mjml', 'html', 'markdown'] as const).map((value) => ({ value, label: bodyKindNames[value]() }));

/** The body: written as it looks, or as MJML, HTML or Markdown; and the text alternative beside it. */
export function BodySection({ draft, onChange, preview, part, onPart, editor, visual, aside, readOnly = false }: Props) {
  const [asked, setAsked] = useState<BodyKind | null>(null);
  const findings = useMemo(() => (preview?.findings ?? []).filter((finding) => finding.where === part), [preview, part]);
  const marks = useMemo(() => findings.filter((finding) => finding.line !== null).map((finding) => ({ line: finding.line!, message: finding.message })), [findings]);
  const become = (kind: BodyKind) => onChange({ bodyKind: kind, body: starters[kind] });
  const choose = (kind: BodyKind) => {
    if (kind === draft.bodyKind || readOnly) return;
    // One language is not another: what somebody wrote is only replaced when they say so.
    if (isUntouched(draft.body)) become(kind);
    else setAsked(kind);
  };
  return (
    <section aria-label={t('Body')}>
      <div className="head flex-wrap">
        <Tabs label={t('Parts of the mail')} value={part} onChange={onPart} tabs={[{ value: 'body', label: t('Body') }, { value: 'text', label: t('Text alternative') }]} />
        {part === 'body' && <span className="end acts">{!readOnly && draft.bodyKind !== 'visual' && <VariablePicker onPick={(item) => editor.current?.insert(item.liquid)} />}<Segment label={t('Written in')} options={kinds()} value={draft.bodyKind} onChange={choose} /></span>}
      </div>
      {part === 'text' ? <TextPart {...{ draft, onChange, preview, editor, readOnly, marks }} />
        : draft.bodyKind === 'visual' ? <VisualEditor ref={visual} value={draft.body} onChange={(body) => onChange({ body })} readOnly={readOnly} findings={findings} aside={aside} />
          : <CodeEditor key="body" ref={editor} label={t('Body')} language={draft.bodyKind} value={draft.body} onChange={(body) => onChange({ body })} marks={marks} readOnly={readOnly} minHeight={420} />}
      {asked && (
        <Confirm open onClose={() => setAsked(null)} title={t('Write it anew as {kind}?', { kind: bodyKindNames[asked]() })} verb={t('Begin anew as {kind}', { kind: bodyKindNames[asked]() })} keep={t('Stay with {kind}', { kind: bodyKindNames[draft.bodyKind]() })} onConfirm={() => { become(asked); setAsked(null); }}>
          {t('What is written now stays as a version and can be brought back; it cannot be turned from one language into the other.')}
        </Confirm>
      )}
    </section>
  );
}

function TextPart({ draft, onChange, preview, editor, readOnly, marks }: Pick<Props, 'draft' | 'onChange' | 'preview' | 'editor'> & { readOnly: boolean; marks: { line: number; message: string }[] }) {
  if (draft.textBody === null) {
    return (
      <>
        <p className="soft small">{t('Made from the body by itself, for programs that show no HTML.')}{!readOnly && <> <Button small onClick={() => onChange({ textBody: preview?.text ?? '' })}>{t('Write it by hand')}</Button></>}</p>
        <pre className="mail-text" tabIndex={0} aria-label={t('Text alternative, derived')}>{preview?.text ?? ''}</pre>
      </>
    );
  }
  return (
    <>
      <p className="soft small">{t('Written by hand: it no longer follows the body.')}{!readOnly && <> <Button small onClick={() => onChange({ textBody: null })}>{t('Make it from the body again')}</Button></>}</p>
      <CodeEditor key="text" ref={editor} label={t('Text alternative')} language="text" value={draft.textBody} onChange={(textBody) => onChange({ textBody })} marks={marks} readOnly={readOnly} />
    </>
  );
}
