import { useState } from 'react';
import { Chip } from '../../../platform/ui/chip.tsx';
import { Field } from '../../../platform/ui/field.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { Segment } from '../../../platform/ui/segment.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { clockWords, dayNames, type SendingWindowView } from '../contract.ts';
import { minuteOf } from './send-time-draft.ts';

/** Hours of a day, on chosen weekdays, by one clock. */
export function WindowFields({ window, onChange }: { window: SendingWindowView; onChange: (window: SendingWindowView) => void }) {
  const { weekdays, clock } = window;
  const toggle = (day: number) => {
    const next = weekdays.includes(day) ? weekdays.filter((one) => one !== day) : [...weekdays, day].toSorted((a, b) => a - b);
    // A window that never opens is no window: the last day stays.
    if (next.length > 0) onChange({ ...window, weekdays: next });
  };
  return (
    <div className="grid gap-3">
      <FieldPair>
        <ClockField label={t('Opens at')} minute={window.fromMinute} not={window.untilMinute} onChange={(fromMinute) => onChange({ ...window, fromMinute })} />
        <ClockField label={t('Closes at')} minute={window.untilMinute % 1440} not={window.fromMinute} onChange={(minute) => onChange({ ...window, untilMinute: minute === 0 ? 1440 : minute })} />
      </FieldPair>
      <div className="field">
        <span className="label">{t('On')}</span>
        <div className="chips" role="group" aria-label={t('Weekdays')}>{dayNames.map((name, index) => <Chip key={index} pressed={weekdays.includes(index + 1)} onPress={() => toggle(index + 1)}>{t(name)}</Chip>)}</div>
      </div>
      <div className="field">
        <span className="label">{t('By whose clock')}</span>
        <div><Segment label={t('By whose clock')} value={clock} onChange={(next) => onChange({ ...window, clock: next })} options={[{ value: 'recipient', label: t('Theirs') }, { value: 'workspace', label: t('Ours') }]} /></div>
      </div>
    </div>
  );
}

/** A time of day; taken over as soon as it is one. */
export function ClockField({ label, minute, not, onChange }: { label: string; minute: number; not?: number; onChange: (minute: number) => void }) {
  const [text, setText] = useState<string | null>(null);
  const written = text === null ? null : minuteOf(text);
  const wrong = text !== null && (written === null ? t('A time such as 09:00.') : written === not ? t('Opening and closing are the same.') : undefined);
  return (
    <Field label={label} error={wrong || undefined}>
      {(control) => (
        <input
          className="input" type="time" step={300} value={text ?? clockWords(minute)} {...control}
          onChange={(event) => {
            setText(event.target.value);
            const next = minuteOf(event.target.value);
            if (next !== null && next !== not) onChange(next);
          }}
          onBlur={() => setText(null)}
        />
      )}
    </Field>
  );
}

/** Hours, a quarter at least; taken over as soon as they are a number that may be. */
export function HoursField({ label, hours, onChange }: { label: string; hours: number; onChange: (hours: number) => void }) {
  const [text, setText] = useState<string | null>(null);
  const fits = (written: number) => written >= 0.25 && written <= 336;
  return (
    <TextField
      label={label} inputMode="decimal" value={text ?? String(hours)} onBlur={() => setText(null)}
      error={text !== null && !fits(Number(text)) ? t('Between a quarter of an hour (0.25) and two weeks (336).') : undefined}
      onChange={(written) => {
        setText(written);
        if (fits(Number(written))) onChange(Number(written));
      }}
    />
  );
}
