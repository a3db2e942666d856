import { readRefusal, type HandOverAnswer } from '../../transport/index.ts';
import { keep } from '../../../platform/words/contract.ts';
import { spellReason } from '../gate/gate-reasons.ts';

// What a mail server's answer makes of a message. Pure: the journal writes it down.

export type SettledState = 'accepted' | 'refused' | 'unknown' | 'planned';

export interface Settled {
  state: SettledState;
  /** When to try again; for `planned` only. */
  dueAt: Date | null;
  /** When trying ends; set with the first deferral. */
  expiresAt: Date | null;
  holdReason: string | null;
  reason: string | null;
  /** The answer means this address, not us or our mail. */
  bounce: 'permanent' | 'temporary' | null;
  /** Never write to this address again. */
  suppress: boolean;
}

export interface TriedMessage {
  messageId: number;
  /** Hand-overs tried, this one included. */
  attempts: number;
  expiresAt: Date | null;
  holdExpiryDays: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Greylisting lets a mail in after some minutes; a full mailbox takes hours. */
const deferralMinutes = [5, 15, 30, 60, 120, 240, 360];
/** The line broke: nobody has judged the mail. */
const brokenLineMinutes = [1 / 6, 1, 5, 15, 30, 60];

/** How long to wait after the nth try; spread by a fifth, so that what failed together does not come back together. */
export function waitMs(message: { messageId: number; attempts: number }, lineLost: boolean): number {
  const waits = lineLost ? brokenLineMinutes : deferralMinutes;
  const base = waits[Math.min(message.attempts, waits.length) - 1] ?? waits[0]!;
  return Math.round(base * minuteMs * (0.9 + ((message.messageId * 7919) % 1000) / 5000));
}

/** Accepted, refused, unknown, or planned again with a growing wait. */
export function settleAnswer(answer: HandOverAnswer, message: TriedMessage, now: Date): Settled {
  const nothing = { dueAt: null, expiresAt: null, holdReason: null, reason: null, bounce: null, suppress: false };
  if (answer.outcome === 'accepted') return { ...nothing, state: 'accepted' };
  if (answer.outcome === 'unknown') return { ...nothing, state: 'unknown', reason: spellReason({ code: 'no_answer', detail: answer.answer }) };
  const meaning = readRefusal({ code: answer.code, enhanced: answer.enhanced, text: answer.answer, stage: answer.stage });
  const isFinal = answer.outcome === 'refused' && answer.stage !== 'sender';
  if (isFinal) {
    return { ...nothing, state: 'refused', reason: spellReason({ code: 'refused', detail: answer.answer }), bounce: meaning.bounce, suppress: meaning.suppress };
  }
  if (message.expiresAt && message.expiresAt <= now) {
    return { ...nothing, state: 'refused', reason: spellReason({ code: 'gave_up', detail: answer.answer }), bounce: meaning.bounce && 'temporary' };
  }
  const expiresAt = message.expiresAt ?? new Date(now.getTime() + message.holdExpiryDays * dayMs);
  const again = new Date(now.getTime() + waitMs(message, answer.lineLost));
  const detail = answer.enhanced ?? (answer.code === null ? keep('the line broke') : String(answer.code));
  return {
    ...nothing, state: 'planned', expiresAt, dueAt: again < expiresAt ? again : expiresAt,
    holdReason: spellReason({ code: 'deferred', detail }),
  };
}
