import { statement, type Queryable, type Transaction } from '../../platform/db/index.ts';
import type { ContactRecord } from './queries.ts';

// What became of a contact's fields, when and by what: kept in the transaction that changes them.

/** Who or what changed it: a member's own hand, a program's key, a sheet, a form. */
export interface ChangedBy {
  through: 'member' | 'key' | 'import' | 'form';
  memberId: number | null;
  /** The sheet's or the form's name. */
  source: string | null;
}

export interface FieldChange {
  /** As in the API: `firstName`, `company`, `attribute:seats`. */
  field: string;
  from: string | null;
  to: string | null;
}

export interface KeptChange {
  id: number;
  through: ChangedBy['through'];
  source: string | null;
  changes: FieldChange[];
}

/** Longer texts are cut: it is told that something changed, not kept for good what it was. */
export const keptCharacters = 200;
/** So many changes of a contact are kept, the newest. */
export const keptChanges = 100;

const insert = statement('contacts.insert-change', `
  insert into contact_changes (workspace_id, contact_id, at, through, by_member, source, changes) values ($1, $2, $3, $4, $5, $6, $7)`);
const prune = statement('contacts.prune-changes', `
  delete from contact_changes where workspace_id = $1 and contact_id = $2
    and id <= (select id from contact_changes where workspace_id = $1 and contact_id = $2 order by id desc offset ${keptChanges} limit 1)`);
const move = statement('contacts.move-changes', 'update contact_changes set contact_id = $3 where workspace_id = $1 and contact_id = $2');
const erase = statement('contacts.erase-changes', 'delete from contact_changes where workspace_id = $1 and contact_id = $2');
const read = statement<KeptChange & Record<string, unknown>>('contacts.read-changes', `
  select id, through, source, changes from contact_changes where workspace_id = $1 and contact_id = $2 and id = any($3::bigint[])`);

/** Keeps how a contact differs from what it was; nothing where it does not. */
export async function recordChanges(tx: Transaction, workspaceId: number, before: ContactRecord, after: ContactRecord, by: ChangedBy, now: Date): Promise<void> {
  const changes = fieldChanges(before, after);
  if (changes.length === 0) return;
  await insert.run(tx, [workspaceId, before.id, now, by.through, by.memberId, by.source?.slice(0, keptCharacters) ?? null, JSON.stringify(changes)]);
  await prune.run(tx, [workspaceId, before.id]);
}

/** Merge: what was changed of the loser is told of the winner. */
export const moveChanges = async (tx: Transaction, workspaceId: number, loserId: number, winnerId: number): Promise<void> => void await move.run(tx, [workspaceId, loserId, winnerId]);

/** Erasure: the old values told who it was. */
export const eraseChanges = async (tx: Transaction, workspaceId: number, contactId: number): Promise<void> => void await erase.run(tx, [workspaceId, contactId]);

/** These changes of a contact. */
export const readChanges = (on: Queryable, workspaceId: number, contactId: number, ids: readonly number[]): Promise<KeptChange[]> => read.rows(on, [workspaceId, contactId, ids]);

const plainFields = {
  email: 'email', firstName: 'first_name', lastName: 'last_name', jobTitle: 'job_title', phone: 'phone', company: 'company_name', owner: 'owner_name',
  timeZone: 'time_zone', language: 'language', consent: 'consent', tracking: 'tracking',
} as const;

/** Pure. An empty text and none are the same. */
export function fieldChanges(before: ContactRecord, after: ContactRecord): FieldChange[] {
  const keys = [...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])].toSorted();
  return [
    ...Object.entries(plainFields).map(([field, column]) => ({ field, from: kept(before[column]), to: kept(after[column]) })),
    ...keys.map((key) => ({ field: `attribute:${key}`, from: kept(before.attributes[key]), to: kept(after.attributes[key]) })),
  ].filter(({ from, to }) => from !== to).map(({ field, from, to }) => ({ field, from: cut(from), to: cut(to) }));
}

const kept = (value: unknown): string | null => (value === null || value === undefined || value === '' ? null : String(value));
const cut = (text: string | null): string | null => (text === null ? null : [...text].slice(0, keptCharacters).join(''));
