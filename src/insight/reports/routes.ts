import type { Database } from '../../platform/db/index.ts';
import { implement, type Route } from '../../platform/http/index.ts';
import { readCounts, readLinkCounts, readSeries } from '../../delivery/events/index.ts';
import { readSettings } from '../../people/workspaces/index.ts';
import { campaignSource, findCampaignRow } from '../../work/campaigns/index.ts';
import * as contract from './contract.ts';
import { countPeople } from './count-people.ts';
import { exportPeople } from './export-people.ts';
import { listPeople } from './list-people.ts';
import { canExport, canView } from './permissions.ts';
import { readOverview } from './read-overview.ts';
import { readLinks, readResults, readStanding } from './read-results.ts';
import { seriesOf } from './series.ts';

const reading = { allow: canView, scope: 'results:read' } as const;

/** Everything this slice answers. */
export function reportsRoutes({ db }: { db: Database }): Route[] {
  return [
    implement(contract.getOverview, { ...reading, handle: ({ actor, now }) => readOverview(db, actor, now) }),
    implement(contract.campaignResults, { ...reading, handle: ({ actor, params, now }) => readResults(db, actor.workspaceId, params.campaignId, now) }),
    implement(contract.campaignSeries, {
      ...reading,
      handle: async ({ actor, params, query }) => {
        const row = await findCampaignRow.one(db, [actor.workspaceId, params.campaignId], 'campaign');
        const { timeZone: zone } = await readSettings(db, actor.workspaceId);
        const counts = await readSeries(db, actor.workspaceId, campaignSource, row.id, ['opened', 'opened_all', 'clicked', 'clicked_all']);
        return { by: query.by, zone, points: seriesOf(counts, query.by, zone) };
      },
    }),
    implement(contract.campaignLinks, { ...reading, handle: async ({ actor, params }) => ({ items: await readLinks(db, actor.workspaceId, params.campaignId) }) }),
    implement(contract.campaignPeople, {
      ...reading,
      handle: async ({ actor, params, query }) => {
        const row = await findCampaignRow.one(db, [actor.workspaceId, params.campaignId], 'campaign');
        const source = [db, actor.workspaceId, campaignSource, row.id] as const;
        const [page, counts, standing, links] = await Promise.all([
          listPeople(db, { ...query, workspaceId: actor.workspaceId, campaignId: row.id, laneId: row.lane_id }, query),
          readCounts(...source), readStanding(db, row), query.link === undefined ? [] : readLinkCounts(...source),
        ]);
        return { ...page, total: countPeople(counts, standing, links, query) };
      },
    }),
    implement(contract.campaignPeopleCsv, {
      ...reading, allow: canExport,
      handle: async ({ actor, params, query, signal }) => {
        const row = await findCampaignRow.one(db, [actor.workspaceId, params.campaignId], 'campaign');
        const targets = new Map((await readLinks(db, actor.workspaceId, row.id)).map(({ index, target }) => [index, target]));
        const request = { ...query, workspaceId: actor.workspaceId, campaignId: row.id, laneId: row.lane_id };
        return { contentType: 'text/csv; charset=utf-8', filename: `${row.name} - ${query.did}.csv`, body: exportPeople(db, request, targets, signal) };
      },
    }),
  ];
}
