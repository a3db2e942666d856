import { Switch } from '../../../platform/ui/choice-fields.tsx';
import { Field, FieldError } from '../../../platform/ui/field.tsx';
import { FieldPair } from '../../../platform/ui/form.tsx';
import { NumberField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { clockOfMinute, frequencyWords, minuteOfClock, type Changeable } from './settings-words.ts';

interface RuleProps<Rule> {
  value: Rule;
  onChange: (rule: Rule) => void;
  error: string | undefined;
}

const usualFrequency = { max: 3, days: 7 };
const usualQuiet = { fromMinute: 20 * 60, untilMinute: 8 * 60 };

/** How often both teams together may write to one contact. */
export function FrequencyField({ value, onChange, error }: RuleProps<Changeable['frequency']>) {
  return (
    <div className="grid gap-2">
      <Switch label={t('Limit how often we write to one contact')} hint={value ? t('{frequencyWords}. What is too much waits.', { frequencyWords: frequencyWords(value) }) : t('Both teams together. What is too much waits.')} checked={value !== null} onChange={(on) => onChange(on ? usualFrequency : null)} />
      {value && (
        <FieldPair>
          <NumberField label={t('At most')} unit={t('mails')} min={1} max={1000} value={value.max} onChange={(max) => onChange({ ...value, max: max ?? 1 })} />
          <NumberField label={t('Within')} unit={t('days')} min={1} max={365} value={value.days} onChange={(days) => onChange({ ...value, days: days ?? 1 })} />
        </FieldPair>
      )}
      <FieldError id="frequency-error" error={error} />
    </div>
  );
}

/** Hours in which nothing is sent, by the clock of whoever would get it. */
export function QuietHoursField({ value, onChange, error }: RuleProps<Changeable['quietHours']>) {
  const time = (label: string, key: 'fromMinute' | 'untilMinute') => value && (
    <Field label={label}>{(control) => (
      <input {...control} className="input" type="time" required value={clockOfMinute(value[key])} onChange={(event) => {
        const minute = minuteOfClock(event.target.value);
        if (minute !== null) onChange({ ...value, [key]: minute });
      }} />
    )}</Field>
  );
  return (
    <div className="grid gap-2">
      <Switch label={t('Quiet hours')} hint={t('By the clock where the contact lives, else by the company\'s. Mail due then waits for their end.')} checked={value !== null} onChange={(on) => onChange(on ? usualQuiet : null)} />
      {value && <FieldPair>{time(t('From'), 'fromMinute')}{time(t('Until'), 'untilMinute')}</FieldPair>}
      <FieldError id="quiet-error" error={error} />
    </div>
  );
}
