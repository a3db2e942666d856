import type { Database } from '../../platform/db/index.ts';
import { setLaneState } from '../../delivery/messages/index.ts';
import { moveCampaign, type Move } from './move-campaign.ts';
import { writeResume } from './queries.ts';

/** Goes on after a pause, where it stopped. */
export async function resumeCampaign(db: Database, move: Move): Promise<void> {
  await moveCampaign(db, move, 'resume', async (tx, row) => {
    await writeResume.run(tx, [row.workspace_id, row.id, move.now]);
    if (row.lane_id !== null) await setLaneState(tx, row.workspace_id, row.lane_id, 'open', move.now);
  });
}
