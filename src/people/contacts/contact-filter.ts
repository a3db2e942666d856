import { statement, type Queryable } from '../../platform/db/index.ts';
import type { ContactPredicate } from './contact-segments.ts';
import type { ContactFilter } from './contract.ts';

// The one place that turns a filter into SQL, for the list, its count, the export and lists.
// The text differs with the filter, so these statements are not named: a plan made for one
// search is wrong for another.

/** A filter as it is asked: of a segment, what it says now. */
export type FoundBy = Omit<ContactFilter, 'segmentId'> & { segment?: ContactPredicate | undefined };

export interface Condition {
  from: string;
  where: string[];
  /** What the words of the search and a segment want; about `c` alone. */
  words: string[];
  values: unknown[];
  /** What pages are ordered by; an index serves it under the filter. */
  id: string;
}

/** Written as in the index contacts_search, or the index does not serve it. */
const searched = "(c.email_key || ' ' || lower(c.first_name || ' ' || c.last_name))";
const companiesNamed = statement<{ id: number }>('contacts.companies-named', 'select id from companies where workspace_id = $1 and lower(name) like $2 order by id limit 100');

const pattern = (word: string): string => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/**
 * A list is walked by its key, each contact fetched by its own: `offset 0` keeps the planner from joining
 * otherwise. On tables it has no figures of yet it took all contacts for each of the list's, 180 s for
 * 11,000; so, 50 ms (2026-11-24).
 */
const walkedList = 'list_members l cross join lateral (select * from contacts where workspace_id = $1 and id = l.contact_id offset 0) c';

/** `c` stands for the contact. Alive ones only, unless the filter asks for the deleted. `walk`: for work that goes through all of them in order. */
export async function conditionOf(on: Queryable, workspaceId: number, filter: FoundBy, { walk = false } = {}): Promise<Condition> {
  const values: unknown[] = [workspaceId];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const where = [filter.deleted ? 'c.deleted_at is not null and c.erased_at is null and c.merged_into is null' : 'c.deleted_at is null'];
  const words: string[] = [];
  let from = 'contacts c';
  let id = 'c.id';
  if (filter.listId !== undefined) {
    // Ordered by the list's own key: a page reads a page of it, however long the list.
    from = walk ? walkedList : 'list_members l join contacts c on c.workspace_id = l.workspace_id and c.id = l.contact_id';
    where.push(`l.workspace_id = $1 and l.list_id = ${value(filter.listId)}`);
    id = 'l.contact_id';
  } else where.push('c.workspace_id = $1');
  if (filter.companyId !== undefined) where.push(`c.company_id = ${value(filter.companyId)}`);
  if (filter.ownerId !== undefined) where.push(`c.owner_id = ${value(filter.ownerId)}`);
  if (filter.consent !== undefined) where.push(`c.consent = ${value(filter.consent)}`);
  for (const word of (filter.search ?? '').normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)) {
    const like = `${searched} like ${value(pattern(word))}`;
    const companies = word.length < 3 ? [] : await companiesNamed.rows(on, [workspaceId, pattern(word)]);
    words.push(companies.length === 0 ? like : `(${like} or c.company_id = any(${value(companies.map((each) => each.id))}::bigint[]))`);
  }
  if (filter.segment) words.push(filter.segment(value));
  return { from, where, words, values, id };
}

/** Ids of the contacts a filter finds, in growing order, after `afterId`. For work in batches. */
export async function findContactIds(on: Queryable, workspaceId: number, filter: FoundBy, afterId: number, limit: number): Promise<number[]> {
  const { from, where, words, values, id } = await conditionOf(on, workspaceId, filter, { walk: true });
  const { rows } = await on.query<{ id: number }>({
    text: `select c.id from ${from} where ${[...where, ...words].join(' and ')} and ${id} > $${values.length + 1} and c.id > $${values.length + 1} order by ${id} limit $${values.length + 2}`, values: [...values, afterId, limit],
  });
  return rows.map((row) => row.id);
}
