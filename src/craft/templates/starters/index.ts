import { phrase, t, type Phrase } from '../../../platform/words/contract.ts';
import type { Draft } from '../../emails/contract.ts';
import type { StarterView } from '../contract.ts';
import { announcement, eventInvitation, influencerPitch, newsletter, pressPitch } from './marketing.ts';
import { coldIntro, followUp, lastNote, meetingRecap } from './sales.ts';

const starters: { key: string; name: Phrase; about: Phrase; team: StarterView['team']; write: () => Draft }[] = [
  { key: 'newsletter', team: 'marketing', name: phrase('Newsletter'), about: phrase('One piece on top, two beside each other, an invitation to answer.'), write: newsletter },
  { key: 'announcement', team: 'marketing', name: phrase('Announcement'), about: phrase('Something new: what it does for the reader, and one button.'), write: announcement },
  { key: 'event-invitation', team: 'marketing', name: phrase('Event invitation'), about: phrase('Why to come, when, where, and a place kept.'), write: eventInvitation },
  { key: 'press-pitch', team: 'marketing', name: phrase('Press pitch'), about: phrase('A story for one journalist, with facts and a date until which it is theirs.'), write: pressPitch },
  { key: 'influencer-pitch', team: 'marketing', name: phrase('Influencer pitch'), about: phrase('An idea for somebody’s channel, and what each side brings.'), write: influencerPitch },
  { key: 'cold-intro', team: 'sales', name: phrase('Cold introduction'), about: phrase('A first mail: something true about them, a figure, one question.'), write: coldIntro },
  { key: 'follow-up', team: 'sales', name: phrase('Follow-up'), about: phrase('A second mail that brings something new, and two days to choose from.'), write: followUp },
  { key: 'meeting-recap', team: 'sales', name: phrase('Meeting recap'), about: phrase('What was said, and who does what by when.'), write: meetingRecap },
  { key: 'last-note', team: 'sales', name: phrase('Last note'), about: phrase('Asks whether to stop, and can be answered by one digit.'), write: lastNote },
];

/** Templates that come with the program; named in the language of whoever asks, written in English. */
export const listStarters = (): StarterView[] => starters.map(({ key, name, about, team, write }) => ({ key, name: t(name), about: t(about), team, draft: write() }));
