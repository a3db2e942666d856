// Why a message waits or will never go. Stored as `code` or `code: detail`; screens print the words.
import { phrase, t, tell, type Phrase } from '../../../platform/words/contract.ts';

export type ReasonKind = 'hold' | 'drop' | 'refusal' | 'unknown';

export const gateReasons = {
  // Holds: the message stays planned and is judged again.
  missing_variable: { kind: 'hold', words: phrase('The email needs a value that this contact lacks') },
  frequency: { kind: 'hold', words: phrase('As many mails as the workspace allows have gone to this contact lately') },
  own_frequency: { kind: 'hold', words: phrase('The contact has asked for fewer mails, and has had as many lately') },
  quiet_hours: { kind: 'hold', words: phrase('It is quiet time where the contact lives') },
  outside_window: { kind: 'hold', words: phrase('It is outside the hours in which this may go out') },
  deferred: { kind: 'hold', words: phrase('The receiving server asked to try again later') },
  not_ready: { kind: 'hold', words: phrase('The mail could not be made ready; it is tried again') },
  facts_unreadable: { kind: 'hold', words: phrase('A fact that decides about this mail could not be read') },
  mailbox_limit: { kind: 'hold', words: phrase('The mailbox has sent as many mails today as it may') },
  mailbox_spacing: { kind: 'hold', words: phrase('The mailbox leaves a while between two mails') },
  mailbox_hours: { kind: 'hold', words: phrase('It is outside the working hours of the member whose mailbox sends it') },
  mailbox_paused: { kind: 'hold', words: phrase('The member has paused the mailbox') },
  mailbox_failing: { kind: 'hold', words: phrase('The mailbox cannot be read, so an answer might be overlooked') },
  // Not stored on the message: they follow from its lane and server.
  lane_paused: { kind: 'hold', words: phrase('Sending is paused by a member') },
  lane_held: { kind: 'hold', words: phrase('The mail server refuses this sender for now') },
  server_paused: { kind: 'hold', words: phrase('The mail server cannot be used for now') },
  // Drops: final.
  no_address: { kind: 'drop', words: phrase('The contact has no address') },
  bad_address: { kind: 'drop', words: phrase('The address is not one that mail can be sent to') },
  deleted: { kind: 'drop', words: phrase('The contact was deleted') },
  erased: { kind: 'drop', words: phrase('The person was erased') },
  member_left: { kind: 'drop', words: phrase('The member has left') },
  suppressed: { kind: 'drop', words: phrase('The address is on the suppression list') },
  consent_withdrawn: { kind: 'drop', words: phrase('The contact has withdrawn consent') },
  topic_left: { kind: 'drop', words: phrase('The contact does not want mail on this topic') },
  consent_missing: { kind: 'drop', words: phrase('The workspace mails only contacts who gave consent') },
  replied: { kind: 'drop', words: phrase('The contact has answered since this was planned') },
  held_too_long: { kind: 'drop', words: phrase('The message was held until its time ran out') },
  content_failed: { kind: 'drop', words: phrase('The content could not be filled in for this contact') },
  // Ends of a hand-over.
  refused: { kind: 'refusal', words: phrase('The receiving server refused the mail') },
  gave_up: { kind: 'refusal', words: phrase('The receiving server asked for patience until the time ran out') },
  no_answer: { kind: 'unknown', words: phrase('The hand-over was cut off before the server answered') },
} as const satisfies Record<string, { kind: ReasonKind; words: Phrase }>;

export type ReasonCode = keyof typeof gateReasons;

export interface Reason {
  code: ReasonCode;
  /** `contact.first_name`, `4.2.2`, the hold that lasted too long: short, for machines and people. */
  detail?: string | undefined;
}

/** Details that are words; a variable's path, a figure or what a server said stand as they are. */
const detailNames: Readonly<Record<string, Phrase>> = {
  unsubscribed: phrase('unsubscribed'), bounced: phrase('bounced'), complained: phrase('complained'), manual: phrase('suppressed by hand'), imported: phrase('suppressed by import'), erased: phrase('erased on request'),
  disconnected: phrase('disconnected'), unchecked: phrase('not looked at for a while'),
};
const detailWords = (detail: string): string => (Object.hasOwn(detailNames, detail) ? t(detailNames[detail]!) : tell(detail));

export const spellReason = ({ code, detail }: Reason): string => (detail ? `${code}: ${detail}` : code);

/** `missing_variable: contact.first_name` in words: `The email needs a value that this contact lacks (contact.first_name)`. */
export function describeReason(reason: string): string {
  const [code, ...rest] = reason.split(': ');
  const known = Object.hasOwn(gateReasons, code!) ? gateReasons[code as ReasonCode] : undefined;
  if (!known) return tell(reason);
  const detail = rest.join(': ');
  if (code === 'held_too_long' && detail) return `${t(known.words)}: ${describeReason(detail)}`;
  return detail ? `${t(known.words)} (${detailWords(detail)})` : t(known.words);
}
