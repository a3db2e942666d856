import { z } from 'zod';
import { says } from '../../../platform/words/contract.ts';

// A sequence's steps as data, shared with the browser. They stand in one list, read from the top; a step under a
// branch's arm is for those alone who took it.

const stepId = z.number().int().min(1).max(1_000_000);
const base = {
  /** Stable through every edit: it is the message's step, so nobody gets one step twice. */
  id: stepId,
  /** The arm it stands in; null: for everybody. */
  under: z.object({ branch: stepId, arm: z.enum(['yes', 'no']) }).nullable().default(null),
};
const line = z.string().max(200).refine((text) => !/[\r\n\0]/.test(text), says('One line, please: no line breaks.'));

export const step = z.discriminatedUnion('kind', [
  z.object({
    ...base, kind: z.literal('mail'), emailId: z.number().int().positive(),
    /** Which words of the email go out; set when the steps are saved. */
    emailVersion: z.number().int().positive().optional(),
    /** True: a member looks over each before it goes. */
    lookOver: z.boolean().default(false),
    /** True: an answer in the thread of the first mail, under its subject. */
    inThread: z.boolean().default(true),
  }),
  z.object({ ...base, kind: z.literal('call'), title: line }),
  z.object({ ...base, kind: z.literal('task'), title: line }),
  z.object({ ...base, kind: z.literal('wait'), amount: z.number().int().min(1).max(365), unit: z.enum(['working-days', 'hours']) }),
  /** `of`: the mail step it asks about. */
  z.object({ ...base, kind: z.literal('branch'), asks: z.enum(['opened', 'clicked']), of: stepId }),
]);
export type Step = z.infer<typeof step>;
export type StepInput = z.input<typeof step>;
export type MailStep = Extract<Step, { kind: 'mail' }>;

export const stepsAtMost = 60;
export const steps = z.array(step).max(stepsAtMost);

/** Why steps cannot be followed, with the place of the step it is about; null: they can. Pure, for screen and server. */
export function findFlaw(all: readonly Step[]): { at: number; flaw: StepFlaw } | null {
  const placeOf = new Map<number, number>();
  for (const [at, one] of all.entries()) {
    if (placeOf.has(one.id)) return { at, flaw: 'doubled' };
    const flaw = flawOf(one, (id) => (placeOf.has(id) ? all[placeOf.get(id)!] : undefined));
    if (flaw) return { at, flaw };
    placeOf.set(one.id, at);
  }
  return all.some(({ kind }) => kind === 'mail' || kind === 'call' || kind === 'task') ? null : { at: 0, flaw: 'empty' };
}

export type StepFlaw = 'doubled' | 'arm-without-branch' | 'branch-without-mail' | 'empty';

function flawOf(one: Step, earlier: (id: number) => Step | undefined): StepFlaw | null {
  if (one.under && earlier(one.under.branch)?.kind !== 'branch') return 'arm-without-branch';
  return one.kind === 'branch' && earlier(one.of)?.kind !== 'mail' ? 'branch-without-mail' : null;
}

/** A step somebody is through with, at the time that counts: when the mail was accepted, the call made, the wait over. */
export interface Done {
  step: number;
  atMs: number;
  outcome: 'sent' | 'done' | 'skipped' | 'waited' | 'yes' | 'no';
}

/**
 * The step that comes next for somebody who went this path; null: none is left. It is the first behind the furthest
 * they are through with whose arms they took. So a running sequence may be edited: what was put in before their
 * place is not for them any more, and what was taken out is passed by.
 */
export function nextStep(all: readonly Step[], path: readonly Done[]): Step | null {
  const outcomes = new Map(path.map((done) => [done.step, done.outcome]));
  const furthest = all.findLastIndex(({ id }) => outcomes.has(id));
  const taken = (one: Step): boolean => {
    if (!one.under) return true;
    const { branch, arm } = one.under;
    const parent = all.find(({ id }) => id === branch);
    return outcomes.get(branch) === arm && parent !== undefined && taken(parent);
  };
  return all.find((one, at) => at > furthest && !outcomes.has(one.id) && taken(one)) ?? null;
}
