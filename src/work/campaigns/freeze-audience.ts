import { statement, type Database, type Transaction } from '../../platform/db/index.ts';
import { notify } from '../../platform/listen/index.ts';
import { openLane, planForContacts, setLaneState } from '../../delivery/messages/index.ts';
import type { LaneId } from '../../platform/identity/index.ts';
import { findServer, lockCampaign, writeCursor, writeLane, writePause, type CampaignRow } from './queries.ts';
import { campaignSource } from './read-status.ts';

/**
 * The next contacts of an audience behind the cursor, in id order, each once, with whether they are to be
 * written to. Each list yields its own next ones through its primary key, so a chunk costs the same at
 * the end of a million as at the beginning.
 */
const nextContacts = statement<{ contact_id: number; wanted: boolean }>('campaigns.next-contacts', `
  with next as (
    select distinct n.contact_id from unnest($2::bigint[]) as l (id)
    cross join lateral (
      select m.contact_id from list_members m
      where m.workspace_id = $1 and m.list_id = l.id and m.contact_id > $4 order by m.contact_id limit $5) n
    order by n.contact_id limit $5)
  select next.contact_id, c.id is not null and not exists (
      select from list_members x where x.workspace_id = $1 and x.list_id = any($3::bigint[]) and x.contact_id = next.contact_id) as wanted
  from next left join contacts c on c.workspace_id = $1 and c.id = next.contact_id and c.deleted_at is null
  order by next.contact_id`);

/**
 * Plans the next chunk of a campaign's audience; answers true when there is more. The cursor moves in
 * the same transaction, and a message is unique for its contact: a kill at any point loses and doubles
 * nobody. Sending begins with the first chunk.
 */
export async function freezeAudience(db: Database, workspaceId: number, campaignId: number, now: Date, chunk = 5000): Promise<boolean> {
  return db.transaction(async (tx) => {
    const row = await lockCampaign.maybe(tx, [workspaceId, campaignId]);
    if (!row || !isFreezing(row, now)) return false;
    const laneId = row.lane_id ?? await makeLane(tx, row, now);
    if (laneId === null) return false;
    const next = await nextContacts.rows(tx, [workspaceId, row.audience.lists, row.audience.excludeLists, row.audience_cursor, chunk]);
    const contactIds = next.filter(({ wanted }) => wanted).map(({ contact_id: id }) => id);
    const planned = await planForContacts(tx, {
      workspaceId: row.workspace_id, laneId, sourceKind: campaignSource, sourceId: row.id, step: 0, compiledId: row.compiled_id!,
      contactIds, dueAt: row.send_at ?? now, expiresAt: null, now,
    });
    const more = next.length === chunk;
    await writeCursor.run(tx, [workspaceId, campaignId, next.at(-1)?.contact_id ?? row.audience_cursor, planned, more ? null : now]);
    await notify(tx, 'kindred_live', { w: workspaceId, t: 'campaign', id: campaignId });
    return more;
  });
}

function isFreezing(row: CampaignRow, now: Date): boolean {
  return row.launched_at !== null && row.compiled_id !== null && row.server_id !== null && row.cancelled_at === null
    && row.audience_frozen_at === null && (row.send_at === null || row.send_at <= now);
}

/** Null when the server was put away since the launch: the campaign stands still, for somebody to decide, rather than take another road. */
async function makeLane(tx: Transaction, row: CampaignRow, now: Date): Promise<LaneId | null> {
  if (!await findServer.maybe(tx, [row.workspace_id, row.server_id])) {
    if (!row.paused_at) await writePause.run(tx, [row.workspace_id, row.id, now, null]);
    return null;
  }
  const laneId = await openLane(tx, {
    workspaceId: row.workspace_id, sourceKind: campaignSource, sourceId: row.id, serverId: row.server_id!, purpose: row.team, team: row.team,
  });
  await writeLane.run(tx, [row.workspace_id, row.id, laneId]);
  if (row.paused_at) await setLaneState(tx, row.workspace_id, laneId, 'paused', now);
  return laneId;
}
