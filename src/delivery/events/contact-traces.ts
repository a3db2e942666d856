import { statement, type Transaction } from '../../platform/db/index.ts';
import { forgetHabits, moveHabits } from './habits/keep-habits.ts';

// By engagements_contact and events_contact.
const unlinkEngagements = statement('events.unlink-engagements', 'update engagements set contact_id = null where workspace_id = $1 and contact_id = $2');
// What somebody wrote (a reply, a bounce's text) goes; which links counted and what a reply was sorted as stays, for the recount.
const unlinkEvents = statement('events.unlink-events', `
  update events set contact_id = null, reason = case when kind in ('message.opened', 'message.clicked') then reason end,
    detail = case when kind in ('message.opened', 'message.clicked') then detail when kind = 'message.replied' then jsonb_build_object('sort', detail -> 'sort') end
  where workspace_id = $1 and contact_id = $2`);
const moveEngagements = statement('events.move-engagements', 'update engagements set contact_id = $3 where workspace_id = $1 and contact_id = $2');
const moveEvents = statement('events.move-events', 'update events set contact_id = $3 where workspace_id = $1 and contact_id = $2');

/** Erasure: what was concluded stays as a count and leads to nobody. */
export async function unlinkContact(tx: Transaction, workspaceId: number, contactId: number): Promise<void> {
  await unlinkEngagements.run(tx, [workspaceId, contactId]);
  await unlinkEvents.run(tx, [workspaceId, contactId]);
  await forgetHabits(tx, workspaceId, contactId);
}

/** Merge: what the loser did is the winner's. */
export async function moveContact(tx: Transaction, workspaceId: number, loserId: number, winnerId: number): Promise<void> {
  await moveEngagements.run(tx, [workspaceId, loserId, winnerId]);
  await moveEvents.run(tx, [workspaceId, loserId, winnerId]);
  await moveHabits(tx, workspaceId, loserId, winnerId);
}
