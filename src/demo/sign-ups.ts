import { chooseTopics, createFormIn, createTopic, type Choice } from '../craft/forms/index.ts';
import type { Database } from '../platform/db/index.ts';
import { companyName } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Founded } from './founding.ts';

// What the company writes about, a form for its site, and people who have said what they want of it.

const dayMs = 86_400_000;
const topics = [
  { name: 'Product news', description: 'What is new in the depots, about once a month', de: { name: 'Neues vom Produkt', description: 'Was sich in den Depots tut, etwa einmal im Monat' } },
  { name: 'Events', description: 'Fairs, open days and talks', de: { name: 'Veranstaltungen', description: 'Messen, offene Tage und Vorträge' } },
  { name: 'Stories from the road', description: 'Customers tell how they work', de: { name: 'Geschichten von unterwegs', description: 'Kunden erzählen, wie sie arbeiten' } },
];
const chosenShare = 0.5;
const peopleWhoChose = 300;

export async function openSignUps(db: Database, chance: Chance, { workspaceId, memberIds, lists, people }: Founded, asOf: Date): Promise<void> {
  const since = new Date(asOf.getTime() - 300 * dayMs);
  const author = [...memberIds.values()][0]!;
  await db.transaction(async (tx) => {
    const ids: number[] = [];
    for (const { name, description, de } of topics) ids.push((await createTopic(tx, workspaceId, { name, description, translations: { de } }, since)).id);
    await createFormIn(tx, { workspaceId, memberId: author, now: since }, {
      name: 'News on our site', language: 'en', fields: [{ key: 'first_name', required: false }, { key: 'company', required: false }], topicIds: ids, listId: Object.values(lists)[0]!.id, successUrl: null,
      texts: {
        en: { title: `News from ${companyName}`, intro: 'Tell us what you would like to read about. You can change it at any time.', button: '', consent: `Yes, ${companyName} may write to me about what I chose. I can leave at any time, by a link in every mail.`, thanks: '' },
        de: { title: `Neues von ${companyName}`, intro: 'Sagen Sie uns, worüber Sie lesen möchten. Sie können es jederzeit ändern.', button: '', consent: `Ja, ${companyName} darf mir über das schreiben, was ich gewählt habe. Ich kann mich jederzeit abmelden, über einen Link in jeder E-Mail.`, thanks: '' },
      },
    });
    const agreed = people.filter(({ consent }) => consent === 'given');
    for (const person of agreed.slice(0, peopleWhoChose)) {
      const at = new Date(asOf.getTime() - chance.between(1, Math.max(2, Math.min(299, person.joinedDaysAgo))) * dayMs);
      const choices = new Map(ids.map((id): [number, Choice] => [id, chance.happens(chosenShare) ? 'in' : 'out']));
      await chooseTopics(tx, { workspaceId, contactId: person.id, at, source: 'Form: News on our site', address: '203.0.113.9' }, choices);
    }
  });
}
