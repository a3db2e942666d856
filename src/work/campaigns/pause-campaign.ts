import type { Database } from '../../platform/db/index.ts';
import { setLaneState } from '../../delivery/messages/index.ts';
import { moveCampaign, type Move } from './move-campaign.ts';
import { writePause } from './queries.ts';

/** Stops handing over at once; what is under way ends, nothing is lost, the audience goes on being frozen. */
export async function pauseCampaign(db: Database, move: Move): Promise<void> {
  await moveCampaign(db, move, 'pause', async (tx, row) => {
    await writePause.run(tx, [row.workspace_id, row.id, move.now, move.actor.memberId]);
    if (row.lane_id !== null) await setLaneState(tx, row.workspace_id, row.lane_id, 'paused', move.now);
  });
}
