import { phrase, t, tn, type Phrase } from '../../../platform/ui/words.ts';
import type { Step, StepFlaw, StepInput } from '../contract.ts';

export const kindWords: Readonly<Record<Step['kind'], Phrase>> = { mail: phrase('Mail'), call: phrase('Call'), task: phrase('Task'), wait: phrase('Wait'), branch: phrase('Branch') };

export const flawWords: Readonly<Record<StepFlaw, Phrase>> = {
  doubled: phrase('Two steps have the same number.'), 'arm-without-branch': phrase('A step stands in an arm of a branch that is not before it.'),
  'branch-without-mail': phrase('A branch asks about a mail that is not before it.'), empty: phrase('A sequence needs a mail, a call or a task.'),
};

/** "Wait 2 working days" */
export function stepWords(step: Step, place: (id: number) => number): string {
  switch (step.kind) {
    case 'mail': return step.lookOver ? t('Mail, looked over first') : t('Mail');
    case 'call': return step.title ? t('Call: {title}', { title: step.title }) : t('Call');
    case 'task': return step.title ? t('Task: {title}', { title: step.title }) : t('Task');
    case 'wait': return step.unit === 'hours' ? tn(step.amount, 'Wait {count} hour', 'Wait {count} hours') : tn(step.amount, 'Wait {count} working day', 'Wait {count} working days');
    case 'branch': return step.asks === 'opened' ? t('Was step {place} opened?', { place: place(step.of) }) : t('Was a link in step {place} clicked?', { place: place(step.of) });
  }
}

/** A step of its kind with nothing said yet. */
export function newStep(kind: Exclude<Step['kind'], 'mail'>, id: number, lastMail: number): StepInput {
  if (kind === 'wait') return { id, kind, amount: 2, unit: 'working-days' };
  if (kind === 'branch') return { id, kind, asks: 'opened', of: lastMail };
  return { id, kind, title: '' };
}

/** Moves a step by one place; steps of a branch's arms stay behind it. */
export function moved(steps: readonly Step[], at: number, by: -1 | 1): Step[] {
  const to = at + by;
  if (to < 0 || to >= steps.length) return [...steps];
  const next = [...steps];
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}

/** Without a step, and without the arms that stood on it. */
export function without(steps: readonly Step[], id: number): Step[] {
  return steps.filter((step) => step.id !== id).map((step) => (step.under?.branch === id ? { ...step, under: null } : step));
}
