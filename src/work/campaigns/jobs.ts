import type { Clock } from '../../platform/clock/index.ts';
import { statement, type Database } from '../../platform/db/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';
import type { Listener } from '../../platform/listen/index.ts';
import { clearCancelled, finishCampaign } from './finish-campaign.ts';
import { freezeAudience } from './freeze-audience.ts';

/** Which campaigns have something to do now? The partial index campaigns_active holds them all, over every workspace. */
const listActive = statement<{ workspace_id: number; id: number; lane_id: number | null; frozen: boolean; cancelled: boolean }>('campaigns.list-active', `
  select workspace_id, id, lane_id, audience_frozen_at is not null as frozen, cancelled_at is not null as cancelled
  from campaigns where launched_at is not null and finished_at is null and (send_at is null or send_at <= $1 or cancelled_at is not null)
  order by workspace_id, id`);

/**
 * Does one round over all campaigns: a chunk of each audience still being frozen, so that none waits for
 * another's million; what cancelled ones left; and which are finished. Answers whether there is more to do at once.
 */
export async function workOnCampaigns(db: Database, now: Date, signal?: AbortSignal): Promise<boolean> {
  let more = false;
  for (const campaign of await listActive.rows(db, [now])) {
    if (signal?.aborted) return false;
    const { workspace_id: workspaceId, id } = campaign;
    if (campaign.cancelled) await clearCancelled(db, workspaceId, id, campaign.lane_id, now);
    else if (!campaign.frozen) more = await freezeAudience(db, workspaceId, id, now) || more;
    else await finishCampaign(db, workspaceId, id, now);
  }
  return more;
}

/** The campaigns' worker. Several may run over one database: rows are locked, and doing a round twice changes nothing. */
export function startCampaignWorker(deps: { db: Database; clock: Clock; listener: Listener; onError: (error: unknown) => void }): Loop {
  return startLoop({
    name: 'campaigns', everyMs: 1000,
    run: (signal) => workOnCampaigns(deps.db, deps.clock.now(), signal),
    wakeOn: { listener: deps.listener, channels: ['kindred_due'] },
    onError: deps.onError,
  });
}
