import type { ContactFollower } from '../../people/contacts/index.ts';
import { statement } from '../../platform/db/index.ts';
import { lockLiveOfContact } from './queries.ts';
import { hearFor } from './worker/hear-events.ts';

const twins = statement<{ sequence_id: number }>('sequences.twins', 'select sequence_id from enrolments where workspace_id = $1 and contact_id = $2');
const move = statement('sequences.move-to-contact', `
  update enrolments e set contact_id = $3 where e.workspace_id = $1 and e.contact_id = $2
    and not exists (select from enrolments w where w.workspace_id = $1 and w.sequence_id = e.sequence_id and w.contact_id = $3)`);
const blank = statement('sequences.blank', 'update enrolments set detail = null where workspace_id = $1 and contact_id = $2');

/** For wire.ts: two who become one go on with the winner's; whoever is erased is written to no more. */
export const sequencesFollower: ContactFollower = {
  name: 'sequences',
  merged: async (tx, { workspaceId, loserId, winnerId, now }) => {
    const winners = new Set((await twins.rows(tx, [workspaceId, winnerId])).map((row) => row.sequence_id));
    const live = await lockLiveOfContact.rows(tx, [workspaceId, loserId]);
    await hearFor(tx, live.filter((row) => winners.has(row.sequence_id)), 'contact-gone', now);
    await move.run(tx, [workspaceId, loserId, winnerId]);
  },
  erased: async (tx, { workspaceId, contactId, now }) => {
    await hearFor(tx, await lockLiveOfContact.rows(tx, [workspaceId, contactId]), 'contact-gone', now);
    await blank.run(tx, [workspaceId, contactId]);
  },
};
