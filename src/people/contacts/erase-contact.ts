import { statement, type Database, type Transaction } from '../../platform/db/index.ts';
import { emit } from '../../platform/outbox-events/index.ts';
import { suppressErased } from '../suppressions/index.ts';
import { eraseChanges } from './contact-changes.ts';
import type { ContactView } from './contract.ts';
import type { ContactFollower } from './followers.ts';
import { getContact, lockContact } from './queries.ts';

const blank = `email = null, email_key = null, first_name = '', last_name = '', job_title = '', phone = '', company_id = null, owner_id = null, time_zone = null, language = null,
  attributes = '{}', consent = 'unknown', consent_source = null, consent_at = null, tracking = 'refused', tracking_source = null, tracking_at = null`;
const eraseRow = statement('contacts.erase', `update contacts set ${blank}, deleted_at = coalesce(deleted_at, $3), erased_at = $3, updated_at = $3 where workspace_id = $1 and id = $2`);
// Those merged into this one were the same person, whatever their addresses.
const mergedHere = statement<{ id: number; email_key: string | null }>('contacts.merged-here', `
  with recursive same as (
    select id, email_key from contacts where workspace_id = $1 and id = $2
    union select c.id, c.email_key from same join contacts c on c.workspace_id = $1 and c.merged_into = same.id
  ) select id, email_key from same`);
// Earlier contacts with this address, deleted since and added anew: the same person again.
const sameAddress = statement<{ id: number; email_key: string | null }>('contacts.same-address', `
  select id, email_key from contacts where workspace_id = $1 and email_key = any($2::text[]) and erased_at is null`);

/**
 * Erases a person for good: who they were is gone from here and from every follower's rows; a hash
 * keeps the address from coming back; counts stay as anonymous numbers.
 */
export const eraseContact = (db: Database, followers: readonly ContactFollower[], workspaceId: number, contactId: number, byMember: number, now: Date): Promise<ContactView> =>
  db.transaction((tx) => eraseContactIn(tx, followers, workspaceId, contactId, byMember, now));

/** The same within a transaction. `byMember` null: the person did it. */
export async function eraseContactIn(tx: Transaction, followers: readonly ContactFollower[], workspaceId: number, contactId: number, byMember: number | null, now: Date): Promise<ContactView> {
  await lockContact(tx, workspaceId, contactId);
  const merged = await mergedHere.rows(tx, [workspaceId, contactId]);
  const keys = merged.flatMap((each) => (each.email_key === null ? [] : [each.email_key]));
  const all = new Map([...merged, ...(await sameAddress.rows(tx, [workspaceId, keys]))].map((each) => [each.id, each]));
  for (const person of [...all.values()].toSorted((a, b) => a.id - b.id)) {
    for (const follower of followers) await follower.erased?.(tx, { workspaceId, contactId: person.id, addressKey: person.email_key, now });
    await eraseChanges(tx, workspaceId, person.id);
    await eraseRow.run(tx, [workspaceId, person.id, now]);
  }
  for (const key of keys) await suppressErased(tx, workspaceId, key, byMember, now);
  await emit(tx, { workspaceId, name: 'contact.erased', payload: { contactId } });
  return getContact(tx, workspaceId, contactId);
}
