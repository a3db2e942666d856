import type { Database, Queryable } from '../../platform/db/index.ts';
import type { FindCampaignNames } from './read-world.ts';

/** What this slice asks of those to its right; wire.ts hands it over. */
export interface SegmentPorts {
  campaignNames: FindCampaignNames;
  /** Campaigns that were sent or will be, newest first, whose name holds `search`; twenty at most. */
  findCampaigns: (on: Queryable, workspaceId: number, search: string) => Promise<{ id: number; name: string }[]>;
  /** Campaigns that take these segments in or leave them out. */
  campaignsUsing: (on: Queryable, workspaceId: number, segmentIds: readonly number[]) => Promise<{ segmentId: number; id: number; name: string }[]>;
}

export interface SegmentsDeps extends SegmentPorts {
  db: Database;
}
