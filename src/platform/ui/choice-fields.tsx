import { useId, type ReactNode } from 'react';
import { Field, FieldError, type FieldWords } from './field.tsx';

export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
}

/** One of a few, by the system's own list: quick on a phone, known to every screen reader. */
export function SelectField<Value extends string>({ label, hint, error, optional, quiet, choices, value, onChange, empty, disabled }: FieldWords & {
  choices: readonly Choice<Value>[];
  value: Value | '';
  onChange: (value: Value) => void;
  /** The words for nothing chosen yet: "Choose a list". */
  empty?: string;
  disabled?: boolean;
}) {
  return (
    <Field {...{ label, hint, error, optional: optional ?? false, quiet: quiet ?? false }}>
      {(control) => (
        <select className="input" value={value} disabled={disabled} onChange={(event) => onChange(event.target.value as Value)} {...control}>
          {empty !== undefined && <option value="">{empty}</option>}
          {choices.map((choice) => <option key={choice.value} value={choice.value} disabled={choice.disabled}>{choice.label}</option>)}
        </select>
      )}
    </Field>
  );
}

interface CheckProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** Yes or no, taken with the form. */
export function Checkbox({ label, hint, error, checked, onChange, disabled }: CheckProps) {
  const id = useId();
  return (
    <div className="check">
      <input type="checkbox" id={id} checked={checked} disabled={disabled} aria-describedby={hint || error ? `${id}-more` : undefined} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
      {hint && <span className="hint" id={`${id}-more`}>{hint}</span>}
      <FieldError id={`${id}-more`} error={error} />
    </div>
  );
}

/** On or off, at once. */
export function Switch({ label, hint, error, checked, onChange, disabled }: CheckProps) {
  const id = useId();
  return (
    <div className="check check--switch">
      <input type="checkbox" role="switch" className="switch" id={id} checked={checked} aria-checked={checked} disabled={disabled} aria-describedby={hint ? `${id}-more` : undefined} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
      {hint && <span className="hint" id={`${id}-more`}>{hint}</span>}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

/** One of a few, all of them seen. */
export function RadioGroup<Value extends string>({ label, hint, error, choices, value, onChange, row }: Omit<FieldWords, 'quiet' | 'optional'> & { choices: readonly Choice<Value>[]; value: Value | ''; onChange: (value: Value) => void; row?: boolean }) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {hint && <span className="hint">{hint}</span>}
      <div className={row ? 'choices choices--row' : 'choices'}>
        {choices.map((choice) => (
          <div className="check" key={choice.value}>
            <input type="radio" name={id} id={`${id}-${choice.value}`} checked={choice.value === value} disabled={choice.disabled} aria-describedby={choice.hint ? `${id}-${choice.value}-hint` : undefined} onChange={() => onChange(choice.value)} />
            <label htmlFor={`${id}-${choice.value}`}>{choice.label}</label>
            {choice.hint && <span className="hint" id={`${id}-${choice.value}-hint`}>{choice.hint}</span>}
          </div>
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
