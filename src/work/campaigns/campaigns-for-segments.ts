import type { SegmentPorts } from '../../craft/segments/index.ts';
import { statement, type Queryable } from '../../platform/db/index.ts';

const namesOf = statement<{ id: number; name: string }>('campaigns.names-for-segments', 'select id, name from campaigns where workspace_id = $1 and id = any($2::bigint[])');
// Newest first: what somebody asks about is what went out of late. A workspace has hundreds of campaigns, not millions.
const launched = statement<{ id: number; name: string }>('campaigns.launched-for-segments', `
  select id, name from campaigns where workspace_id = $1 and launched_at is not null and position(lower($2) in lower(name)) > 0 order by launched_at desc, id desc limit 20`);
const using = statement<{ segmentId: number; id: number; name: string }>('campaigns.using-segments', `
  select distinct s.id as "segmentId", c.id, c.name from campaigns c
  cross join lateral (
    select value::bigint as id from jsonb_array_elements_text(coalesce(c.audience -> 'segments', '[]') || coalesce(c.audience -> 'excludeSegments', '[]'))) s
  where c.workspace_id = $1 and c.archived_at is null and s.id = any($2::bigint[]) order by c.id desc limit 200`);

/** What segments ask of campaigns; for wire.ts. */
export const campaignsForSegments: SegmentPorts = {
  campaignNames: (on, workspaceId, ids) => namesOf.rows(on, [workspaceId, ids]),
  findCampaigns: (on, workspaceId, search) => launched.rows(on, [workspaceId, search]),
  campaignsUsing: (on, workspaceId, segmentIds) => using.rows(on, [workspaceId, segmentIds]),
};

const usingList = statement<{ name: string }>('campaigns.using-list', `
  select c.name from campaigns c
  where c.workspace_id = $1 and c.archived_at is null and c.launched_at is null
    and (c.audience -> 'lists' @> to_jsonb($2::bigint) or c.audience -> 'excludeLists' @> to_jsonb($2::bigint)) order by c.id desc limit 50`);

/** Names of the campaigns not sent yet that take a list in or leave it out, newest first. */
export const unsentCampaignsUsingList = async (on: Queryable, workspaceId: number, listId: number): Promise<string[]> => (await usingList.rows(on, [workspaceId, listId])).map(({ name }) => name);
