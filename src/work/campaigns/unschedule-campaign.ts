import type { Database } from '../../platform/db/index.ts';
import { moveCampaign, type Move } from './move-campaign.ts';
import { writeUnschedule } from './queries.ts';

/** Makes a scheduled campaign a draft again. Nobody was planned for it yet: its audience is frozen when its time comes. */
export async function unscheduleCampaign(db: Database, move: Move): Promise<void> {
  await moveCampaign(db, move, 'unschedule', async (tx, row) => {
    await writeUnschedule.run(tx, [row.workspace_id, row.id, move.now]);
  });
}
