import { statement, type Transaction } from '../../platform/db/index.ts';
import type { CampaignId, CompiledEmailId, LaneId, ServerId, Team, WorkspaceId } from '../../platform/identity/index.ts';
import type { Audience } from './queries.ts';

export interface PastCampaign {
  workspaceId: WorkspaceId;
  name: string;
  team: Team;
  emailId: number;
  fromName: string;
  fromAddress: string;
  serverId: ServerId;
  audience: Audience;
  createdBy: number;
  compiledId: CompiledEmailId;
  sentAt: Date;
  audienceSize: number;
}

const insertPast = statement<{ id: CampaignId }>('campaigns.insert-past', `
  insert into campaigns (workspace_id, name, team, email_id, from_name, from_address, server_id, audience, created_by, created_at, updated_at,
                         launched_at, launched_by, compiled_id, audience_frozen_at, audience_size, finished_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamptz - interval '1 day', $10, $10, $9, $11, $10, $12, $10::timestamptz + interval '40 minutes')
  returning id`);
const setLane = statement('campaigns.set-past-lane', 'update campaigns set lane_id = $3 where workspace_id = $1 and id = $2');

/** Writes down a campaign that went out before; its messages are recorded by delivery. */
export async function recordPastCampaign(tx: Transaction, past: PastCampaign): Promise<CampaignId> {
  return (await insertPast.one(tx, [
    past.workspaceId, past.name, past.team, past.emailId, past.fromName, past.fromAddress, past.serverId, past.audience, past.createdBy, past.sentAt, past.compiledId, past.audienceSize,
  ], 'campaign')).id;
}

/** Names the lane its messages lie in, which exists only once the campaign does. */
export async function nameLane(tx: Transaction, workspaceId: number, campaignId: CampaignId, laneId: LaneId): Promise<void> {
  await setLane.run(tx, [workspaceId, campaignId, laneId]);
}
