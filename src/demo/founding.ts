import type { Transaction } from '../platform/db/index.ts';
import type { ContactId, ListId, ServerId, WorkspaceId } from '../platform/identity/index.ts';
import { ensureCompanies } from '../people/companies/index.ts';
import { addContacts, defineAttribute, type NewContact } from '../people/contacts/index.ts';
import { addToList, ensureList } from '../people/lists/index.ts';
import { makeDemoCompany, type DemoDoor } from '../people/workspaces/index.ts';
import { createLocalServer } from '../delivery/transport/index.ts';
import { addressOf, cast, companyName, companyZone, postalAddress } from './cast.ts';
import type { Chance } from './chance.ts';
import type { DemoContact } from './population.ts';
import { audiences, audienceShare, type Audience } from './year.ts';

// The company, its members, its people and its lists: what stands before the first mail.

/** A person of the demo with their row's id. */
export type Known = DemoContact & { id: ContactId; address: string };

export interface Founded extends DemoDoor {
  memberIds: Map<string, number>;
  serverId: ServerId;
  people: Known[];
  lists: Record<Audience, { id: ListId; people: Known[] }>;
}

/** The mailing under way then lasts for a good hour. */
const mailsPerMinute = 40;
const dayMs = 86_400_000;
const batch = 2000;

export async function foundCompany(tx: Transaction, chance: Chance, population: readonly DemoContact[], asOf: Date): Promise<Founded> {
  const foundedAt = new Date(asOf.getTime() - 720 * dayMs);
  const door = await makeDemoCompany(tx, {
    name: companyName, timeZone: companyZone, postalAddress, foundedAt,
    members: cast.map((member) => ({ ...member, email: addressOf(member.name), timeZone: member.zone })),
  });
  const serverId = await createLocalServer(tx, door.workspaceId, mailsPerMinute);
  await defineAttribute(tx, door.workspaceId, { key: 'depots', label: 'Depots', type: 'number', choices: [] }, foundedAt);
  await defineAttribute(tx, door.workspaceId, { key: 'plan', label: 'Plan', type: 'choice', choices: ['none', 'Team', 'Company'] }, foundedAt);
  const people = await addPeople(tx, chance.branch('owners'), door.workspaceId, door.memberIds, population, asOf);
  return { ...door, serverId, people, lists: await makeLists(tx, chance.branch('lists'), door.workspaceId, people, asOf) };
}

async function addPeople(tx: Transaction, chance: Chance, workspaceId: WorkspaceId, memberIds: Map<string, number>, population: readonly DemoContact[], asOf: Date): Promise<Known[]> {
  const companies = await ensureCompanies(tx, workspaceId, population.map(({ company }) => company), new Date(asOf.getTime() - 700 * dayMs));
  const reps = cast.filter((member) => member.team === 'sales').map((member) => memberIds.get(member.name)!);
  // One rep a company: two voices to one depot would be the very thing this product is against.
  const ownerOf = new Map([...new Set(population.map(({ company }) => company.domain))].map((domain) => [domain, chance.pick(reps)]));
  const people: Known[] = [];
  for (let start = 0; start < population.length; start += batch) {
    const part = population.slice(start, start + batch);
    const ids = await addContacts(tx, workspaceId, part.map((person) => rowOf(person, companies.get(person.company.name.toLowerCase()) ?? null, ownerOf.get(person.company.domain)!, asOf)));
    for (const person of part) people.push({ ...person, id: ids.get(person.email)!, address: person.email });
  }
  // Mail is written in this order: rows of contacts are then locked as everybody locks them, and nobody waits in a ring.
  return people.toSorted((a, b) => a.id - b.id);
}

function rowOf(person: DemoContact, companyId: number | null, ownerId: number, asOf: Date): NewContact {
  return {
    email: person.email, emailKey: person.email, firstName: person.firstName, lastName: person.lastName, jobTitle: person.jobTitle, companyId,
    ownerId: person.kind === 'depot' || person.kind === 'customer' ? ownerId : null,
    timeZone: person.company.place.zone, language: person.company.place.language, attributes: person.attributes,
    consent: person.consent, consentSource: person.consent === 'given' ? 'Form on ferrow.example' : null,
    createdAt: new Date(asOf.getTime() - person.joinedDaysAgo * dayMs),
  };
}

async function makeLists(tx: Transaction, chance: Chance, workspaceId: WorkspaceId, people: readonly Known[], asOf: Date): Promise<Founded['lists']> {
  const lists = {} as Founded['lists'];
  const startedAt = new Date(asOf.getTime() - 400 * dayMs);
  for (const name of Object.keys(audiences) as Audience[]) {
    const kinds: readonly string[] = audiences[name];
    const on = people.filter((person) => kinds.includes(person.kind) && chance.happens(audienceShare[name]));
    const id = await ensureList(tx, workspaceId, { name, description: '', createdBy: null, now: startedAt });
    await addToList(tx, workspaceId, id, on.map((person) => person.id), startedAt);
    lists[name] = { id, people: on };
  }
  return lists;
}
