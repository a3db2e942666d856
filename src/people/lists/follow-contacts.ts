import { statement } from '../../platform/db/index.ts';
import type { ContactFollower } from '../contacts/index.ts';

const moveMembers = statement('lists.move-members', `
  insert into list_members (workspace_id, list_id, contact_id, added_at)
  select workspace_id, list_id, $3, added_at from list_members where workspace_id = $1 and contact_id = $2 order by list_id
  on conflict (workspace_id, list_id, contact_id) do update set added_at = least(list_members.added_at, excluded.added_at)`);
const forgetMember = statement('lists.forget-member', 'delete from list_members where workspace_id = $1 and contact_id = $2');

/** What lists do when two contacts become one, or a person is erased. */
export const listsFollower: ContactFollower = {
  name: 'lists',
  merged: async (tx, { workspaceId, loserId, winnerId }) => {
    await moveMembers.run(tx, [workspaceId, loserId, winnerId]);
    await forgetMember.run(tx, [workspaceId, loserId]);
  },
  erased: async (tx, { workspaceId, contactId }) => {
    await forgetMember.run(tx, [workspaceId, contactId]);
  },
};
