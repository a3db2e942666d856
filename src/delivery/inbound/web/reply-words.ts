import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import type { ConversationEntry, ReplySort } from '../contract.ts';

export const sortWords: Record<ReplySort, Phrase> = {
  interested: phrase('Interested'), 'not-now': phrase('Not now'), no: phrase('No'), 'wrong-person': phrase('Wrong person'), unsubscribe: phrase('Wants no mail'),
};

type Inbound = NonNullable<ConversationEntry['inbound']>;

const matchWords: Record<NonNullable<Inbound['match']>, Phrase> = {
  token: phrase('answers our mail, by its own address'), references: phrase('answers our mail, in its thread'), weak: phrase('perhaps answers our newest mail: written anew, to the same mailbox'),
};
const kindWords: Record<Inbound['kind'], Phrase> = {
  reply: phrase('wrote'), 'auto-reply': phrase('answered by itself'), bounce: phrase('came back'), complaint: phrase('was called spam'), meeting: phrase('answered an invitation'), delay: phrase('is late'),
};
const meetingWords: Record<NonNullable<Inbound['meeting']>['answer'], Phrase> = { accepted: phrase('accepted'), declined: phrase('declined'), tentative: phrase('accepted with a maybe') };

/** What happened, beside who it was. */
export const saidWords = ({ kind, meeting }: Inbound): string => (meeting ? `${t(kindWords[kind])}: ${t(meetingWords[meeting.answer])}` : t(kindWords[kind]));

/** How we know which mail it answers. */
export const matchedBy = ({ match, kind }: Inbound): string | null => (match === null || (kind !== 'reply' && kind !== 'auto-reply') ? null : t(matchWords[match]));
