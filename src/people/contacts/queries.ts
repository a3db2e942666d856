import { statement, type Queryable, type Transaction } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { t, tell } from '../../platform/words/contract.ts';
import { tellSource } from './consent-source.ts';
import type { AttributeValue } from './attribute-value.ts';
import { conditionOf, type FoundBy } from './contact-filter.ts';
import type { ContactLine, ContactView } from './contract.ts';

export interface ContactRecord extends Record<string, unknown> {
  id: number;
  email: string | null;
  email_key: string | null;
  first_name: string;
  last_name: string;
  job_title: string;
  phone: string;
  company_id: number | null;
  company_name: string | null;
  owner_id: number | null;
  owner_name: string | null;
  time_zone: string | null;
  language: string | null;
  attributes: Record<string, AttributeValue>;
  consent: 'unknown' | 'given' | 'withdrawn';
  consent_source: string | null;
  consent_at: Date | null;
  tracking: 'allowed' | 'refused';
  tracking_source: string | null;
  tracking_at: Date | null;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
  erased_at: Date | null;
  merged_into: number | null;
  suppression_id: number | null;
  suppression_reason: string | null;
  suppression_note: string | null;
  suppression_at: Date | null;
  suppression_by: string | null;
}

const columns = `c.id, c.email, c.email_key, c.first_name, c.last_name, c.job_title, c.phone, c.company_id, k.name as company_name, c.owner_id, o.name as owner_name,
  c.time_zone, c.language, c.attributes, c.consent, c.consent_source, c.consent_at, c.tracking, c.tracking_source, c.tracking_at,
  c.created_at, c.updated_at, c.deleted_at, c.erased_at, c.merged_into,
  s.id as suppression_id, s.reason as suppression_reason, s.note as suppression_note, s.created_at as suppression_at, b.name as suppression_by`;
const joined = `
  left join companies k on k.workspace_id = c.workspace_id and k.id = c.company_id
  left join members o on o.workspace_id = c.workspace_id and o.id = c.owner_id
  left join suppressions s on s.workspace_id = c.workspace_id and s.lifted_at is null and s.address_hash = sha256(convert_to(c.email_key, 'UTF8'))
  left join members b on b.workspace_id = s.workspace_id and b.id = s.by_member`;

const findRow = statement<ContactRecord>('contacts.find', `select ${columns} from contacts c ${joined} where c.workspace_id = $1 and c.id = $2`);
const lockRow = statement<ContactRecord>('contacts.lock', `select ${columns} from contacts c ${joined} where c.workspace_id = $1 and c.id = $2 for update of c`);
const findLists = statement<{ id: number; name: string }>('contacts.lists-of', `
  select l.id, l.name from list_members m join lists l on l.workspace_id = m.workspace_id and l.id = m.list_id
  where m.workspace_id = $1 and m.contact_id = $2 and l.archived_at is null order by l.name`);
export const findLiveByKey = statement<{ id: number }>('contacts.find-by-key', 'select id from contacts where workspace_id = $1 and email_key = $2 and deleted_at is null');

export async function getContact(on: Queryable, workspaceId: number, contactId: number): Promise<ContactView> {
  const row = await findRow.one(on, [workspaceId, contactId], 'contact');
  return presentContact(row, await findLists.rows(on, [workspaceId, contactId]));
}

/** Throws when there is no such contact, or it was erased. */
export async function lockContact(tx: Transaction, workspaceId: number, contactId: number): Promise<ContactRecord> {
  const row = await lockRow.one(tx, [workspaceId, contactId], 'contact');
  if (row.erased_at) throw notFound(t('contact'));
  return row;
}

/** Looked through from the newest on before the index of words is asked. */
const nearRows = 20_000;

/**
 * A page, newest first; one more row than `limit` tells that there are more.
 * Words that many have fill a page from the newest contacts; words that few have are found by
 * contacts_search. PostgreSQL cannot tell which a word is: left alone it took 1.2 s for a word all of
 * 1,000,000 had and 0.6 s for one nobody had; so, 5 ms and 90 ms (2026-11-23, a busy machine).
 */
export async function listContactRows(on: Queryable, workspaceId: number, filter: FoundBy, beforeId: number | undefined, limit: number): Promise<ContactRecord[]> {
  const { from, where, words, values, id } = await conditionOf(on, workspaceId, filter);
  // Of a list both sides of the join are told: PostgreSQL concludes equality from it, but not less.
  if (beforeId !== undefined) where.push(`${id} < $${values.push(beforeId)} and c.id < $${values.length}`);
  const wanted = `limit $${values.push(limit + 1)}`;
  // The joins come after the page is cut, or they would be made for everyone the filter finds.
  const page = async (inner: string) => (await on.query<ContactRecord>({ text: `select ${columns} from (${inner}) c ${joined} order by c.id desc`, values })).rows;
  const near = `select c.* from ${from} where ${where.join(' and ')} order by ${id} desc`;
  if (words.length === 0) return page(`${near} ${wanted}`);
  const rows = await page(`select c.* from (${near} limit ${nearRows}) c where ${words.join(' and ')} order by c.id desc ${wanted}`);
  if (rows.length > limit) return rows;
  // The sum keeps the planner from walking all contacts by their ids once more.
  return page(`select c.* from ${from} where ${[...where, ...words].join(' and ')} order by ${id} + 0 desc ${wanted}`);
}

/** The same in growing order, for the export. */
export async function listContactsAfter(on: Queryable, workspaceId: number, filter: FoundBy, afterId: number, limit: number): Promise<ContactRecord[]> {
  const { from, where, words, values, id } = await conditionOf(on, workspaceId, filter, { walk: true });
  where.push(`${id} > $${values.push(afterId)} and c.id > $${values.length}`);
  const text = `select ${columns} from (select c.* from ${from} where ${[...where, ...words].join(' and ')} order by ${id} limit $${values.push(limit)}) c ${joined} order by c.id`;
  return (await on.query<ContactRecord>({ text, values })).rows;
}

const rowsOf = statement<ContactRecord>('contacts.by-ids', `select ${columns} from contacts c ${joined} where c.workspace_id = $1 and c.id = any($2::bigint[]) and c.deleted_at is null`);

/** Live contacts of these ids, in their order; those of other workspaces are left out. */
export async function contactRowsOf(on: Queryable, workspaceId: number, ids: readonly number[]): Promise<ContactRecord[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await rowsOf.rows(on, [workspaceId, ids])).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** The same as a screen shows them. */
export const contactLines = async (on: Queryable, workspaceId: number, ids: readonly number[]): Promise<ContactLine[]> => (await contactRowsOf(on, workspaceId, ids)).map(presentLine);

export async function countContacts(on: Queryable, workspaceId: number, filter: FoundBy): Promise<number> {
  const { from, where, words, values } = await conditionOf(on, workspaceId, filter);
  const { rows } = await on.query<{ count: number }>({ text: `select count(*) as count from ${from} where ${[...where, ...words].join(' and ')}`, values });
  return rows[0]!.count;
}

// Served by contacts_search: the whole name is part of what it holds.
const duplicateRows = statement<ContactRecord>('contacts.duplicates', `
  select ${columns} from (
    select d.* from contacts d
    where d.workspace_id = $1 and d.id <> $2 and d.deleted_at is null
      and (d.email_key || ' ' || lower(d.first_name || ' ' || d.last_name)) like $3
      and lower(d.first_name || ' ' || d.last_name) = $4
    limit 20) c ${joined} order by c.id`);

/** Live contacts of the same first and last name. */
export async function findSameName(on: Queryable, workspaceId: number, contact: ContactRecord): Promise<ContactRecord[]> {
  if (contact.first_name === '' || contact.last_name === '') return [];
  const name = `${contact.first_name} ${contact.last_name}`.toLowerCase();
  return duplicateRows.rows(on, [workspaceId, contact.id, `%${name.replace(/[\\%_]/g, (sign) => `\\${sign}`)}`, name]);
}

export function presentLine(row: ContactRecord): ContactLine {
  return {
    id: row.id, email: row.email, firstName: row.first_name, lastName: row.last_name, jobTitle: row.job_title,
    company: row.company_id === null ? null : { id: row.company_id, name: row.company_name ?? '' },
    consent: row.consent, language: row.language, suppressed: row.suppression_reason,
    createdAt: row.created_at.toISOString(), deletedAt: row.deleted_at?.toISOString() ?? null,
  };
}

export function presentContact(row: ContactRecord, lists: { id: number; name: string }[]): ContactView {
  return {
    ...presentLine(row),
    phone: row.phone, owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' }, timeZone: row.time_zone,
    attributes: row.attributes, consentSource: tellSource(row.consent_source), consentAt: row.consent_at?.toISOString() ?? null,
    tracking: row.tracking, trackingSource: tellSource(row.tracking_source), trackingAt: row.tracking_at?.toISOString() ?? null,
    suppression: row.suppression_id === null ? null
      : { id: row.suppression_id, reason: row.suppression_reason ?? '', note: tell(row.suppression_note ?? ''), createdAt: row.suppression_at!.toISOString(), by: row.suppression_by },
    lists, updatedAt: row.updated_at.toISOString(), erasedAt: row.erased_at?.toISOString() ?? null, mergedInto: row.merged_into,
  };
}
