import type { ContactFollower } from '../../people/contacts/index.ts';
import { statement } from '../../platform/db/index.ts';

// By inbound_mails_contact and inbound_mails_sender.
const move = statement('inbound.move-to-contact', 'update inbound_mails set contact_id = $3 where workspace_id = $1 and contact_id = $2');
// What a reply was sorted as stays, for the counts; nothing that tells who wrote or what.
const blank = statement('inbound.blank', `
  update inbound_mails set contact_id = null, from_address = null, from_name = null, to_addresses = null, subject = null, reply_text = null, message_id_header = null, thread_key = null, returns_on = null, meeting = null
  where workspace_id = $1 and (contact_id = $2 or from_address = $3)`);

/** For wire.ts: what came back from a contact when two become one, or a person is erased. */
export const inboundFollower: ContactFollower = {
  name: 'inbound',
  merged: async (tx, { workspaceId, loserId, winnerId }) => void (await move.run(tx, [workspaceId, loserId, winnerId])),
  erased: async (tx, { workspaceId, contactId, addressKey }) => void (await blank.run(tx, [workspaceId, contactId, addressKey])),
};
