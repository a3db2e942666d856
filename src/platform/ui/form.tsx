import { useEffect, useRef, type ReactNode } from 'react';
import type { ApiProblem } from './api-problem.ts';
import { Button } from './button.tsx';
import { Problem } from './problem.tsx';

export interface FormProps {
  onSubmit: () => void;
  /** The verb on the button. */
  submit: string;
  busy?: boolean | undefined;
  disabled?: boolean;
  /** The answer's problem: fields name theirs with `problem?.field('email')`; the rest stands above the button. */
  problem?: ApiProblem | null | undefined;
  /** More beside the button: a way back, a second way on. */
  also?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** Fields and one button. After a refusal the focus goes to the first field that is wrong. */
export function Form({ onSubmit, submit, busy, disabled, problem, also, wide, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  const shown = problem && (problem.fields.length === 0 || form.current?.querySelector('[aria-invalid="true"]') === null);
  return (
    <form ref={form} className={wide ? 'form form--wide' : 'form'} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy && !disabled) onSubmit(); }}>
      {children}
      {shown && <Problem title={problem.title}>{problem.detail}{problem.fields.map((field) => <span key={field.path} className="block">{field.path.replace(/^body\./, '')}: {field.message}</span>)}</Problem>}
      <div className="form-foot"><Button type="submit" variant="primary" busy={busy} disabled={disabled}>{submit}</Button>{also}</div>
    </form>
  );
}

/** Two fields in one line, under each other on a phone. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="form-pair">{children}</div>;
}
