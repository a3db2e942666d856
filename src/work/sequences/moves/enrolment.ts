// One contact's way through a sequence: its standings, and the one table of what moves it where.

/** A state with its reason, as one word: `paused/away`. */
export type Standing =
  | 'active' | 'waiting-member'
  | 'paused/by-hand' | 'paused/away' | 'paused/missing-value' | 'paused/mailbox' | 'paused/not-sent' | 'paused/member-left'
  | 'finished/completed' | 'finished/replied' | 'finished/bounced' | 'finished/opted-out' | 'finished/meeting'
  | 'finished/colleague-replied' | 'finished/removed' | 'finished/by-hand';
export type State = 'active' | 'waiting-member' | 'paused' | 'finished';

/** What can happen to an enrolment. */
export type EnrolmentEvent =
  /** A call, a task or a mail to look over is the member's; they did it or let it be. */
  | 'member-asked' | 'member-answered'
  | 'paused' | 'resumed'
  /** An out-of-office named a day; that day has come. */
  | 'went-away' | 'came-back'
  /** The gate holds the mail for a value the contact lacks; the mail went after all. */
  | 'value-missing' | 'mail-went'
  | 'mailbox-missing' | 'mail-failed' | 'member-left' | 'handed-over'
  | StopEvent;

/** What ends it, whatever it was doing. */
export type StopEvent = 'completed' | 'replied' | 'bounced' | 'opted-out' | 'meeting-booked' | 'colleague-replied' | 'contact-gone' | 'ended';

type Row = Partial<Record<EnrolmentEvent, Standing>>;

const stops = {
  replied: 'finished/replied', bounced: 'finished/bounced', 'opted-out': 'finished/opted-out', 'meeting-booked': 'finished/meeting',
  'colleague-replied': 'finished/colleague-replied', 'contact-gone': 'finished/removed', ended: 'finished/by-hand',
} as const satisfies Row;
const leaves = { 'member-left': 'paused/member-left' } as const satisfies Row;
const finished: Row = {};

/**
 * The one table of moves; what is not in it changes nothing. What a person decided is stronger than what a program
 * heard: an enrolment paused by hand is not moved by an out-of-office, and does not come back by itself.
 */
export const moves: Readonly<Record<Standing, Row>> = {
  active: {
    ...stops, ...leaves, completed: 'finished/completed', 'member-asked': 'waiting-member', paused: 'paused/by-hand', 'went-away': 'paused/away',
    'value-missing': 'paused/missing-value', 'mail-went': 'active', 'mailbox-missing': 'paused/mailbox', 'mail-failed': 'paused/not-sent', 'handed-over': 'active',
  },
  'waiting-member': {
    ...stops, ...leaves, 'member-answered': 'active', paused: 'paused/by-hand', 'went-away': 'paused/away', 'handed-over': 'active',
  },
  'paused/by-hand': { ...stops, ...leaves, resumed: 'active', 'handed-over': 'paused/by-hand', 'mail-went': 'paused/by-hand' },
  'paused/away': { ...stops, ...leaves, resumed: 'active', paused: 'paused/by-hand', 'went-away': 'paused/away', 'came-back': 'active', 'handed-over': 'paused/away', 'mail-went': 'paused/away' },
  'paused/missing-value': { ...stops, ...leaves, resumed: 'active', paused: 'paused/by-hand', 'went-away': 'paused/away', 'mail-went': 'active', 'mail-failed': 'paused/not-sent', 'handed-over': 'active' },
  'paused/mailbox': { ...stops, ...leaves, resumed: 'active', paused: 'paused/by-hand', 'went-away': 'paused/away', 'handed-over': 'active' },
  'paused/not-sent': { ...stops, ...leaves, resumed: 'active', paused: 'paused/by-hand', 'handed-over': 'paused/not-sent' },
  'paused/member-left': { ...stops, 'handed-over': 'active', 'mail-went': 'paused/member-left' },
  'finished/completed': finished, 'finished/replied': finished, 'finished/bounced': finished, 'finished/opted-out': finished,
  'finished/meeting': finished, 'finished/colleague-replied': finished, 'finished/removed': finished, 'finished/by-hand': finished,
};

export const standings = Object.keys(moves) as Standing[];

/** Where an event leads; null: it changes nothing. */
export const standingAfter = (standing: Standing, event: EnrolmentEvent): Standing | null => moves[standing][event] ?? null;

/** `paused/away` as the table's columns keep it. */
export function splitStanding(standing: Standing): { state: State; reason: string | null } {
  const [state, reason] = standing.split('/') as [State, string | undefined];
  return { state, reason: reason ?? null };
}

export const joinStanding = (state: string, reason: string | null): Standing => (reason === null ? state : `${state}/${reason}`) as Standing;

export const isFinished = (standing: Standing): boolean => standing.startsWith('finished/');

/** Whether a mail that is planned may still go: an enrolment that stands still or has ended takes its mail back. */
export const mayMail = (standing: Standing): boolean => standing === 'active' || standing === 'paused/missing-value';
