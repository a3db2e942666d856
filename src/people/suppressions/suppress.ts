import { statement, type Queryable, type Transaction } from '../../platform/db/index.ts';
import { emit } from '../../platform/outbox-events/index.ts';
import type { SuppressionReason } from './suppression.ts';

export interface Suppression {
  /** The contact whose address it is, or the address's key (contacts/email-address.ts). */
  who: { contactId: number } | { addressKey: string };
  reason: SuppressionReason;
  /** Why: the server's answer, what a member wrote, or a kept sentence. */
  note: string;
  messageId?: number | null;
  byMember?: number | null;
}

// Ordered by hash, so that two that overlap never wait for each other in a circle.
const insertByKey = statement<{ id: number }>('suppressions.add-keys', `
  insert into suppressions (workspace_id, address_hash, address, reason, note, message_id, by_member, created_at)
  select $1, s.hash, s.key, s.reason, s.note, s.message_id, s.by_member, $2
  from (select sha256(convert_to(k.key, 'UTF8')) as hash, k.* from unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[]) as k (key, reason, note, message_id, by_member)) s
  order by s.hash
  on conflict (workspace_id, address_hash) where lifted_at is null do nothing
  returning id`);
const keysOfContacts = statement<{ id: number; email_key: string }>('suppressions.keys-of-contacts', `
  select id, email_key from contacts where workspace_id = $1 and id = any($2::bigint[]) and email_key is not null`);
const lift = statement<{ id: number }>('suppressions.lift', `
  update suppressions set lifted_at = $3, lifted_by = $4 where workspace_id = $1 and id = $2 and lifted_at is null returning id`);

/**
 * Never write to these addresses again, from now on and for what is queued already: the gate reads it.
 * An address that is suppressed stays as it was first said. Answers how many are new.
 */
export async function suppress(tx: Transaction, workspaceId: number, entries: readonly Suppression[], now: Date): Promise<number> {
  const keyed = await withKeys(tx, workspaceId, entries);
  if (keyed.length === 0) return 0;
  const column = <T>(value: (entry: (typeof keyed)[number]) => T): T[] => keyed.map(value);
  const added = await insertByKey.rows(tx, [
    workspaceId, now, column((e) => e.key), column((e) => e.reason), column((e) => e.note), column((e) => e.messageId ?? null), column((e) => e.byMember ?? null),
  ]);
  if (added.length > 0) await tell(tx, workspaceId, keyed);
  return added.length;
}

const contactsOfKeys = statement<{ id: number; email_key: string }>('suppressions.contacts-of-keys', `
  select id, email_key from contacts where workspace_id = $1 and email_key = any($2::text[]) and deleted_at is null order by id`);

/** Whose address it is hears of it at once, wherever something is still to come to them. */
async function tell(tx: Transaction, workspaceId: number, keyed: readonly (Suppression & { key: string })[]): Promise<void> {
  const reasonOf = new Map(keyed.map(({ key, reason }) => [key, reason]));
  const contacts = await contactsOfKeys.rows(tx, [workspaceId, [...reasonOf.keys()]]);
  for (const [reason, some] of Map.groupBy(contacts, (contact) => reasonOf.get(contact.email_key)!)) {
    await emit(tx, { workspaceId, name: 'contacts.suppressed', payload: { contactIds: some.map(({ id }) => id), reason } });
  }
}

/** May be written to again; the row stays, with who lifted it and when. False: it was not suppressed. */
export async function liftSuppression(tx: Transaction, workspaceId: number, suppressionId: number, byMember: number, now: Date): Promise<boolean> {
  return (await lift.run(tx, [workspaceId, suppressionId, now, byMember])) > 0;
}

const liftOwn = statement<{ id: number }>('suppressions.lift-own', `
  update suppressions set lifted_at = $3, lifted_by = null
  where workspace_id = $1 and address_hash = sha256(convert_to($2, 'UTF8')) and lifted_at is null and reason = 'unsubscribed' returning id`);

/**
 * Takes back an opt-out because its own person asked for mail again and proved the address to be theirs. What came
 * of bounces, complaints, members, imports or an erasure stays. False: there was nothing to take back.
 */
export async function liftOwnOptOut(tx: Transaction, workspaceId: number, addressKey: string, now: Date): Promise<boolean> {
  return (await liftOwn.run(tx, [workspaceId, addressKey, now])) > 0;
}

async function withKeys(tx: Queryable, workspaceId: number, entries: readonly Suppression[]): Promise<(Suppression & { key: string })[]> {
  const ids = entries.flatMap(({ who }) => ('contactId' in who ? [who.contactId] : []));
  const keys = new Map(ids.length === 0 ? [] : (await keysOfContacts.rows(tx, [workspaceId, ids])).map((row) => [row.id, row.email_key]));
  const byKey = new Map<string, Suppression & { key: string }>();
  for (const entry of entries) {
    // A contact erased since has no key left; its suppression was written then.
    const key = 'contactId' in entry.who ? keys.get(entry.who.contactId) : entry.who.addressKey;
    if (key !== undefined && !byKey.has(key)) byKey.set(key, { ...entry, key });
  }
  return [...byKey.values()];
}
