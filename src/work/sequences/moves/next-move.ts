import type { SendingWindow } from '../../../delivery/messages/index.ts';
import type { EnrolmentEvent, Standing, StopEvent } from './enrolment.ts';
import { nextStep, type Done, type Step } from './steps.ts';
import { waitEnds, withinWindow } from './wait-time.ts';

// What comes next for one enrolment. Pure: all it goes by is handed in, the time as well.

/** What is kept of an enrolment that decides about its next move. */
export interface Progress {
  standing: Standing;
  enrolledAtMs: number;
  path: readonly Done[];
  /** Nothing before this: the day somebody is back. */
  notBeforeMs: number | null;
  /** The step a message is out for, or a member was asked about. */
  openStep: number | null;
}

/** The message of the open step. */
export interface OpenMessage {
  state: 'planned' | 'claimed' | 'handing' | 'accepted' | 'refused' | 'unknown' | 'dropped' | 'cancelled';
  dueAtMs: number;
  /** When it was accepted, or ended otherwise. */
  endedAtMs: number | null;
  /** Code of the gate's hold or drop, details after a colon. */
  reason: string | null;
  bounced: boolean;
}

export interface Facts {
  /** What the database says must end it, whatever was heard: an opt-out, a contact who is gone. */
  stop: StopEvent | null;
  message: OpenMessage | null;
  memberLeft: boolean;
  hasMailbox: boolean;
  /** The recipient's clock. */
  zone: string;
  /** Whose clock the window goes by. */
  windowZone: string;
  window: SendingWindow;
  /** What settled events say of the message of a mail step. */
  engaged(step: number): { opened: boolean; clicked: boolean };
}

/** Why nothing happens before a time. */
export type WaitReason = 'wait' | 'window' | 'away' | 'sending' | 'unknown-fate' | 'value';

export type Move =
  | { move: 'event'; event: EnrolmentEvent; detail?: string }
  /** A step is through; there may be more to do at once. */
  | { move: 'done'; done: Done }
  | { move: 'plan'; step: number; dueAtMs: number }
  | { move: 'ask'; step: number }
  /** `lookAtMs`: when to ask again; null: only an event changes anything. */
  | { move: 'wait'; why: WaitReason; untilMs: number | null; lookAtMs: number | null };

/** Mails are planned this long ahead, so that the sender has them when they are due; longer would make stale plans. */
export const aheadMs = 10 * 60_000;
/** A message on its way is looked at again this often. */
const lookAgainMs = 60_000;
/** One that waits for somebody to decide. */
const seldomMs = 15 * 60_000;

/**
 * The next move of an enrolment at `nowMs`. One step at a time is open, and the next begins when it is through, so
 * however long nobody looked there is one mail to send and not all that were missed; waits run from when the last
 * touch was really made.
 */
export function nextMove(progress: Progress, steps: readonly Step[], facts: Facts, nowMs: number): Move | null {
  const { standing } = progress;
  if (standing.startsWith('finished/')) return null;
  if (facts.stop) return { move: 'event', event: facts.stop };
  if (standing === 'paused/away') return awayMove(progress, nowMs);
  if (facts.memberLeft && standing !== 'paused/member-left') return { move: 'event', event: 'member-left' };
  if (standing === 'paused/missing-value') return facts.message ? heldMove(facts.message, nowMs) : { move: 'event', event: 'resumed' };
  if (standing !== 'active') return null;
  return openMove(progress, facts, nowMs) ?? freeMove(progress, steps, facts, nowMs);
}

function awayMove({ notBeforeMs }: Progress, nowMs: number): Move {
  if (notBeforeMs === null || notBeforeMs <= nowMs) return { move: 'event', event: 'came-back' };
  return { move: 'wait', why: 'away', untilMs: notBeforeMs, lookAtMs: notBeforeMs };
}

/** The gate holds it until the value is there. */
function heldMove(message: OpenMessage, nowMs: number): Move {
  if (message.state === 'planned' && isMissingValue(message)) return { move: 'wait', why: 'value', untilMs: null, lookAtMs: nowMs + seldomMs };
  if (message.state === 'dropped') return dropMove(message);
  if (message.state === 'cancelled') return { move: 'event', event: 'resumed' };
  return { move: 'event', event: 'mail-went' };
}

/** What the message that is out means; null: none is, or it was taken back. */
function openMove({ openStep }: Progress, { message }: Facts, nowMs: number): Move | null {
  if (openStep === null || message === null) return null;
  switch (message.state) {
    case 'cancelled': return null;
    case 'accepted': return { move: 'done', done: { step: openStep, atMs: message.endedAtMs ?? nowMs, outcome: 'sent' } };
    case 'refused': return message.bounced ? { move: 'event', event: 'bounced' } : { move: 'event', event: 'mail-failed', detail: message.reason ?? 'refused' };
    case 'dropped': return dropMove(message);
    case 'unknown': return { move: 'wait', why: 'unknown-fate', untilMs: null, lookAtMs: nowMs + seldomMs };
    default:
      if (message.state === 'planned' && isMissingValue(message)) return { move: 'event', event: 'value-missing', detail: message.reason! };
      return { move: 'wait', why: 'sending', untilMs: message.dueAtMs, lookAtMs: Math.max(message.dueAtMs, nowMs) + lookAgainMs };
  }
}

const isMissingValue = ({ reason }: OpenMessage): boolean => reason !== null && reason.startsWith('missing_variable');

/** What the gate's refusal means for the person. */
function dropMove({ reason }: OpenMessage): Move {
  const [code = '', detail = ''] = (reason ?? '').split(': ');
  if (code === 'suppressed') return { move: 'event', event: detail === 'bounced' ? 'bounced' : 'opted-out' };
  if (code === 'consent_withdrawn' || code === 'topic_left') return { move: 'event', event: 'opted-out' };
  if (code === 'replied') return { move: 'event', event: 'replied' };
  if (code === 'deleted' || code === 'erased') return { move: 'event', event: 'contact-gone' };
  if (code === 'member_left') return { move: 'event', event: 'member-left' };
  return { move: 'event', event: 'mail-failed', detail: reason ?? 'dropped' };
}

/** The next step, with none open. */
function freeMove(progress: Progress, steps: readonly Step[], facts: Facts, nowMs: number): Move {
  const next = nextStep(steps, progress.path);
  if (!next) return { move: 'event', event: 'completed' };
  const sinceMs = progress.path.at(-1)?.atMs ?? progress.enrolledAtMs;
  if (next.kind === 'wait') return waitMove(progress, steps, next, facts, { sinceMs, nowMs });
  if (next.kind === 'branch') {
    if (sinceMs > nowMs) return { move: 'wait', why: 'wait', untilMs: sinceMs, lookAtMs: sinceMs };
    return { move: 'done', done: { step: next.id, atMs: sinceMs, outcome: facts.engaged(next.of)[next.asks] ? 'yes' : 'no' } };
  }
  if (next.kind === 'mail' && !facts.hasMailbox) return { move: 'event', event: 'mailbox-missing' };
  const earliestMs = Math.max(sinceMs, progress.notBeforeMs ?? 0, nowMs);
  const dueAtMs = withinWindow(facts.window, facts.windowZone, earliestMs);
  const early = next.kind === 'mail' && !next.lookOver ? aheadMs : 0;
  if (dueAtMs > nowMs + early) return { move: 'wait', why: dueAtMs > earliestMs ? 'window' : 'wait', untilMs: dueAtMs, lookAtMs: dueAtMs - early };
  return early > 0 ? { move: 'plan', step: next.id, dueAtMs } : { move: 'ask', step: next.id };
}

/** A wait is over when its time has come, or a little before where an automatic mail is next: that is planned ahead. */
function waitMove({ path }: Progress, steps: readonly Step[], wait: Extract<Step, { kind: 'wait' }>, facts: Facts, { sinceMs, nowMs }: { sinceMs: number; nowMs: number }): Move {
  const done: Done = { step: wait.id, atMs: waitEnds(sinceMs, wait, facts.zone, facts.window.weekdays), outcome: 'waited' };
  const after = nextStep(steps, [...path, done]);
  const early = after?.kind === 'mail' && !after.lookOver ? aheadMs : 0;
  if (done.atMs <= nowMs + early) return { move: 'done', done };
  // What a person reads is when the mail would go, not when the wait ends at night.
  const untilMs = after?.kind === 'mail' || after?.kind === 'call' || after?.kind === 'task' ? withinWindow(facts.window, facts.windowZone, done.atMs) : done.atMs;
  return { move: 'wait', why: 'wait', untilMs, lookAtMs: done.atMs - early };
}
