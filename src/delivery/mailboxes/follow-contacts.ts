import type { ContactFollower } from '../../people/contacts/index.ts';
import { statement } from '../../platform/db/index.ts';

// By messages_recipient and local_mails_message.
const deleteTheirs = statement('mailboxes.delete-of-contact', `
  delete from local_mails where workspace_id = $1
    and message_id in (select id from messages where workspace_id = $1 and recipient_kind = 'contact' and recipient_id = $2)`);

/** For wire.ts: a person's mail goes from the built-in mailbox when they are erased. */
export const mailboxesFollower: ContactFollower = {
  name: 'mailboxes',
  erased: async (tx, { workspaceId, contactId }) => void (await deleteTheirs.run(tx, [workspaceId, contactId])),
};
