import type { Matched } from './match-message.ts';
import type { ReadMail } from './read-inbound.ts';

export type KeptKind = 'bounce' | 'delay' | 'auto-reply' | 'complaint' | 'reply' | 'meeting' | 'other';

/** An answer to an invitation, as it is kept. */
export interface Meeting {
  uid: string;
  startsAt: string;
  endsAt: string;
  answer: 'accepted' | 'declined' | 'tentative';
}

/** What a mail is to us, once it is known whom it concerns. `other`: nothing to keep. */
export function kindOf(read: ReadMail, matched: Matched): KeptKind {
  const { inspected, head } = read;
  if (inspected.kind === 'bounce' || inspected.kind === 'delay' || inspected.kind === 'complaint') return inspected.kind;
  if (meetingOf(read)) return 'meeting';
  if (inspected.kind === 'auto-reply') return 'auto-reply';
  // Their newsletter is no answer to us, and neither is a machine's notice.
  if (matched.match !== 'token' && matched.match !== 'references' && (head.isBulk || head.isAutomatic)) return 'other';
  if (head.isAutomatic) return 'auto-reply';
  // An invitation of theirs is an answer in deed.
  return 'reply';
}

/** The answer to an invitation that a mail carries; null when it carries none. */
export function meetingOf({ invitation, head }: ReadMail): Meeting | null {
  if (invitation?.method !== 'REPLY') return null;
  const said = invitation.attendees.find(({ address }) => address === head.from?.toLowerCase()) ?? invitation.attendees[0];
  if (!said || said.answer === 'none') return null;
  return { uid: invitation.uid, startsAt: invitation.startsAt.toISOString(), endsAt: invitation.endsAt.toISOString(), answer: said.answer };
}
