import type { Chance } from './chance.ts';
import { companyZone } from './cast.ts';
import type { Kind } from './population.ts';

// What the two teams sent in the year before the demo's date.

export interface PastCampaign {
  name: string;
  subject: string;
  preheader: string;
  /** Markdown, in the product's own variables. */
  body: string;
  author: string;
  audience: Audience;
  sentAt: Date;
  /** How much it drew: 1 is usual. */
  pull: number;
}

/** The demo's lists, by who is on them. */
export const audiences = {
  'Newsletter': ['depot', 'customer', 'partner'],
  'Depot managers': ['depot'],
  'Customers': ['customer'],
  'Press and analysts': ['press'],
  'Partners': ['partner'],
} as const satisfies Record<string, readonly Kind[]>;
export type Audience = keyof typeof audiences;

/** The share of its kinds that is on the list. */
export const audienceShare: Record<Audience, number> = {
  'Newsletter': 0.12, 'Depot managers': 0.12, 'Customers': 1, 'Press and analysts': 1, 'Partners': 1,
};

interface Idea { name: string; subject: string; preheader: string; lede: string; link: string; more: string; author: string; audience: Audience; pull: number }

const ideas: readonly Idea[] = [
  { name: 'Ferrow 6', subject: 'Ferrow 6: plan a week in an hour', preheader: 'The Sunday evening job, done on Friday.', lede: 'Ferrow 6 plans a week of docks in about an hour. You set the rules once: who may unload what, where, and when.', link: 'week', more: 'six', author: 'Jonas Brandt', audience: 'Depot managers', pull: 1.25 },
  { name: 'Fourteen depots, one planner', subject: 'Fourteen depots, one planner', preheader: 'How Selwick Ports stopped phoning around.', lede: 'Selwick Ports runs fourteen depots with one planner. She showed us her Monday.', link: 'selwick', more: 'stories', author: 'Mira Lindqvist', audience: 'Newsletter', pull: 1.05 },
  { name: 'Walk-through on Thursday', subject: 'Thirty minutes on Thursday?', preheader: 'A walk-through with your own docks.', lede: 'On Thursday we show the week planner with the layout of a real depot. Bring yours.', link: 'meet', more: 'week', author: 'Sofie Halm', audience: 'Depot managers', pull: 0.9 },
  { name: 'Cold docks', subject: 'Your question on cold docks', preheader: 'What eleven cold stores measure.', lede: 'Eleven cold stores let us measure how long a door stays open. The median is not the trouble; the last tenth is.', link: 'cold', more: 'stories', author: 'Leo Amsel', audience: 'Newsletter', pull: 1 },
  { name: 'Customer letter', subject: 'What changed in Ferrow this month', preheader: 'Three things you asked for.', lede: 'Three things you asked for are in: holds with a reason, a printed dock sheet, and a quieter phone view.', link: 'changes', more: 'help', author: 'Jonas Brandt', audience: 'Customers', pull: 1.4 },
  { name: 'Press note', subject: 'Empty dock hours fell by a third: the figures', preheader: 'Data from 212 depots, free to use.', lede: '212 depots shared a year of dock hours. Empty ones fell by a third. The table is free to use, with our method beside it.', link: 'figures', more: 'press', author: 'Mira Lindqvist', audience: 'Press and analysts', pull: 1.5 },
  { name: 'Partner briefing', subject: 'Two new interfaces for your customers', preheader: 'Stock and gate systems, documented.', lede: 'Two interfaces are ready for your customers: stock levels in, gate times out.', link: 'interfaces', more: 'partners', author: 'Sofie Halm', audience: 'Partners', pull: 1.2 },
  { name: 'Ferrow letter', subject: 'Ferrow letter: {month}', preheader: 'One depot, one figure, one idea.', lede: 'One depot, one figure and one idea from {month}.', link: 'letter', more: 'stories', author: 'Leo Amsel', audience: 'Newsletter', pull: 0.95 },
];

/** How often each idea came back, weeks apart. */
const rhythm: readonly { idea: number; everyWeeks: number; firstWeek: number }[] = [
  { idea: 7, everyWeeks: 4, firstWeek: 1 },
  { idea: 4, everyWeeks: 4, firstWeek: 3 },
  { idea: 1, everyWeeks: 13, firstWeek: 6 },
  { idea: 3, everyWeeks: 17, firstWeek: 8 },
  { idea: 2, everyWeeks: 9, firstWeek: 4 },
  { idea: 5, everyWeeks: 6, firstWeek: 2 },
  { idea: 6, everyWeeks: 10, firstWeek: 5 },
  { idea: 0, everyWeeks: 60, firstWeek: 2 },
];

/** The campaigns of the 52 weeks before `asOf`, oldest first. */
export function campaignsOfTheYear(chance: Chance, asOf: Date): PastCampaign[] {
  const campaigns: PastCampaign[] = [];
  for (const { idea, everyWeeks, firstWeek } of rhythm) {
    for (let week = firstWeek; week < 52; week += everyWeeks) campaigns.push(tell(chance, ideas[idea]!, asOf, week));
  }
  campaigns.push(lastWorkingDay(chance, asOf));
  return campaigns.toSorted((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
}

/** One whose answers are still coming in. */
function lastWorkingDay(chance: Chance, asOf: Date): PastCampaign {
  const before = Temporal.Instant.fromEpochMilliseconds(asOf.getTime()).toZonedDateTimeISO(companyZone).subtract({ hours: 24 });
  const day = before.dayOfWeek > 5 ? before.subtract({ days: before.dayOfWeek - 5 }) : before;
  const idea = ideas[1]!;
  return { ...compose(idea, ''), name: `${idea.name}: the figures`, subject: 'The figures behind one planner', sentAt: new Date(day.epochMilliseconds), pull: idea.pull * (0.9 + 0.2 * chance.next()) };
}

/** The one that is going out while the demo is opened. */
export function campaignUnderWay(): Omit<PastCampaign, 'sentAt'> {
  return { ...compose(ideas[2]!, 'November'), name: 'Ferrow 6.1: December', subject: 'December docks: book the quiet hours now', pull: 1 };
}

/** The one that waits for nine o'clock by everybody's own clock. */
export function openingsLetter(): Omit<PastCampaign, 'sentAt'> {
  return { ...compose(ideas[4]!, 'December'), name: 'Openings over the holidays', subject: 'When our docks are open over the holidays', preheader: 'By your own clock.' };
}

function tell(chance: Chance, idea: Idea, asOf: Date, weeksAgo: number): PastCampaign {
  const day = Temporal.Instant.fromEpochMilliseconds(asOf.getTime()).toZonedDateTimeISO(companyZone)
    .subtract({ weeks: weeksAgo }).with({ hour: chance.pick([9, 9, 10, 11, 14]), minute: chance.pick([0, 0, 15, 30]), second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  // Tuesday to Thursday, as most of the trade does.
  const sent = day.subtract({ days: day.dayOfWeek - chance.between(2, 4) });
  const month = sent.toLocaleString('en-GB', { month: 'long' });
  return { ...compose(idea, month), name: `${idea.name}, ${sent.day} ${month}`, sentAt: new Date(sent.epochMilliseconds), pull: idea.pull * (0.85 + 0.3 * chance.next()) };
}

function compose(idea: Idea, month: string): Omit<PastCampaign, 'sentAt'> {
  const fill = (text: string) => text.replaceAll('{month}', month);
  return {
    name: idea.name,
    subject: fill(idea.subject),
    preheader: fill(idea.preheader),
    author: idea.author,
    audience: idea.audience,
    pull: idea.pull,
    body: [
      'Dear {{ contact.first_name | default: "reader" }},',
      fill(idea.lede),
      `[Read on](https://ferrow.example/${idea.link})`,
      `There is more on [how depots use it](https://ferrow.example/${idea.more}), and [our prices](https://ferrow.example/pricing) are in the open.`,
      `Best wishes,  \n${idea.author}`,
      '---',
      '{{ workspace.postal_address }}',
      '[Leave this list]({{ unsubscribe_url }})',
    ].join('\n\n'),
  };
}

/** Subjects of one-to-one mail, by reps. */
export const singleSubjects: readonly string[] = [
  'Walk-through on Thursday', 'Your question on cold docks', 'The quote we spoke about', 'Six ports, one plan', 'A depot near you to visit',
  'Following up on Tuesday', 'The dock sheet you asked for', 'Dates for a trial week', 'Re: shift rules', 'Who else should see this?',
];
