import type { Database } from '../../platform/db/index.ts';
import { moveCampaign, type Move } from './move-campaign.ts';
import { writeArchive } from './queries.ts';

/** Puts a campaign away, or brings it back; its figures and people stay. */
export async function archiveCampaign(db: Database, move: Move, archived: boolean): Promise<void> {
  await moveCampaign(db, move, archived ? 'archive' : 'bring-back', async (tx, row) => {
    await writeArchive.run(tx, [row.workspace_id, row.id, archived ? move.now : null, move.now]);
  });
}
