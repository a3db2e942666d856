import type { LucideIcon } from 'lucide-react';
import type { CSSProperties, InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { Field, type FieldWords } from './field.tsx';
import { Icon } from './icon.tsx';

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type' | 'id'>;

export interface TextFieldProps extends FieldWords, Native {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'tel';
  icon?: LucideIcon;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({ label, hint, error, optional, quiet, value, onChange, type = 'text', icon, ref, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, optional: optional ?? false, quiet: quiet ?? false }}>
      {(control) => (
        <span className="input-wrap">
          {icon && <Icon of={icon} />}
          <input ref={ref} className="input" type={type} value={value} onChange={(event) => onChange(event.target.value)} {...control} {...rest} />
        </span>
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldWords, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange' | 'id'> {
  value: string;
  onChange: (value: string) => void;
}

/** Several lines of text. */
export function TextArea({ label, hint, error, optional, quiet, value, onChange, rows = 4, ...rest }: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, optional: optional ?? false, quiet: quiet ?? false }}>
      {(control) => <textarea className="input" rows={rows} value={value} onChange={(event) => onChange(event.target.value)} {...control} {...rest} />}
    </Field>
  );
}

export interface NumberFieldProps extends FieldWords, Native {
  /** null: empty. */
  value: number | null;
  onChange: (value: number | null) => void;
  /** "mails", "days": stands in the field. */
  unit?: string;
}

/** A number, right-aligned, with its unit in the field. Empty is null, not zero. */
export function NumberField({ label, hint, error, optional, quiet, value, onChange, unit, ...rest }: NumberFieldProps) {
  return (
    <Field {...{ label, hint, error, optional: optional ?? false, quiet: quiet ?? false }}>
      {(control) => (
        <span className="input-wrap" style={{ '--unit': unit?.length ?? 0 } as CSSProperties}>
          <input className="input input--num" type="number" inputMode="numeric" value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? null : event.target.valueAsNumber)} {...control} {...rest} />
          {unit && <span className="unit">{unit}</span>}
        </span>
      )}
    </Field>
  );
}
