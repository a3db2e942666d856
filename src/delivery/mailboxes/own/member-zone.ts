import { statement } from '../../../platform/db/index.ts';

/** By whose clock a member works: their own zone, else the workspace's. */
export const memberZone = statement<{ member_zone: string | null; workspace_zone: string }>('mailboxes.member-zone', `
  select m.time_zone as member_zone, w.time_zone as workspace_zone
  from members m join workspaces w on w.workspace_id = m.workspace_id where m.workspace_id = $1 and m.id = $2`);
