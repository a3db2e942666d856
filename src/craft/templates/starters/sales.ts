import type { Draft } from '../../emails/contract.ts';
import { link, newLine, value, writer, written } from './writing.ts';

// What sellers write most: short, plain, one question each.

const company = value('company.name', 'your company');
const leave = 'If you would rather not hear from me, one word is enough.';

export function coldIntro(): Draft {
  const w = writer();
  return written('plain', 'A question about [their task] at {{ company.name | default: "your company" }}', '', [
    w.greeting(),
    w.paragraph('I saw that ', company, ' [something true and recent: a hire, a launch, a sentence in a report].'),
    w.paragraph('Companies at that point often lose [time or money] to [the problem]. [A customer] brought it down by [a figure] in [a time].'),
    w.paragraph('Is that something you look after? If not, who does?'),
    w.signature('Kind regards,'),
    w.footer(leave),
  ]);
}

export function followUp(): Draft {
  const w = writer();
  return written('plain', 'Following up on [the subject]', '', [
    w.greeting(),
    w.paragraph('my last mail was a week ago, so in one line: [what it does for them].'),
    w.paragraph('New since then: ', link('[a short piece that helps them either way]', 'https://example.com/'), '. It takes three minutes to read.'),
    w.paragraph('Would Tuesday or Thursday suit you for a quarter of an hour?'),
    w.signature('Kind regards,'),
    w.footer(leave),
  ]);
}

export function meetingRecap(): Draft {
  const w = writer();
  return written('plain', 'Our talk: what we said, and what comes next', '', [
    w.greeting(),
    w.paragraph('thank you for your time today. This is what I took with me; correct me where I am wrong.'),
    w.paragraph('What matters to ', company, ':'),
    w.list('[Their first aim, in their words]', '[What stands in its way]', '[By when it should be solved]'),
    w.paragraph('What comes next:'),
    w.list('We: [what we send, by which day]', 'You: [whom you ask, by which day]', 'Together: [day and time of the next talk]'),
    w.signature('Kind regards,'),
    w.footer(),
  ]);
}

export function lastNote(): Draft {
  const w = writer();
  return written('plain', 'Shall I close this?', '', [
    w.greeting(),
    w.paragraph('I have not heard from you, which usually means one of three things:'),
    w.list('it is not the right time,', 'it is not your subject,', 'or it lies under a hundred other mails.'),
    w.paragraph('A number from one to three tells me which.', newLine, 'Without an answer I shall not write about this again.'),
    w.signature('Kind regards,'),
    w.footer(leave),
  ]);
}
