import { isCounted, type Purpose } from '../content/prepare-compiled.ts';
import { missingValues, type PersonalValues } from '../content/personal-values.ts';
import { isMailAddress } from '../mime/header.ts';
import { spellReason, type ReasonCode } from './gate-reasons.ts';
import { firstKnownZone } from './known-zone.ts';
import { isMailboxPlan, mailboxWait, type MailboxFacts } from './mailbox-pace.ts';
import { quietUntil, type QuietHours } from './quiet-hours.ts';
import { windowOpens, type SendingWindow } from './sending-window.ts';

export interface WorkspaceRules {
  needsConsent: boolean;
  /** At most `max` mails by either team in `days`; null: no rule. */
  frequency: { max: number; days: number } | null;
  quiet: QuietHours | null;
  timeZone: string;
  holdExpiryDays: number;
  /** Keeps no hit with a person in it. */
  totalsOnly: boolean;
}

/** `address`: somebody who is no contact (yet), asked to confirm. */
export type RecipientKind = 'contact' | 'member' | 'address';

/** All that decides about one message, as it stood when the claim read it. */
export interface MessageFacts {
  purpose: Purpose;
  recipientKind: RecipientKind;
  /** `gone`: no such row any more. */
  standing: 'live' | 'deleted' | 'erased' | 'left' | 'gone';
  address: string | null;
  /** The live suppression's reason. */
  suppression: string | null;
  consent: 'unknown' | 'given' | 'withdrawn';
  trackingRefused: boolean;
  timeZone: string | null;
  /** The company's, where the contact's own is unknown. */
  companyZone: string | null;
  /** The hours a day in which this message's source sends; null: always. */
  window: SendingWindow | null;
  values: PersonalValues;
  /** The compiled email's variables without a default. */
  required: readonly string[];
  /** Mails accepted for this contact within the frequency rule's days, oldest first. */
  recentMails: readonly Date[];
  /** Mails to this contact on their way or of unknown fate, other lanes' and this batch's included. */
  inFlight: number;
  /** A person's reply was read since this was planned; asked of sequences alone. */
  repliedSince: boolean;
  /** They do not want mail on what this message's source writes about. */
  leftTopic: boolean;
  /** Fewer mails, as the person asked, with what counts against it; null: as many as the workspace sends. */
  ownCap: { max: number; days: number; recentMails: readonly Date[]; inFlight: number } | null;
  /** The member's mailbox it leaves from; null: another server, or mail that nobody paces. */
  mailbox: MailboxFacts | null;
  /** When the current hold runs out; null: it was never held. */
  expiresAt: Date | null;
  /** Why the compiled email cannot be used for anybody; null: it can. */
  contentProblem: string | null;
  rules: WorkspaceRules;
}

export type Verdict =
  | { verdict: 'send'; tracked: boolean; pixel: boolean }
  /** `expiresAt` null: a hold that is a plan, not an obstacle, and runs out never. */
  | { verdict: 'hold'; reason: string; until: Date; expiresAt: Date | null }
  | { verdict: 'drop'; reason: string };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Facts a person has to mend are looked at again this often. */
const lookAgainMs = hourMs;

type Finding = { drop: ReasonCode; detail?: string } | { hold: ReasonCode; detail?: string; until: Date };

/** The gate: says of one message whether it goes now, waits until when, or will never go. */
export function judgeMessage(facts: MessageFacts, now: Date): Verdict {
  const finding = findObstacle(facts, now);
  if (finding === null) {
    const tracked = facts.recipientKind === 'contact' && !facts.trackingRefused && !facts.rules.totalsOnly;
    return { verdict: 'send', tracked, pixel: !facts.trackingRefused };
  }
  if ('drop' in finding) return { verdict: 'drop', reason: spellReason({ code: finding.drop, detail: finding.detail }) };
  if (finding.hold === 'outside_window' || isMailboxPlan(finding.hold)) return { verdict: 'hold', reason: spellReason({ code: finding.hold, detail: finding.detail }), until: finding.until, expiresAt: facts.expiresAt };
  return hold(facts, spellReason({ code: finding.hold, detail: finding.detail }), finding.until, now);
}

/** A hold that begins or goes on; past its expiry it becomes a drop. */
function hold(facts: MessageFacts, reason: string, until: Date, now: Date): Verdict {
  const expiresAt = facts.expiresAt ?? new Date(now.getTime() + facts.rules.holdExpiryDays * dayMs);
  if (expiresAt <= now) return { verdict: 'drop', reason: spellReason({ code: 'held_too_long', detail: reason }) };
  return { verdict: 'hold', reason, until: until < expiresAt ? until : expiresAt, expiresAt };
}

function findObstacle(facts: MessageFacts, now: Date): Finding | null {
  return recipientObstacle(facts) ?? permissionObstacle(facts) ?? contentObstacle(facts, now) ?? timeObstacle(facts, now) ?? windowObstacle(facts, now) ?? mailboxObstacle(facts, now);
}

function recipientObstacle({ standing, address }: MessageFacts): Finding | null {
  if (standing === 'erased') return { drop: 'erased' };
  if (standing === 'deleted' || standing === 'gone') return { drop: 'deleted' };
  if (standing === 'left') return { drop: 'member_left' };
  if (!address) return { drop: 'no_address' };
  return isMailAddress(address) ? null : { drop: 'bad_address' };
}

/** Whether a suppression stops this purpose: an opt-out stops what one can opt out of, a dead address everything. */
export function suppressionStops(purpose: Purpose, reason: string): boolean {
  return isCounted(purpose) || reason === 'bounced' || reason === 'complained' || reason === 'manual';
}

function permissionObstacle({ purpose, suppression, consent, rules, leftTopic, repliedSince }: MessageFacts): Finding | null {
  if (suppression !== null && suppressionStops(purpose, suppression)) return { drop: 'suppressed', detail: suppression };
  if (!isCounted(purpose)) return null;
  if (consent === 'withdrawn') return { drop: 'consent_withdrawn' };
  if (leftTopic) return { drop: 'topic_left' };
  if (repliedSince) return { drop: 'replied' };
  return purpose === 'marketing' && rules.needsConsent && consent !== 'given' ? { drop: 'consent_missing' } : null;
}

function contentObstacle(facts: MessageFacts, now: Date): Finding | null {
  if (facts.contentProblem !== null) return { drop: 'content_failed', detail: facts.contentProblem };
  const missing = missingValues(facts.values, facts.required);
  return missing.length === 0 ? null : { hold: 'missing_variable', detail: missing.join(', '), until: new Date(now.getTime() + lookAgainMs) };
}

function timeObstacle(facts: MessageFacts, now: Date): Finding | null {
  if (!isCounted(facts.purpose) || facts.recipientKind !== 'contact') return null;
  const full = facts.rules.frequency && frequencyUntil({ ...facts.rules.frequency, recentMails: facts.recentMails, inFlight: facts.inFlight }, now);
  if (full) return { hold: 'frequency', until: full };
  const enough = facts.ownCap && frequencyUntil(facts.ownCap, now);
  if (enough) return { hold: 'own_frequency', until: enough };
  if (!facts.rules.quiet) return null;
  const until = quietUntil(facts.rules.quiet, zoneOf(facts), now);
  return until ? { hold: 'quiet_hours', until } : null;
}

/** Last of all: whoever would not be written to anyway is told so rather than put off. */
function windowObstacle(facts: MessageFacts, now: Date): Finding | null {
  if (!facts.window) return null;
  const until = windowOpens(facts.window, facts.window.clock === 'workspace' ? firstKnownZone(facts.rules.timeZone) : zoneOf(facts), now);
  return until ? { hold: 'outside_window', until } : null;
}

/** Whose turn it is at the mailbox: asked of those who would be written to now. */
function mailboxObstacle({ mailbox }: MessageFacts, now: Date): Finding | null {
  const found = mailbox && mailboxWait(mailbox, now);
  return found && { hold: found.wait, until: found.until, ...(found.detail ? { detail: found.detail } : {}) };
}

const zoneOf = ({ timeZone, companyZone, rules }: MessageFacts): string => firstKnownZone(timeZone, companyZone, rules.timeZone);

/** When one more mail would be within the rule again; null: now. */
function frequencyUntil({ max, days, recentMails, inFlight }: NonNullable<MessageFacts['ownCap']>, now: Date): Date | null {
  const tooMany = recentMails.length + inFlight - (max - 1);
  if (tooMany <= 0) return null;
  const leaving = recentMails[tooMany - 1];
  // Those in flight have no time yet: when they are what is too many, we look again soon.
  return leaving ? new Date(leaving.getTime() + days * dayMs) : new Date(now.getTime() + lookAgainMs);
}
