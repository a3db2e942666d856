import { atMinute } from './sending-window.ts';

// A member's mailbox sends as a person would: so many a day, more each working day at first, not two at once, and
// within the member's hours. All of it by the member's clock, from what is passed in.

export interface MailboxRules {
  dailyLimit: number;
  /** Starts with `start` a day on `since` and allows `step` more each working day; null: the whole limit at once. */
  ramp: { start: number; step: number; since: string } | null;
  spacingSeconds: number;
  /** Minutes after midnight; null: at any hour of a working day. */
  hours: { fromMinute: number; untilMinute: number } | null;
  /** ISO weekdays, Monday 1. */
  workingDays: readonly number[];
  /** Days off, `2026-12-24`. */
  holidays: ReadonlySet<string>;
  /** A zone that exists. */
  zone: string;
}

/** How a mailbox stands at the moment of a claim. */
export interface MailboxFacts {
  state: 'active' | 'paused' | 'failing' | 'disconnected';
  /** Why it fails. */
  reason: string | null;
  /** When its incoming mail was last read: who does not know of replies must not write on. */
  checkedAt: Date | null;
  limitToday: number;
  sentToday: number;
  /** When the space after the last mail ends; null: it has. */
  nextFreeAt: Date | null;
  /** When working hours begin; null: it is within them. */
  opensAt: Date | null;
  /** When the first mail after today may go. */
  nextDayAt: Date;
  /** How many of this claim have been told to wait for a turn: each next one is told a later one. */
  waiting: number;
  spacingMs: number;
}

const aDayMs = 86_400_000;
/** Who never works again in a year is told so a year from now. */
const daysAhead = 366;

export const localDay = (zone: string, now: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();

export const isWorkingDay = ({ workingDays, holidays }: MailboxRules, day: Temporal.PlainDate): boolean =>
  workingDays.includes(day.dayOfWeek) && !holidays.has(day.toString());

/** How many mails may go on a day: the ramp counts working days since it began, that day excluded. */
export function limitOn(rules: MailboxRules, day: Temporal.PlainDate): number {
  if (!rules.ramp) return rules.dailyLimit;
  const { start, step, since } = rules.ramp;
  let allowed = Math.min(start, rules.dailyLimit);
  for (let at = Temporal.PlainDate.from(since).add({ days: 1 }); allowed < rules.dailyLimit && Temporal.PlainDate.compare(at, day) <= 0; at = at.add({ days: 1 })) {
    if (isWorkingDay(rules, at)) allowed = Math.min(rules.dailyLimit, allowed + step);
  }
  return allowed;
}

/** Today's midnight: what was sent since then is today's. */
export const dayStart = (zone: string, now: Date): Date => new Date(atMinute(localDay(zone, now), 0, zone));

/** When the mailbox's hours begin, from `now` on; null: they are on. */
export function hoursOpen(rules: MailboxRules, now: Date): Date | null {
  const from = openingFrom(rules, localDay(rules.zone, now), now.getTime());
  return from <= now.getTime() ? null : new Date(from);
}

/** When the first hours after the day of `now` begin. */
export const nextDayOpens = (rules: MailboxRules, now: Date): Date =>
  new Date(openingFrom(rules, localDay(rules.zone, now).add({ days: 1 }), now.getTime()));

/** The beginning of the first working hours that end after `atMs`, looking from `day` on. */
function openingFrom(rules: MailboxRules, day: Temporal.PlainDate, atMs: number): number {
  const { fromMinute, untilMinute } = rules.hours ?? { fromMinute: 0, untilMinute: 1440 };
  for (let step = 0; step < daysAhead; step++, day = day.add({ days: 1 })) {
    if (!isWorkingDay(rules, day)) continue;
    const from = atMinute(day, fromMinute, rules.zone);
    const until = atMinute(day, untilMinute, rules.zone);
    if (until > from && until > atMs) return from;
  }
  return atMs + daysAhead * aDayMs;
}

/** The space after a mail: what the member set and up to half as much again, by chance of that mail's id, so that nobody reads a clock. */
export function gapAfter(messageId: number, spacingMs: number): number {
  const chance = (Math.imul(messageId ^ (messageId >>> 16), 0x45d9f3b) >>> 0) / 2 ** 32;
  return Math.round(spacingMs * (1 + chance / 2));
}

/** As it stands after one more mail of the same claim. */
export const afterTurn = (facts: MailboxFacts, messageId: number, now: Date): MailboxFacts => ({
  ...facts, sentToday: facts.sentToday + 1, nextFreeAt: facts.spacingMs > 0 ? new Date(now.getTime() + gapAfter(messageId, facts.spacingMs)) : null,
});

export type MailboxWait = 'mailbox_limit' | 'mailbox_spacing' | 'mailbox_hours' | 'mailbox_failing' | 'mailbox_paused';

const minuteMs = 60_000;
/** Older than this, what we know of replies is no basis for writing on. */
export const checkedWithinMs = 30 * minuteMs;

/** What keeps a mailbox from sending now, and until when; null: nothing. */
export function mailboxWait(facts: MailboxFacts, now: Date): { wait: MailboxWait; detail?: string; until: Date } | null {
  const checkAgain = new Date(now.getTime() + 5 * minuteMs);
  if (facts.state === 'disconnected') return { wait: 'mailbox_failing', detail: 'disconnected', until: new Date(now.getTime() + 60 * minuteMs) };
  if (facts.state === 'paused') return { wait: 'mailbox_paused', until: new Date(now.getTime() + 60 * minuteMs) };
  if (facts.state === 'failing') return { wait: 'mailbox_failing', ...(facts.reason ? { detail: facts.reason } : {}), until: checkAgain };
  if (!facts.checkedAt || now.getTime() - facts.checkedAt.getTime() > checkedWithinMs) return { wait: 'mailbox_failing', detail: 'unchecked', until: checkAgain };
  const queueMs = facts.waiting * Math.max(facts.spacingMs, 1000);
  if (facts.opensAt) return { wait: 'mailbox_hours', until: new Date(facts.opensAt.getTime() + queueMs) };
  if (facts.sentToday >= facts.limitToday) return { wait: 'mailbox_limit', detail: String(facts.limitToday), until: new Date(facts.nextDayAt.getTime() + queueMs) };
  if (facts.nextFreeAt && facts.nextFreeAt > now) {
    const left = facts.limitToday - facts.sentToday;
    if (facts.waiting < left) return { wait: 'mailbox_spacing', until: new Date(facts.nextFreeAt.getTime() + queueMs) };
    return { wait: 'mailbox_limit', detail: String(facts.limitToday), until: new Date(facts.nextDayAt.getTime() + (facts.waiting - left) * Math.max(facts.spacingMs, 1000)) };
  }
  return null;
}

/** Waits that are a plan and no obstacle: they never use up the time a hold may last. */
export const isMailboxPlan = (wait: string): boolean => wait === 'mailbox_limit' || wait === 'mailbox_spacing' || wait === 'mailbox_hours';
