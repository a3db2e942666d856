import { statement, type Queryable } from '../../platform/db/index.ts';
import { readCounts, readLinkCounts, readSeries } from '../../delivery/events/index.ts';
import { campaignSource, findCampaignRow, listHeld, type CampaignRow } from '../../work/campaigns/index.ts';
import type { ResultsView } from './contract.ts';
import { shownCounts, type Standing } from './count-people.ts';
import { figuresOf } from './figures.ts';

/** The first hour in which anything was accepted, from the counts; the campaign's own begin is a floor for it. */
const firstHour = (series: readonly { hour: Date }[], row: CampaignRow): Date | null => {
  const first = series[0]?.hour;
  return first === undefined ? null : new Date(Math.max(first.getTime(), row.send_at?.getTime() ?? 0));
};

const countInFlight = statement<{ count: number }>('reports.in-flight', `
  select count(*)::int as count from messages where workspace_id = $1 and lane_id = $2 and state in ('claimed', 'handing')`);

/** What of a campaign waits now. The held have an index, those in flight are few. */
export async function readStanding(on: Queryable, row: CampaignRow): Promise<Standing> {
  const [held, inFlight] = await Promise.all([
    listHeld.rows(on, [row.workspace_id, campaignSource, row.id]),
    row.lane_id === null ? undefined : countInFlight.one(on, [row.workspace_id, row.lane_id], 'campaign'),
  ]);
  return { held, inFlight: inFlight?.count ?? 0 };
}

/** The figures of a campaign. Everything comes from counts kept as things happen: a million messages cost what ten do. */
export async function readResults(on: Queryable, workspaceId: number, campaignId: number, now: Date): Promise<ResultsView> {
  const row = await findCampaignRow.one(on, [workspaceId, campaignId], 'campaign');
  const [counts, standing, accepted] = await Promise.all([
    readCounts(on, workspaceId, campaignSource, row.id), readStanding(on, row), readSeries(on, workspaceId, campaignSource, row.id, ['accepted']),
  ]);
  return {
    asOf: now.toISOString(),
    // No mailbox is read for bounces yet: until one is, mail is known to be accepted, not to be delivered.
    deliveredWord: 'accepted',
    counts: shownCounts(counts, standing), figures: figuresOf(counts),
    firstAcceptedAt: firstHour(accepted, row)?.toISOString() ?? null,
  };
}

const listLinks = statement<{ index: number; target: string; counts: boolean }>('reports.links', `
  select (k->>'index')::int as index, k->>'target' as target, (k->>'counts')::boolean as counts
  from compiled_emails x, jsonb_array_elements(x.links) k where x.workspace_id = $1 and x.id = $2 order by 1`);

/** The links of what was sent, followed or not, with the messages in which each was. */
export async function readLinks(on: Queryable, workspaceId: number, campaignId: number) {
  const row = await findCampaignRow.one(on, [workspaceId, campaignId], 'campaign');
  const [links, counts] = await Promise.all([
    row.compiled_id === null ? [] : listLinks.rows(on, [workspaceId, row.compiled_id]), readLinkCounts(on, workspaceId, campaignSource, row.id),
  ]);
  const countOf = new Map(counts.map((count) => [count.link, count]));
  return links.map((link) => ({ ...link, persons: countOf.get(link.index)?.clicked ?? 0, all: countOf.get(link.index)?.clickedAll ?? 0 }));
}
