import type { RefObject } from 'react';
import type { Draft, PreviewView } from '../../../craft/emails/contract.ts';
import { InboxLine, VariablePicker } from '../../../craft/emails/web/index.ts';
import { t } from '../../../platform/ui/words.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  from: string;
  preview: PreviewView | null;
  subject: RefObject<HTMLInputElement | null>;
  preheader: RefObject<HTMLInputElement | null>;
  readOnly: boolean;
}

/** Subject and preheader, and both as they stand in a list of mails. */
export function SubjectSection({ draft, onChange, from, preview, subject, preheader, readOnly }: Props) {
  const put = (liquid: string) => {
    const field = subject.current;
    const from = field?.selectionStart ?? draft.subject.length;
    const until = field?.selectionEnd ?? from;
    onChange({ subject: draft.subject.slice(0, from) + liquid + draft.subject.slice(until) });
    field?.focus();
  };
  return (
    <section className="grid gap-4" aria-label={t('Subject')}>
      <TextField label={t('Subject')} value={draft.subject} onChange={(text) => onChange({ subject: text })} ref={subject} readOnly={readOnly} maxLength={998} hint={!readOnly && <VariablePicker onPick={({ liquid }) => put(liquid)}>{t('Variable in the subject')}</VariablePicker>} />
      <TextField label={t('Preheader')} optional hint={t('The line after the subject in a list of mails. Without one, programs show the mail’s first words.')} value={draft.preheader} onChange={(text) => onChange({ preheader: text })} ref={preheader} readOnly={readOnly} maxLength={998} />
      <InboxLine from={from} subject={preview?.subject ?? draft.subject} preheader={preview?.preheader || ''} />
    </section>
  );
}
