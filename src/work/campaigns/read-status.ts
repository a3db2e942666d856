import type { Queryable } from '../../platform/db/index.ts';
import { readCounts } from '../../delivery/events/index.ts';
import type { Counts } from '../../delivery/metrics/index.ts';
import { campaignStatus, type CampaignCounts } from './campaign.ts';
import type { CampaignStatus } from './contract.ts';
import { factsOf, type CampaignRow } from './queries.ts';

export const campaignSource = 'campaign';
/** Test mail goes by a source of its own, so that no figure ever counts it. */
export const testSource = 'test';

/** What is open and what was handed over, from the counts of a source. */
export function campaignCounts(counts: Counts): CampaignCounts {
  const handedOver = counts.accepted + refused(counts) + counts.unknown;
  return { handedOver, open: counts.planned - handedOver - counts.dropped - counts.cancelled };
}

export const refused = (counts: Counts): number => counts.refusedAddressPermanent + counts.refusedAddressTemporary + counts.refusedOther;

/** A campaign's counts and the status that follows. */
export async function readStatus(on: Queryable, row: CampaignRow, now: Date): Promise<{ counts: Counts; status: CampaignStatus }> {
  const counts = await readCounts(on, row.workspace_id, campaignSource, row.id);
  return { counts, status: statusOf(row, counts, now) };
}

export const statusOf = (row: CampaignRow, counts: Counts, now: Date): CampaignStatus => campaignStatus(factsOf(row), campaignCounts(counts), now);
