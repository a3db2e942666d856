import type { Database, Queryable, Transaction } from '../../platform/db/index.ts';
import { conflict } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { liveSuppressionOf } from '../suppressions/index.ts';
import { recordChanges, type ChangedBy } from './contact-changes.ts';
import { readFields, type ContactFields } from './contact-fields.ts';
import type { ContactChange, ContactInput, ContactView } from './contract.ts';
import { findLiveByKey, getContact, lockContact } from './queries.ts';

/** Adds a contact; throws `contact_exists` when the address has one, `address_erased` when its person was erased. */
export const createContact = (db: Database, workspaceId: number, input: ContactInput, now: Date): Promise<ContactView> =>
  db.transaction((tx) => createContactIn(tx, workspaceId, input, now));

/** The same within a transaction. */
export async function createContactIn(tx: Transaction, workspaceId: number, input: ContactInput, now: Date): Promise<ContactView> {
  const fields = await readFields(tx, workspaceId, input, now);
  await refuseErased(tx, workspaceId, fields);
  const columns = { ...fields.columns, attributes: JSON.stringify(fields.attributes.set), created_at: now, updated_at: now };
  const names = Object.keys(columns);
  const { rows } = await tx.query<{ id: number }>({
    text: `insert into contacts (workspace_id, ${names.join(', ')}) values ($1, ${names.map((_, index) => `$${index + 2}`).join(', ')})
           on conflict (workspace_id, email_key) where deleted_at is null do nothing returning id`,
    values: [workspaceId, ...Object.values(columns)],
  });
  if (!rows[0]) throw await taken(tx, workspaceId, fields);
  return getContact(tx, workspaceId, rows[0].id);
}

/** Changes what `change` names; `by` is told on the contact's timeline. */
export const changeContact = (db: Database, workspaceId: number, contactId: number, change: ContactChange, now: Date, by?: ChangedBy): Promise<ContactView> =>
  db.transaction((tx) => changeContactIn(tx, workspaceId, contactId, change, now, by));

/** Whoever does not say otherwise is one of the pages that people fill in themselves. */
const byForm: ChangedBy = { through: 'form', memberId: null, source: null };

/** The same within a transaction. */
export async function changeContactIn(tx: Transaction, workspaceId: number, contactId: number, change: ContactChange, now: Date, by: ChangedBy = byForm): Promise<ContactView> {
  const before = await lockContact(tx, workspaceId, contactId);
  if (before.deleted_at) throw conflict('contact_deleted', t('The contact is deleted. Put it back first.'));
  const fields = await readFields(tx, workspaceId, change, now);
  if (fields.address && fields.address.key !== before.email_key) {
    await refuseErased(tx, workspaceId, fields);
    if (await findLiveByKey.maybe(tx, [workspaceId, fields.address.key])) throw await taken(tx, workspaceId, fields);
  }
  const attributes = { ...before.attributes, ...fields.attributes.set };
  for (const key of fields.attributes.remove) delete attributes[key];
  const columns = { ...fields.columns, attributes: JSON.stringify(attributes), updated_at: now };
  const names = Object.keys(columns);
  await tx.query({
    text: `update contacts set ${names.map((name, index) => `${name} = $${index + 3}`).join(', ')} where workspace_id = $1 and id = $2`, values: [workspaceId, contactId, ...Object.values(columns)],
  });
  await recordChanges(tx, workspaceId, before, await lockContact(tx, workspaceId, contactId), by, now);
  return getContact(tx, workspaceId, contactId);
}

/** The id of the live contact with an address, by its key. */
export const findContactByKey = async (on: Queryable, workspaceId: number, addressKey: string): Promise<number | null> => (await findLiveByKey.maybe(on, [workspaceId, addressKey]))?.id ?? null;

async function refuseErased(tx: Transaction, workspaceId: number, fields: ContactFields): Promise<void> {
  const found = await liveSuppressionOf(tx, workspaceId, fields.address!.key);
  if (found?.reason === 'erased') {
    throw conflict('address_erased', t('The person with this address asked to be erased, so the address is not taken in again. Nothing was saved. If they ask to be written to, lift the suppression first.'));
  }
}

async function taken(tx: Transaction, workspaceId: number, fields: ContactFields) {
  const other = await findLiveByKey.maybe(tx, [workspaceId, fields.address!.key]);
  return conflict('contact_exists', other
    ? t('There is a contact with the address {address} already (number {id}). Open it, or merge the two.', { address: fields.address!.address, id: String(other.id) })
    : t('There is a contact with the address {address} already. Open it, or merge the two.', { address: fields.address!.address }));
}
