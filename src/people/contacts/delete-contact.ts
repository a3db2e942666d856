import { statement, type Database } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import type { ContactView } from './contract.ts';
import { findLiveByKey, getContact, lockContact } from './queries.ts';

const markDeleted = statement('contacts.delete', 'update contacts set deleted_at = coalesce(deleted_at, $3), updated_at = $3 where workspace_id = $1 and id = $2');
const markRestored = statement('contacts.restore', 'update contacts set deleted_at = null, updated_at = $3 where workspace_id = $1 and id = $2');

/** Takes a contact out of every list and audience; it can be put back. Twice changes nothing more. */
export async function deleteContact(db: Database, workspaceId: number, contactId: number, now: Date): Promise<ContactView> {
  return db.transaction(async (tx) => {
    await lockContact(tx, workspaceId, contactId);
    await markDeleted.run(tx, [workspaceId, contactId, now]);
    return getContact(tx, workspaceId, contactId);
  });
}

/** Puts a deleted contact back; throws when its address has a new contact meanwhile, or it was merged. */
export async function restoreContact(db: Database, workspaceId: number, contactId: number, now: Date): Promise<ContactView> {
  return db.transaction(async (tx) => {
    const row = await lockContact(tx, workspaceId, contactId);
    if (row.merged_into !== null) throw conflict('already_merged', t('The contact was merged into number {number}; it cannot be put back by itself.', { number: String(row.merged_into) }));
    if (row.deleted_at && row.email_key !== null && (await findLiveByKey.maybe(tx, [workspaceId, row.email_key]))) {
      throw conflict('contact_exists', t('There is a new contact with this address. Merge the two instead.'));
    }
    await markRestored.run(tx, [workspaceId, contactId, now]);
    return getContact(tx, workspaceId, contactId);
  });
}
