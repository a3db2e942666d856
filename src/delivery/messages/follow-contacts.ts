import type { ContactFollower } from '../../people/contacts/index.ts';
import { statement } from '../../platform/db/index.ts';
import { changeRollups } from '../events/index.ts';

// A contact's messages, touches and journal when two contacts become one, or a person is erased.
// messages_recipient finds them; a contact has few.

interface CancelledRow { source_kind: string; source_id: number; step: number }

// One that the winner has of the same source and step: written to once is enough. Those that went
// stay the loser's, which points at the winner.
const cancelTwins = statement<CancelledRow>('messages.cancel-twins', `
  update messages m set state = 'cancelled', hold_reason = null, ended_at = $4
  where m.workspace_id = $1 and m.recipient_kind = 'contact' and m.recipient_id = $2 and m.state = 'planned'
    and exists (select from messages w where w.workspace_id = $1 and w.source_kind = m.source_kind and w.source_id = m.source_id and w.step = m.step
      and w.recipient_kind = 'contact' and w.recipient_id = $3)
  returning m.source_kind, m.source_id, m.step`);
const moveMessages = statement('messages.move-to-contact', `
  update messages m set recipient_id = $3
  where m.workspace_id = $1 and m.recipient_kind = 'contact' and m.recipient_id = $2
    and not exists (select from messages w where w.workspace_id = $1 and w.source_kind = m.source_kind and w.source_id = m.source_id and w.step = m.step
      and w.recipient_kind = 'contact' and w.recipient_id = $3)`);
const moveTouches = statement('messages.move-touches', 'update touches set contact_id = $3 where workspace_id = $1 and contact_id = $2');

const theirs = `(select id from messages where workspace_id = $1 and recipient_kind = 'contact' and recipient_id = $2)`;
// A server's answer often repeats the address it was asked about.
const blankAttempts = statement('messages.blank-attempts', `update attempts set address = null, answer = null where workspace_id = $1 and message_id in ${theirs}`);
const blankValues = statement('messages.blank-values', `update messages set vars = null where workspace_id = $1 and recipient_kind = 'contact' and recipient_id = $2 and vars is not null`);

/** For wire.ts: what messages, touches and the journal do when contacts are merged or erased. */
export const messagesFollower: ContactFollower = {
  name: 'messages',
  merged: async (tx, { workspaceId, loserId, winnerId, now }) => {
    const cancelled = await cancelTwins.rows(tx, [workspaceId, loserId, winnerId, now]);
    await changeRollups(tx, cancelled.map((row) => ({
      workspaceId, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step, metric: 'cancelled' as const, at: now, change: 1,
    })));
    await moveMessages.run(tx, [workspaceId, loserId, winnerId]);
    await moveTouches.run(tx, [workspaceId, loserId, winnerId]);
  },
  erased: async (tx, { workspaceId, contactId }) => {
    await blankAttempts.run(tx, [workspaceId, contactId]);
    await blankValues.run(tx, [workspaceId, contactId]);
  },
};
