import { statement } from '../../platform/db/index.ts';
import type { FeedItem } from './contract.ts';

/** What both kinds of rows, settled and still checking, tell of a message. */
export interface ItemRow {
  at: Date;
  message_id: number;
  link: number | null;
  target: string | null;
  count: number;
  contact_id: number | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  company_name: string | null;
  time_zone: string | null;
  source_kind: string;
  source_id: number;
  source_name: string | null;
  team: 'sales' | 'marketing' | null;
  member_id: number | null;
  member_name: string | null;
}

/** Joins a page of items `p` (workspace_id, message_id, contact_id, link, source_kind, source_id) to what a screen says of them. */
export const joinItem = (page: string) => `
  left join contacts c on c.workspace_id = $1 and c.id = ${page}.contact_id and c.erased_at is null
  left join companies o on o.workspace_id = $1 and o.id = c.company_id
  left join messages m on m.workspace_id = $1 and m.id = ${page}.message_id
  left join lanes l on l.workspace_id = $1 and l.id = m.lane_id
  left join compiled_emails x on x.workspace_id = $1 and x.id = m.compiled_id
  left join emails w on w.workspace_id = $1 and w.id = x.email_id
  left join campaigns g on ${page}.source_kind in ('campaign', 'test') and g.workspace_id = $1 and g.id = ${page}.source_id
  left join members b on b.workspace_id = $1 and b.id = coalesce(g.launched_by, w.created_by)`;
export const itemColumns = (page: string) => `
  ${page}.message_id, ${page}.link, ${page}.source_kind, ${page}.source_id, ${page}.contact_id, c.first_name, c.last_name, c.email, o.name as company_name, c.time_zone,
  coalesce(g.name, w.name) as source_name, coalesce(g.team, l.team) as team,
  b.id as member_id, b.name as member_name,
  (select k->>'target' from jsonb_array_elements(x.links) k where (k->>'index')::int = ${page}.link) as target`;

/** Mail to colleagues (invitations, reports) is not what came back from outside; tests are, and say so. */
const isFeedSource = (page: string) => `${page}.source_kind not in ('invitation', 'password', 'report', 'internal')`;

export type SettledRow = ItemRow & { id: number; kind: FeedItem['kind']; class: Exclude<FeedItem['class'], 'checking'>; reason: string | null };
/** A stretch of the log: where it ended, whether that is the log's end, and (in columns that are null when there is none) an item of it. */
type StretchRow = { last_at: Date | null; last_id: number | null; scanned: number } & ({ id: null } | SettledRow);

/**
 * The items of the next stretch of the log, newest first. A filter that few events pass would read all of
 * the log for one page, so a stretch has a length of its own.
 * $2 kind, $3 classes, $4 team, $5 launched by, $6 campaign, $7 and $8 where to go on, $9 how many items, $10 how many events. The partial index events_feed serves the order.
 */
export const listStretch = statement<StretchRow>('feed.stretch', `
  with stretch as materialized (
    select e.workspace_id, e.at, e.id, e.kind, e.message_id, e.contact_id, e.source_kind, e.source_id, e.class, e.reason, e.link, e.count, e.sign
    from events e
    where e.workspace_id = $1 and e.kind <> 'message.accepted' and ($7::timestamptz is null or (e.at, e.id) < ($7, $8))
    order by e.at desc, e.id desc limit $10),
  page as (
    select e.* from stretch e
    where e.sign = 1 and ${isFeedSource('e')}
      and ($2::text is null or e.kind = $2)
      and ($3::text[] is null or e.class = any($3))
      and ($4::text is null or (e.source_kind, e.source_id) in (select fl.source_kind, fl.source_id from lanes fl where fl.workspace_id = $1 and fl.team = $4))
      and ($5::bigint is null or e.source_kind = 'campaign' and e.source_id in (select fg.id from campaigns fg where fg.workspace_id = $1 and fg.launched_by = $5))
      and ($6::bigint is null or e.source_kind = 'campaign' and e.source_id = $6)
      and exists (select from standing_events s where s.workspace_id = $1 and s.message_id = e.message_id and s.at = e.at and s.id = e.id)
    order by e.at desc, e.id desc limit $9)
  select t.at as last_at, t.id as last_id, t.scanned, d.*
  from (select (select count(*)::int from stretch) as scanned, l.at, l.id from (select 1) o left join (select at, id from stretch order by at, id limit 1) l on true) t
  left join (
    select p.at, p.id, p.kind, p.class, p.reason, p.count, ${itemColumns('p')}
    from page p ${joinItem('p')}) d on true
  order by d.at desc, d.id desc`);

/** What came in and is not judged for good: the latest hit of each message, kind and link since it became unsettled. unsettled_last serves the order. */
export const listChecking = statement<ItemRow & { hit_kind: 'open' | 'click' }>('feed.checking', `
  with latest as (
    select message_id, first_at from unsettled where workspace_id = $1 order by last_at desc limit $6),
  page as (
    select distinct on (h.message_id, h.kind, h.link) h.message_id, h.kind as hit_kind, h.link, h.at,
      count(*) over (partition by h.message_id, h.kind, h.link)::int as count,
      f.source_kind, f.source_id, case when f.recipient_kind = 'contact' then f.recipient_id end as contact_id
    from latest u
    join hits h on h.workspace_id = $1 and h.message_id = u.message_id and h.at >= u.first_at
    join messages f on f.workspace_id = $1 and f.id = u.message_id
    where h.kind in ('open', 'click') and ${isFeedSource('f')}
    order by h.message_id, h.kind, h.link, h.at desc)
  select p.at, p.hit_kind, p.count, ${itemColumns('p')}
  from page p ${joinItem('p')}
  where ($2::text is null or p.hit_kind = $2)
    and ($3::text is null or coalesce(g.team, l.team) = $3)
    and ($4::bigint is null or g.launched_by = $4)
    and ($5::bigint is null or p.source_kind = 'campaign' and p.source_id = $5)
  order by p.at desc, p.message_id desc limit $6`);
