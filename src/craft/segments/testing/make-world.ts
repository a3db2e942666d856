import fc from 'fast-check';
import { recountRollups } from '../../../delivery/events/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { ConditionWorld } from '../condition/world.ts';
import type { Mail, Person } from './evaluate.ts';
import { words } from './random-conditions.ts';

// A small company with people in whom everything varies, the same in the database and in plain objects.

export const now = new Date('2026-11-23T22:30:00Z');
export const links = ['https://a.example/', "https://b.example/?q='"];
const dayMs = 86_400_000;
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const moment = fc.integer({ min: 0, max: 60 * 24 }).map((hours) => now.getTime() - hours * 3_600_000);
const id = fc.integer({ min: 1, max: 3 });
const word = fc.constantFrom('', ...words);

const mail: fc.Arbitrary<Mail> = fc.record({
  campaignId: fc.constantFrom(1, 2, null), team: fc.constantFrom('sales' as const, 'marketing' as const), sentAt: fc.oneof({ weight: 5, arbitrary: moment }, { weight: 1, arbitrary: fc.constant(null) }),
  opens: fc.array(moment, { maxLength: 2 }), clicks: fc.array(fc.record({ at: moment, link: fc.integer({ min: 0, max: 1 }) }), { maxLength: 2 }), repliedAt: some(moment), unsubscribedAt: some(moment),
}).map((made) => (made.sentAt === null ? { ...made, opens: [], clicks: [], repliedAt: null, unsubscribedAt: null } : made));

const person: fc.Arbitrary<Person> = fc.record({
  id: fc.constant(0),
  fields: fc.record({ email: fc.uuid().map((made) => `${made}@people.example`), firstName: word, lastName: word, jobTitle: word, phone: word, language: some(fc.constantFrom('de', 'en')), timeZone: some(fc.constantFrom('Europe/Berlin', 'UTC')) }),
  createdAt: moment,
  attributes: fc.record({ note: fc.constantFrom(...words), plan: fc.constantFrom('gold', 'silver'), seats: fc.constantFrom(-1, 0, 0.1, 1, 2.5, 1e21), partner: fc.boolean(),
    renewal: fc.integer({ min: -50, max: 50 }).map((moved) => new Date(now.getTime() + moved * dayMs).toISOString().slice(0, 10)) }, { requiredKeys: [] }),
  companyId: some(id), ownerId: some(id), consent: fc.constantFrom('unknown' as const, 'given' as const, 'withdrawn' as const), lists: fc.uniqueArray(id),
  // At most one mail of a campaign, as the index messages_once has it.
  mails: fc.array(mail, { maxLength: 4 }).map((mails) => mails.filter((one, at) => one.campaignId === null || mails.findIndex((other) => other.campaignId === one.campaignId) === at)),
});

/** Fills a workspace of its own; ids of lists, companies, members and campaigns are 1 to 3 in it. */
export async function makeWorld(db: Database, seed: number, size: number, timeZone: string): Promise<{ workspaceId: number; people: Person[]; world: ConditionWorld }> {
  const people = fc.sample(person, { numRuns: size, seed });
  const { rows: [workspace] } = await db.pool.query(`insert into workspaces (name, time_zone) values ('World', $1) returning workspace_id`, [timeZone]);
  const workspaceId = workspace.workspace_id as number;
  const run = async (text: string, values: unknown[] = []) => (await db.pool.query(text, [workspaceId, ...values])).rows;
  await run(`insert into members (workspace_id, id, email, name, team, role) select $1, n, n || '@own.example', 'Member ' || n, 'both', 'member' from generate_series(1, 3) n`);
  const companies = ['Straßen AG', 'gold & co', "O'Hara"];
  await run(`insert into companies (workspace_id, id, name) select $1, n, name from unnest($2::text[]) with ordinality c (name, n)`, [companies]);
  await run(`insert into lists (workspace_id, id, name) select $1, n, 'List ' || n from generate_series(1, 3) n`);
  await run(`insert into compiled_emails (workspace_id, id, content, links) values ($1, 1, '{}', $2)`, [JSON.stringify(links.map((target, index) => ({ index, target, counts: true })))]);
  await run(`insert into servers (workspace_id, id, name, kind) values ($1, 1, 'S', 'local')`);
  await run(`insert into lanes (workspace_id, id, source_kind, source_id, server_id, purpose, team) values ($1, 1, 'single', 1, 1, 'marketing', 'marketing'), ($1, 2, 'single', 2, 1, 'sales', 'sales')`);
  for (const one of people) await insertPerson(run, one);
  await recountRollups(db, workspaceId, now);
  const named = (names: string[]) => new Map(names.map((name, at) => [at + 1, { name }]));
  const attribute = (label: string, type: 'text' | 'choice' | 'number' | 'boolean' | 'date') => [label, { label, type, archived: false }] as const;
  return {
    workspaceId, people,
    world: {
      timeZone, lists: named(['List 1', 'List 2', 'List 3']), companies: named(companies), members: named(['Member 1', 'Member 2', 'Member 3']), campaigns: named(['First', 'Second']), segments: new Map(),
      attributes: new Map([attribute('note', 'text'), attribute('plan', 'choice'), attribute('seats', 'number'), attribute('partner', 'boolean'), attribute('renewal', 'date')]),
    },
  };
}

async function insertPerson(run: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>, one: Person): Promise<void> {
  const { fields } = one;
  const [row] = await run(`insert into contacts (workspace_id, email, email_key, first_name, last_name, job_title, phone, language, time_zone, created_at, attributes, company_id, owner_id, consent)
    values ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
  [fields['email'], fields['firstName'], fields['lastName'], fields['jobTitle'], fields['phone'], fields['language'], fields['timeZone'], new Date(one.createdAt), JSON.stringify(one.attributes), one.companyId, one.ownerId, one.consent]);
  one.id = row!['id'] as number;
  await run('insert into list_members (workspace_id, list_id, contact_id) select $1, l, $3 from unnest($2::bigint[]) l', [one.lists, one.id]);
  for (const [step, mail] of one.mails.entries()) await insertMail(run, one.id, mail, step);
}

async function insertMail(run: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>, contactId: number, mail: Mail, step: number): Promise<void> {
  const at = (given: number | null) => (given === null ? null : new Date(given));
  const source = mail.campaignId === null ? ['single', 1] : ['campaign', mail.campaignId];
  const [row] = await run(`insert into messages (workspace_id, lane_id, source_kind, source_id, step, recipient_kind, recipient_id, compiled_id, state, due_at, accepted_at)
    values ($1, $2, $3, $4, $5, 'contact', $6, 1, $7, $8, $9) returning id`,
  [mail.team === 'marketing' ? 1 : 2, ...source, mail.campaignId === null ? step : 0, contactId, mail.sentAt === null ? 'dropped' : 'accepted', now, at(mail.sentAt)]);
  if (mail.sentAt === null) return;
  await run(`insert into touches (workspace_id, contact_id, at, kind, team, message_id) values ($1, $2, $3, 'message', $4, $5)`, [contactId, at(mail.sentAt), mail.team, row!['id']]);
  const clicks = mail.clicks.map((click) => click.at);
  const seen = [...mail.opens, ...clicks];
  const opens = [...seen, ...(mail.repliedAt === null ? [] : [mail.repliedAt])];
  if (opens.length === 0 && mail.unsubscribedAt === null) return;
  const edge = (times: number[], pick: (...values: number[]) => number) => at(times.length === 0 ? null : pick(...times));
  await run(`insert into engagements (workspace_id, message_id, contact_id, source_kind, source_id, opened_at, last_at, clicked_at, last_clicked_at, replied_at, unsubscribed_at, links) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [row!['id'], contactId, ...source, edge(opens, Math.min), edge(seen, Math.max), edge(clicks, Math.min), edge(clicks, Math.max), at(mail.repliedAt), at(mail.unsubscribedAt), [...new Set(mail.clicks.map(({ link }) => link))]]);
}
