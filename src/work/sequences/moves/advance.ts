import { isFinished, mayMail, standingAfter, type EnrolmentEvent, type Standing } from './enrolment.ts';
import { nextMove, type Facts, type Progress, type WaitReason } from './next-move.ts';
import { stepsAtMost, type Step } from './steps.ts';

// Moves applied to an enrolment, as values: the worker writes them down, the simulation keeps them in arrays.

/** An enrolment as it stands. */
export interface Enrolment extends Progress {
  /** Asks again then; null: only an event changes anything. */
  lookAtMs: number | null;
  /** When the next thing happens to the person, and why not before. */
  nextAtMs: number | null;
  why: WaitReason | null;
}

/** A line of its history. */
export interface MoveMade {
  event: EnrolmentEvent | 'step-done' | 'mail-planned';
  from: Standing;
  to: Standing;
  step: number | null;
  detail: string | null;
}

export interface Advanced {
  enrolment: Enrolment;
  moves: MoveMade[];
  /** A message to be planned for the step that is now open. */
  plan: { step: number; dueAtMs: number } | null;
  /** The open message, if it has not gone, is to be taken back in the same transaction. */
  cancel: boolean;
}

/** What an event makes of an enrolment; null: it changes nothing. `untilMs` with `went-away`: the day they are back. */
export function hear(enrolment: Enrolment, event: EnrolmentEvent, { nowMs, untilMs = null, detail = null }: { nowMs: number; untilMs?: number | null; detail?: string | null }): Advanced | null {
  const { standing } = enrolment;
  const after = standingAfter(standing, event);
  if (after === null) return null;
  const stands = !mayMail(after);
  const cancel = (stands && mayMail(standing)) || event === 'handed-over' || (event === 'resumed' && standing === 'paused/missing-value');
  return {
    enrolment: {
      ...enrolment, standing: after,
      notBeforeMs: event === 'went-away' ? Math.max(untilMs ?? 0, enrolment.notBeforeMs ?? 0) : enrolment.notBeforeMs,
      lookAtMs: isFinished(after) ? null : after === 'paused/away' ? (event === 'went-away' ? Math.max(untilMs ?? nowMs, enrolment.notBeforeMs ?? 0) : enrolment.lookAtMs) : stands ? null : nowMs,
      nextAtMs: null, why: null,
    },
    moves: [{ event, from: standing, to: after, step: enrolment.openStep, detail }],
    plan: null, cancel,
  };
}

/** Everything that can be done about an enrolment now: steps that are through, up to a message to plan or a time to wait for. */
export function advance(start: Enrolment, steps: readonly Step[], facts: Facts, nowMs: number): Advanced {
  let enrolment = start;
  let known = facts;
  const moves: MoveMade[] = [];
  let cancel = false;
  const answer = (plan: Advanced['plan'] = null): Advanced => ({ enrolment, moves, plan, cancel });
  // Each turn goes a step on or moves in the table, so that this ends; the bound is for a table that was got wrong.
  for (let turn = 0; turn < 3 * stepsAtMost; turn++) {
    const move = nextMove(enrolment, steps, known, nowMs);
    if (!move) {
      enrolment = { ...enrolment, lookAtMs: null, nextAtMs: null, why: null };
      return answer();
    }
    if (move.move === 'wait') {
      enrolment = { ...enrolment, lookAtMs: move.lookAtMs, nextAtMs: move.untilMs, why: move.why };
      return answer();
    }
    if (move.move === 'plan') {
      moves.push(line(enrolment, 'mail-planned', move.step));
      enrolment = { ...enrolment, openStep: move.step, nextAtMs: move.dueAtMs, why: 'sending', lookAtMs: Math.max(move.dueAtMs, nowMs) + 30_000 };
      return answer({ step: move.step, dueAtMs: move.dueAtMs });
    }
    if (move.move === 'ask') {
      moves.push({ ...line(enrolment, 'member-asked', move.step), to: 'waiting-member' });
      enrolment = { ...enrolment, standing: 'waiting-member', openStep: move.step, lookAtMs: null, nextAtMs: nowMs, why: null };
      return answer();
    }
    if (move.move === 'done') {
      moves.push({ ...line(enrolment, 'step-done', move.done.step), detail: move.done.outcome });
      enrolment = { ...enrolment, path: [...enrolment.path, move.done], openStep: null };
      known = { ...known, message: null };
      continue;
    }
    const heard = hear(enrolment, move.event, { nowMs, detail: move.detail ?? null });
    if (!heard) return answer();
    moves.push(...heard.moves);
    cancel ||= heard.cancel;
    enrolment = heard.enrolment;
    if (heard.cancel) known = { ...known, message: known.message && { ...known.message, state: known.message.state === 'planned' ? 'cancelled' : known.message.state } };
  }
  return answer();
}

const line = ({ standing }: Enrolment, event: MoveMade['event'], step: number): MoveMade => ({ event, from: standing, to: standing, step, detail: null });

/** Somebody who begins now. */
export const newEnrolment = (nowMs: number): Enrolment => ({
  standing: 'active', enrolledAtMs: nowMs, path: [], notBeforeMs: null, openStep: null, lookAtMs: nowMs, nextAtMs: nowMs, why: null,
});

/** A member's answer to what was asked: done or let be. A mail they approved goes through `plan` instead. */
export function answerStep(enrolment: Enrolment, outcome: 'done' | 'skipped', nowMs: number): Advanced | null {
  const heard = hear(enrolment, 'member-answered', { nowMs, detail: outcome });
  if (!heard || enrolment.openStep === null) return null;
  return { ...heard, enrolment: { ...heard.enrolment, path: [...enrolment.path, { step: enrolment.openStep, atMs: nowMs, outcome }], openStep: null } };
}

/** A mail that a member looked over goes now, or when its window opens. */
export function approveMail(enrolment: Enrolment, dueAtMs: number, nowMs: number): Advanced | null {
  const heard = hear(enrolment, 'member-answered', { nowMs, detail: 'approved' });
  if (!heard || enrolment.openStep === null) return null;
  const step = enrolment.openStep;
  return {
    ...heard,
    enrolment: { ...heard.enrolment, openStep: step, nextAtMs: dueAtMs, why: 'sending', lookAtMs: Math.max(dueAtMs, nowMs) + 30_000 },
    plan: { step, dueAtMs },
  };
}

/** Goes on behind a mail that could not be sent: that one is let be. Other pauses just end. */
export function resume(enrolment: Enrolment, nowMs: number): Advanced | null {
  const heard = hear(enrolment, 'resumed', { nowMs });
  if (!heard || enrolment.standing !== 'paused/not-sent' || enrolment.openStep === null) return heard;
  return { ...heard, enrolment: { ...heard.enrolment, path: [...enrolment.path, { step: enrolment.openStep, atMs: nowMs, outcome: 'skipped' }], openStep: null } };
}
