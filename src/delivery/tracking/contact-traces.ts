import type { ContactFollower } from '../../people/contacts/index.ts';
import { statement, type Transaction } from '../../platform/db/index.ts';
import { moveContact, unlinkContact } from '../events/index.ts';
import { storySettler } from './settling/settle-stories.ts';

interface UnsettledRow {
  workspace_id: number;
  message_id: number;
  first_at: Date;
}

// By messages_recipient; a contact has few messages.
const takeUnsettled = statement<UnsettledRow>('tracking.take-unsettled-of-contact', `
  delete from unsettled u using messages m
  where m.workspace_id = $1 and m.recipient_kind = 'contact' and m.recipient_id = $2 and u.workspace_id = m.workspace_id and u.message_id = m.id
  returning u.workspace_id, u.message_id, u.first_at`);
const blankHits = statement('tracking.blank-hits', `
  update hits h set agent = null, address = null, headers = null, own_member = null from messages m
  where m.workspace_id = $1 and m.recipient_kind = 'contact' and m.recipient_id = $2 and h.workspace_id = m.workspace_id and h.message_id = m.id`);

/**
 * Erases what hits and events tell of a person: agent, address and headers go, identity is unlinked, the anonymous
 * counts stay. What was not yet judged is judged first: afterwards nothing is left to judge by.
 */
export async function eraseContactTraces(tx: Transaction, workspaceId: number, contactId: number): Promise<void> {
  const due = await takeUnsettled.rows(tx, [workspaceId, contactId]);
  await storySettler({ evenErased: true })(tx, due.map((row) => ({ workspaceId: row.workspace_id, messageId: row.message_id, firstAt: row.first_at })));
  await blankHits.run(tx, [workspaceId, contactId]);
  await unlinkContact(tx, workspaceId, contactId);
}

/** Two contacts became one: what the loser opened and clicked is in the winner's timeline. */
export const moveContactTraces = moveContact;

/** For wire.ts: what tracking and events do when contacts are merged or erased. */
export const tracesFollower: ContactFollower = {
  name: 'hits and events',
  merged: (tx, { workspaceId, loserId, winnerId }) => moveContactTraces(tx, workspaceId, loserId, winnerId),
  erased: (tx, { workspaceId, contactId }) => eraseContactTraces(tx, workspaceId, contactId),
};
