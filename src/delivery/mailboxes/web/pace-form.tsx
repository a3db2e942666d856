import { useState } from 'react';
import { Switch } from '../../../platform/ui/choice-fields.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { Field } from '../../../platform/ui/field.tsx';
import { FieldPair, Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { NumberField, TextArea, TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { locale, t } from '../../../platform/ui/words.ts';
import { clockOfMinute, minuteOfClock } from '../../../people/workspaces/web/index.ts';
import { changeMailbox, listMailboxes, type MailboxSettings, type OwnMailbox } from '../contract.ts';

const usualRamp = { start: 10, step: 5 };
const usualHours = { fromMinute: 8 * 60, untilMinute: 18 * 60 };

/** How much leaves a mailbox, when, and what stands under it. */
export function PaceForm({ mailbox }: { mailbox: OwnMailbox }) {
  const { name, signature, dailyLimit, ramp, spacingSeconds, hours, workingDays } = mailbox;
  const [draft, setDraft] = useState<MailboxSettings>({ name, signature, dailyLimit, ramp, spacingSeconds, hours, workingDays });
  const toast = useToast();
  const save = useAction(changeMailbox, { quiet: true, refreshes: [listMailboxes], onDone: () => toast.say(t('Saved')) });
  const set = (part: Partial<MailboxSettings>) => setDraft((before) => ({ ...before, ...part }));
  const wrong = (field: string) => save.error?.field(field);
  return (
    <Form submit={t('Save')} busy={save.isPending} problem={save.error} onSubmit={() => save.mutate({ params: { mailboxId: mailbox.id }, body: draft })}>
      <FieldPair>
        <NumberField label={t('At most')} unit={t('mails a day')} min={1} max={2000} value={draft.dailyLimit} onChange={(most) => set({ dailyLimit: most ?? 1 })} error={wrong('dailyLimit')} />
        <NumberField label={t('Between two mails')} unit={t('seconds')} min={0} max={3600} value={draft.spacingSeconds} onChange={(seconds) => set({ spacingSeconds: seconds ?? 0 })} error={wrong('spacingSeconds')} hint={t('At least; up to half as long again, by chance')} />
      </FieldPair>
      <Switch label={t('Begin with few')} hint={t('Providers distrust an account that suddenly writes a lot. The limit grows with each working day.')} checked={draft.ramp !== null} onChange={(on) => set({ ramp: on ? usualRamp : null })} />
      {draft.ramp && (
        <FieldPair>
          <NumberField label={t('On the first day')} unit={t('mails')} min={1} max={2000} value={draft.ramp.start} onChange={(start) => set({ ramp: { ...draft.ramp!, start: start ?? 1 } })} error={wrong('ramp.start')} />
          <NumberField label={t('More each working day')} unit={t('mails')} min={1} max={500} value={draft.ramp.step} onChange={(step) => set({ ramp: { ...draft.ramp!, step: step ?? 1 } })} error={wrong('ramp.step')} />
        </FieldPair>
      )}
      <Switch label={t('Only within working hours')} hint={t('By your clock, for mail that goes by itself. What you send by hand goes at once.')} checked={draft.hours !== null} onChange={(on) => set({ hours: on ? usualHours : null })} />
      {draft.hours && (
        <FieldPair>
          <Clock label={t('From')} minute={draft.hours.fromMinute} onChange={(fromMinute) => set({ hours: { ...draft.hours!, fromMinute } })} />
          <Clock label={t('Until')} minute={draft.hours.untilMinute} onChange={(untilMinute) => set({ hours: { ...draft.hours!, untilMinute } })} error={draft.hours.untilMinute <= draft.hours.fromMinute ? t('must end after it begins') : undefined} />
        </FieldPair>
      )}
      <div className="field">
        <span className="label">{t('Working days')}</span>
        <div className="chips" role="group" aria-label={t('Working days')}>{[1, 2, 3, 4, 5, 6, 7].map((day) => <Chip key={day} pressed={draft.workingDays.includes(day)} onPress={() => set({ workingDays: toggled(draft.workingDays, day) })}>{dayName(day)}</Chip>)}</div>
      </div>
      <TextField label={t('Your name, as readers see it')} value={draft.name} onChange={(next) => set({ name: next })} error={wrong('name')} />
      <TextArea label={t('Signature')} optional rows={4} value={draft.signature} onChange={(next) => set({ signature: next })} error={wrong('signature')} hint={t('Stands under what you write to one person')} />
    </Form>
  );
}

/** The last day stays: a mailbox that never sends is paused instead. */
function toggled(days: readonly number[], day: number): number[] {
  const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day].toSorted((a, b) => a - b);
  return next.length > 0 ? next : [...days];
}

/** 2024 began on a Monday. */
const dayName = (day: number): string => new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));

function Clock({ label, minute, onChange, error }: { label: string; minute: number; onChange: (minute: number) => void; error?: string | undefined }) {
  return (
    <Field label={label} error={error}>{(control) => (
      <input {...control} className="input" type="time" required value={clockOfMinute(minute % 1440)} onChange={(event) => {
        const next = minuteOfClock(event.target.value);
        if (next !== null) onChange(next);
      }} />
    )}</Field>
  );
}
