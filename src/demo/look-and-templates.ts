import type { Database } from '../platform/db/index.ts';
import { asId, type MemberId } from '../platform/identity/index.ts';
import { changeBrand } from '../craft/brand/index.ts';
import { createTemplate, link, newLine, value, writer, written, type NewTemplate } from '../craft/templates/index.ts';
import type { Block } from '../craft/emails/contract.ts';
import { cast } from './cast.ts';
import type { Founded } from './founding.ts';

// How the company's mails look, and what its people begin from.

const dayMs = 86_400_000;
const site = 'https://ferrow.example/';

/** Sets the company's look and saves what its two teams use again and again. */
export async function addLookAndTemplates(db: Database, founded: Founded, asOf: Date): Promise<void> {
  const { workspaceId, memberIds } = founded;
  const idOf = (name: string): MemberId => asId<MemberId>(memberIds.get(name)!);
  await changeBrand(db, {
    workspaceId, by: idOf('Mira Lindqvist'), now: new Date(asOf.getTime() - 300 * dayMs),
    change: {
      colors: { accent: '#17494d', text: '#22302f', background: '#eef1ee', surface: '#ffffff', link: '#0b6b62' },
      fonts: { heading: "Georgia, 'Times New Roman', serif", body: 'Arial, Helvetica, sans-serif' },
      cornerRadius: 4, footerText: 'Ferrow plans docks, so that nobody waits.',
      social: [{ network: 'linkedin', href: 'https://social.example/ferrow' }, { network: 'website', href: site }],
    },
  });
  const wanted: { by: string; daysAgo: number; template: NewTemplate }[] = [
    { by: 'Leo Amsel', daysAgo: 210, template: { kind: 'email', name: 'Ferrow letter', team: 'marketing', draft: letter() } },
    { by: 'Mira Lindqvist', daysAgo: 120, template: { kind: 'email', name: 'Figures for the press', team: 'marketing', draft: pressFigures() } },
    { by: 'Dana Okoye', daysAgo: 60, template: { kind: 'email', name: 'After a depot visit', team: 'sales', draft: afterVisit() } },
    { by: 'Sofie Halm', daysAgo: 30, template: { kind: 'block', name: 'Thursday walk-through', team: 'both', content: walkThrough() } },
  ];
  await db.transaction(async (tx) => {
    for (const { by, daysAgo, template } of wanted) {
      const team = cast.find(({ name }) => name === by)?.team ?? 'both';
      await createTemplate(tx, { workspaceId, memberId: idOf(by), team }, template, new Date(asOf.getTime() - daysAgo * dayMs));
    }
  });
}

function letter() {
  const w = writer();
  return written('designed', 'Ferrow letter: [month]', 'One depot, one figure, one idea.', [
    w.heading(1, 'One depot, one figure, one idea'),
    w.greeting(),
    w.heading(2, 'The depot'), w.paragraph('[Who runs it, what was in their way, what they do now.]'), w.button('Read their story', `${site}stories`),
    w.columns([w.heading(3, 'The figure'), w.paragraph('[One number, and how it was measured.]')], [w.heading(3, 'The idea'), w.paragraph('[Something to try on Monday, without us.]')]),
    w.divider(),
    w.signature('Until next month,'),
    w.footer('You get this because you asked for the Ferrow letter.'),
  ]);
}

function pressFigures() {
  const w = writer();
  return written('plain', 'For your logistics pages: [the figure in nine words]', '', [
    w.greeting(),
    w.paragraph('[how many] depots shared a year of dock hours with us. [What came out, in one sentence with a number.]'),
    w.paragraph('The table is free to use, with our method beside it: ', link('figures and method', `${site}figures`), '. [A depot manager] would talk to you about it.'),
    w.paragraph('Shall I send it ahead of the others? It goes out on [day].'),
    w.signature('Kind regards,'),
    w.footer('Not your subject? Tell me, and I shall not write about it again.'),
  ]);
}

function afterVisit() {
  const w = writer();
  return written('plain', 'Your docks at {{ company.name | default: "your depot" }}: what we saw', '', [
    w.greeting(),
    w.paragraph('thank you for showing us round. Three things stayed with us:'),
    w.list('[Where lorries wait, and how long]', '[What the shift leads do by phone]', '[What works already, and should stay]'),
    w.paragraph('With your layout a week at ', value('company.name', 'your depot'), ' could be planned like this: ', link('a first sketch', `${site}sketch`), '.', newLine, 'Is Tuesday at ten a good time to go through it?'),
    w.signature('Kind regards,'),
    w.footer('If you would rather not hear from us, one word is enough.'),
  ]);
}

function walkThrough(): Block[] {
  const w = writer();
  return [
    w.heading(3, 'Thirty minutes on Thursday'),
    w.paragraph('We show the week planner with the layout of a real depot. Bring yours.'),
    w.button('Keep me a place', `${site}meet`, 'outline'),
  ];
}
