import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { ApiProblem, ProblemField } from './api-problem.ts';
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
  const [unclaimed, setUnclaimed] = useState<readonly ProblemField[]>([]);
  useLayoutEffect(() => {
    // What no field says must be said above the button, or nobody would learn of it.
    const said = form.current?.textContent ?? '';
    setUnclaimed(problem?.fields.filter((field) => !said.includes(field.message)) ?? []);
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  const shown = problem && (problem.fields.length === 0 || unclaimed.length > 0);
  return (
    <form ref={form} className={wide ? 'form form--wide' : 'form'} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy && !disabled) onSubmit(); }}>
      {children}
      {shown && <Problem title={problem.title}>{problem.detail}{unclaimed.map((field) => <span key={field.path} className="block">{field.path.replace(/^body\./, '')}: {field.message}</span>)}</Problem>}
      <div className="form-foot"><Button type="submit" variant="primary" busy={busy} disabled={disabled}>{submit}</Button>{also}</div>
    </form>
  );
}

/** Two fields in one line, under each other on a phone. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="form-pair">{children}</div>;
}
