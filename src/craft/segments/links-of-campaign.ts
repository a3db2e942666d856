import { statement, type Queryable } from '../../platform/db/index.ts';

// By engagements_clicked: only what somebody followed is worth asking for, and a campaign has few compiled emails.
const readLinks = statement<{ id: number; name: string }>('segments.links-of-campaign', `
  select row_number() over (order by min((l.link ->> 'index')::int))::int as id, l.link ->> 'target' as name
  from (select distinct m.compiled_id from (
      select message_id from engagements where workspace_id = $1 and source_kind = 'campaign' and source_id = $2 and clicked_at is not null limit 2000) e
    join messages m on m.workspace_id = $1 and m.id = e.message_id) sent
  join compiled_emails k on k.workspace_id = $1 and k.id = sent.compiled_id
  cross join lateral jsonb_array_elements(k.links) l (link)
  where (l.link ->> 'counts')::boolean group by l.link ->> 'target' order by 1 limit 100`);

/** The links of a campaign's mail that count as clicks, by their addresses, as they stand in it. */
export const linksOfCampaign = (on: Queryable, workspaceId: number, campaignId: number): Promise<{ id: number; name: string }[]> => readLinks.rows(on, [workspaceId, campaignId]);
