import { Field, type FieldWords } from './field.tsx';
import { instantOfLocal, localOfInstant, placeOf } from './format-time.ts';
import { t } from './words.ts';

export interface DateTimeFieldProps extends FieldWords {
  /** RFC 3339, '' for none. */
  value: string;
  onChange: (instant: string) => void;
  /** Whose clock is written: usually the workspace's. */
  zone: string;
  min?: string;
}

/** A day and a time by the clock of one zone, which is named beside it. */
export function DateTimeField({ label, hint, error, optional, quiet, value, onChange, zone, min }: DateTimeFieldProps) {
  return (
    <Field label={label} hint={hint ?? t('By the clock in {place}.', { place: placeOf(zone) })} error={error} optional={optional ?? false} quiet={quiet ?? false}>
      {(control) => (
        <input className="input" type="datetime-local" value={value ? localOfInstant(value, zone) : ''} min={min ? localOfInstant(min, zone) : undefined} onChange={(event) => onChange(instantOfLocal(event.target.value, zone) ?? '')} {...control} />
      )}
    </Field>
  );
}
