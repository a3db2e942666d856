import type { Database } from '../../platform/db/index.ts';
import { setLaneState } from '../../delivery/messages/index.ts';
import { moveCampaign, type Move } from './move-campaign.ts';
import { writeCancel } from './queries.ts';

/** Ends it for everybody not mailed yet. Nothing goes from this commit on; the worker marks the messages in chunks. */
export async function cancelCampaign(db: Database, move: Move): Promise<void> {
  await moveCampaign(db, move, 'cancel', async (tx, row) => {
    await writeCancel.run(tx, [row.workspace_id, row.id, move.now, move.actor.memberId]);
    if (row.lane_id !== null) await setLaneState(tx, row.workspace_id, row.lane_id, 'closed', move.now);
  });
}
