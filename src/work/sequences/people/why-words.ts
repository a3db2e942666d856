import { describeReason } from '../../../delivery/messages/index.ts';
import { phrase, t, type Phrase } from '../../../platform/words/contract.ts';
import type { Standing } from '../moves/enrolment.ts';
import type { WaitReason } from '../moves/next-move.ts';

/** Why somebody stands where they stand. */
export const standingWords: Readonly<Record<Standing, Phrase>> = {
  active: phrase('On the way'),
  'waiting-member': phrase('Waits for you to do it'),
  'paused/by-hand': phrase('Paused by a member'),
  'paused/away': phrase('Away, as their answer said'),
  'paused/missing-value': phrase('The mail needs a value that this contact lacks'),
  'paused/mailbox': phrase('Whoever writes has no mailbox connected'),
  'paused/not-sent': phrase('The last mail could not be sent; go on to pass by it'),
  'paused/member-left': phrase('Whoever wrote has left; hand over to a colleague'),
  'finished/completed': phrase('Through with every step'),
  'finished/replied': phrase('Has replied'),
  'finished/bounced': phrase('The address bounced'),
  'finished/opted-out': phrase('Has opted out'),
  'finished/meeting': phrase('A meeting is booked'),
  'finished/colleague-replied': phrase('A colleague of theirs has replied'),
  'finished/removed': phrase('The contact was deleted'),
  'finished/by-hand': phrase('Ended by a member'),
};

const waitWords: Readonly<Record<WaitReason, Phrase>> = {
  wait: phrase('The wait runs from the last touch'),
  window: phrase('Outside the hours of the sequence where they live'),
  away: phrase('Away, as their answer said'),
  sending: phrase('Planned; it goes as soon as mailbox and rules allow'),
  'unknown-fate': phrase('Nobody knows whether the last mail arrived; somebody has to decide'),
  value: phrase('The mail needs a value that this contact lacks'),
};

/** "Outside the hours of the sequence where they live", or the gate's own words where it holds the mail. */
export function whyWords(standing: Standing, why: WaitReason | null, hold: string | null, detail: string | null): string {
  if (hold !== null && (standing === 'active' || standing === 'paused/missing-value')) return describeReason(hold);
  if (standing === 'paused/not-sent' && detail) return `${t(standingWords[standing])} (${describeReason(detail)})`;
  if (standing === 'paused/away' && detail) return `${t(standingWords[standing])} (${detail})`;
  return t(standing === 'active' && why !== null ? waitWords[why] : standingWords[standing]);
}

/** Lines of a person's history. */
export const eventWords: Readonly<Record<string, Phrase>> = {
  'member-asked': phrase('A member is asked'), 'member-answered': phrase('A member has answered'), paused: phrase('Paused'), resumed: phrase('Goes on'), 'went-away': phrase('Away until the day the answer named'),
  'came-back': phrase('Back'), 'value-missing': phrase('Held for a missing value'), 'mail-went': phrase('The mail went after all'), 'mailbox-missing': phrase('No mailbox'), 'mail-failed': phrase('The mail could not be sent'),
  'member-left': phrase('The member left'), 'handed-over': phrase('Handed over'), completed: phrase('Through with every step'), replied: phrase('Replied'), bounced: phrase('Bounced'), 'opted-out': phrase('Opted out'),
  'meeting-booked': phrase('A meeting is booked'), 'colleague-replied': phrase('A colleague replied'), 'contact-gone': phrase('The contact was deleted'), ended: phrase('Ended'), 'step-done': phrase('A step is through'), 'mail-planned': phrase('A mail is planned'),
};
