import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { t } from './words.ts';

export interface FieldWords {
  label: ReactNode;
  /** What to write, or why it is asked. */
  hint?: ReactNode;
  /** What is wrong and what to do. */
  error?: string | undefined;
  optional?: boolean;
  /** The label is there for screen readers only: in a table, in a bar of filters. */
  quiet?: boolean;
}

export interface Control {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** A label, a control, a hint and an error, tied together. The text fields are made of it. */
export function Field({ label, hint, error, optional, quiet, children }: FieldWords & { children: (control: Control) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id} className={quiet ? 'sr' : undefined}>{label}{optional && <span className="optional">{' '}{t('(optional)')}</span>}</label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {hint && <span className="hint" id={`${id}-hint`}>{hint}</span>}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return error ? <span className="error" id={id}><Icon of={CircleAlert} />{error}</span> : null;
}
