import type { Draft } from '../../emails/contract.ts';
import { bold, link, newLine, writer, written } from './writing.ts';

// What marketers write most. Words in square brackets are to be replaced: preflight cannot know, so they are few and plain to see.

const site = 'https://example.com/';

export function newsletter(): Draft {
  const w = writer();
  return written('designed', 'What is new this month', 'Three short pieces, four minutes in all', [
    w.heading(1, 'What is new this month'),
    w.greeting(),
    w.paragraph('Three things we think are worth your time, the most useful one first.'),
    w.heading(2, '[The one thing to read]'),
    w.paragraph('[Two or three sentences: what it is, who it helps, and what they can do with it today.]'),
    w.button('Read on', site),
    w.divider(),
    w.columns(
      [w.heading(3, '[A second piece]'), w.paragraph('[One or two sentences.]'), w.button('See more', site, 'outline')],
      [w.heading(3, '[A third piece]'), w.paragraph('[One or two sentences.]'), w.button('See more', site, 'outline')],
    ),
    w.divider(),
    w.paragraph('Did something here help, or not at all? Answer this mail. We read every one.'),
    w.signature('Until next month,'),
    w.footer('You get this because you asked for our newsletter.'),
  ]);
}

export function announcement(): Draft {
  const w = writer();
  return written('designed', '[The new thing], in a sentence', 'What it does for you, and how to begin', [
    w.heading(1, '[The new thing] is here'),
    w.greeting(),
    w.paragraph('[One sentence: what you can do from today on that you could not do yesterday.]'),
    w.list('[What it saves you]', '[What it replaces]', '[What it costs, or that it costs nothing]'),
    w.button('See how it works', site),
    w.quote('“[A sentence of somebody who has used it already.]”', newLine, '[Name, company]'),
    w.paragraph('Questions? Answer this mail; it comes to a person.'),
    w.signature('Best wishes,'),
    w.footer('You get this because you use our product or asked for our news.'),
  ]);
}

export function eventInvitation(): Draft {
  const w = writer();
  return written('designed', 'You are invited: [name of the event]', '[Day, time, place]', [
    w.heading(1, 'You are invited: [name of the event]'),
    w.greeting(),
    w.paragraph('[Why it is worth an evening, or an hour: who speaks, who else comes, what you take home.]'),
    w.columns(
      [w.heading(3, 'When'), w.paragraph('[Thursday, 12 March]', newLine, '[18:00 to 20:00, your time]')],
      [w.heading(3, 'Where'), w.paragraph('[Name of the place]', newLine, '[Street, city; or online]')],
    ),
    w.button('Keep me a place', site),
    w.paragraph('It is free. If you cannot come, hand this on to a colleague who would enjoy it.'),
    w.signature('See you there,'),
    w.footer('You get this because you asked to hear of our events.'),
  ]);
}

export function pressPitch(): Draft {
  const w = writer();
  return written('plain', 'For [their column]: [the story in nine words]', '', [
    w.greeting(),
    w.paragraph('your piece on [their recent article] left one question open: [the question]. We have numbers on it.'),
    w.paragraph(bold('The story: '), '[one sentence with a figure, a place and a date].'),
    w.list('[A fact nobody has printed yet]', '[Somebody who can be quoted, and on what]', '[Pictures or data, free to use]'),
    w.paragraph('It can be yours alone until [date]. Would ten minutes on the phone this week suit you, or shall I send the material?'),
    w.signature('Kind regards,'),
    w.footer('Not your subject? Tell me, and I shall not write about it again.'),
  ]);
}

export function influencerPitch(): Draft {
  const w = writer();
  return written('plain', 'An idea for your [series or channel]', '', [
    w.greeting(),
    w.paragraph('[The episode or post] made our whole team stop: [what exactly, in half a sentence].'),
    w.paragraph('We make [what, in six words]. I think your people would enjoy [a concrete idea for a piece], and you would be free to say what you think of it.'),
    w.paragraph('What we would bring: [the product, access, a fee]. What we would ask: [one honest piece by a date].'),
    w.paragraph('Shall I send you one to try, with nothing owed? ', link('This is what it looks like', site), '.'),
    w.signature('Warmly,'),
    w.footer('Not for you? One word back is enough.'),
  ]);
}
