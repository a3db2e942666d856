import { statement, type Database } from '../../platform/db/index.ts';
import { emit } from '../../platform/outbox-events/index.ts';
import { notify } from '../../platform/listen/index.ts';
import { cancelPlanned } from '../../delivery/messages/index.ts';
import { lockCampaign, writeFinished } from './queries.ts';

/** Is any of a lane's messages still to go? messages_due serves the planned, the few in flight have an index of their own. */
const hasOpen = statement<{ open: boolean }>('campaigns.has-open', `
  select exists (select from messages where workspace_id = $1 and lane_id = $2 and state = 'planned')
    or exists (select from messages where workspace_id = $1 and lane_id = $2 and state in ('claimed', 'handing')) as open`);

/** Writes down that a campaign is done when none of its messages is planned, claimed or being handed over; answers whether it is. */
export async function finishCampaign(db: Database, workspaceId: number, campaignId: number, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const row = await lockCampaign.maybe(tx, [workspaceId, campaignId]);
    if (!row || row.finished_at) return true;
    if (!row.cancelled_at && !row.audience_frozen_at) return false;
    if (row.lane_id !== null && (await hasOpen.one(tx, [workspaceId, row.lane_id], 'campaign')).open) return false;
    await writeFinished.run(tx, [workspaceId, campaignId, now]);
    await emit(tx, { workspaceId, name: row.cancelled_at ? 'campaign.ended-early' : 'campaign.finished', payload: { campaignId } });
    await notify(tx, 'kindred_live', { w: workspaceId, t: 'campaign', id: campaignId });
    return true;
  });
}

/** Marks what a cancelled campaign had still planned; may be stopped and repeated at any point. */
export async function clearCancelled(db: Database, workspaceId: number, campaignId: number, laneId: number | null, now: Date): Promise<void> {
  if (laneId !== null) await cancelPlanned(db, workspaceId, laneId, now);
  await finishCampaign(db, workspaceId, campaignId, now);
}
