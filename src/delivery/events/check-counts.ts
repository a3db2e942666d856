import { compareHabits, correctHabits } from './habits/check-habits.ts';
import { statement, type Database, type Queryable } from '../../platform/db/index.ts';

// Counts everything again from what it was counted from, and compares: messages and engagements against the rollups,
// the log against the engagements, both against contacts' habits. Anonymous counts have nothing behind them and are left out.

export interface CountDifference {
  workspaceId: number;
  /** What disagrees: a source's metric, or a message's engagement. */
  what: string;
  counted: number | string;
  recounted: number | string;
}

export interface CountCheck {
  /** How much was looked at. */
  messages: number;
  engagements: number;
  counts: number;
  /** The first hundred. */
  differences: CountDifference[];
  differing: number;
}

// What the engagements should be, from the events that stand; nothing was opened or clicked of what came back.
const readings = ['opened_at', 'machine_opened_at', 'opens', 'machine_opens', 'clicked_at', 'last_clicked_at', 'machine_clicked_at', 'clicks', 'machine_clicks'];
const fromLog = `
  select message_id, ${readings.map((field) => `case when bounced_at is null then ${field} end as ${field}`).join(', ')}, replied_at, positive_at, unsubscribed_at, complained_at, bounced_at
  from (select e.message_id,
    case when m.tracked then least(
      min(e.at) filter (where e.kind in ('message.opened', 'message.clicked') and e.class in ('person', 'proxy')),
      min(e.at) filter (where e.kind = 'message.replied')) end as opened_at,
    case when m.tracked then min(e.at) filter (where e.kind in ('message.opened', 'message.clicked') and e.class = 'machine') end as machine_opened_at,
    coalesce(sum(e.count) filter (where e.kind = 'message.opened' and e.class in ('person', 'proxy')), 0) as opens,
    coalesce(sum(e.count) filter (where e.kind = 'message.opened' and e.class = 'machine'), 0) as machine_opens,
    min(e.at) filter (where e.kind = 'message.clicked' and e.class in ('person', 'proxy') and e.detail -> 'counts' is null) as clicked_at,
    max(e.at) filter (where e.kind = 'message.clicked' and e.class in ('person', 'proxy') and e.detail -> 'counts' is null) as last_clicked_at,
    min(e.at) filter (where e.kind = 'message.clicked' and e.class = 'machine' and e.detail -> 'counts' is null) as machine_clicked_at,
    coalesce(sum(e.count) filter (where e.kind = 'message.clicked' and e.class in ('person', 'proxy') and e.detail -> 'counts' is null), 0) as clicks,
    coalesce(sum(e.count) filter (where e.kind = 'message.clicked' and e.class = 'machine' and e.detail -> 'counts' is null), 0) as machine_clicks,
    min(e.at) filter (where e.kind = 'message.replied') as replied_at,
    min(e.at) filter (where e.kind = 'message.replied' and e.detail ->> 'sort' = 'interested') as positive_at,
    min(e.at) filter (where e.kind = 'message.bounced') as bounced_at,
    min(e.at) filter (where e.kind = 'message.unsubscribed') as unsubscribed_at,
    min(e.at) filter (where e.kind = 'message.complained') as complained_at
  from standing_events e
  join messages m on m.workspace_id = e.workspace_id and m.id = e.message_id
  where e.workspace_id = $1 and e.kind in ('message.opened', 'message.clicked', 'message.replied', 'message.unsubscribed', 'message.complained', 'message.bounced')
  group by e.message_id, m.tracked) log`;

const linksFromLog = `
  select message_id, array_agg(distinct link order by link) filter (where class in ('person', 'proxy')) as links, array_agg(distinct link order by link) filter (where class = 'machine') as machine_links
  from (
    select e.message_id, e.class, l.link from standing_events e
    cross join lateral (
      select e.link as link where e.link is not null and e.detail -> 'links' is null
      union all select value::int from jsonb_array_elements_text(e.detail -> 'links')) l
    where e.workspace_id = $1 and e.kind = 'message.clicked' and e.class in ('person', 'proxy', 'machine') and e.detail -> 'counts' is null
      and not exists (select from standing_events b where b.workspace_id = $1 and b.message_id = e.message_id and b.kind = 'message.bounced')) clicked
  group by message_id`;

const fields = ['opened_at', 'machine_opened_at', 'opens', 'machine_opens', 'clicked_at', 'last_clicked_at', 'machine_clicked_at', 'clicks', 'machine_clicks', 'replied_at', 'positive_at', 'unsubscribed_at', 'complained_at', 'bounced_at'];
const row = (from: string) => `concat_ws(' ', ${fields.map((field) => `'${field}', ${from}.${field}`).join(', ')})`;

const compareEngagements = statement<{ message_id: number; counted: string; recounted: string; total: number }>('events.check-engagements', `
  with log as (select s.*, coalesce(l.links, '{}') as links, coalesce(l.machine_links, '{}') as machine_links from (${fromLog}) s left join (${linksFromLog}) l using (message_id))
  select coalesce(e.message_id, log.message_id) as message_id, ${row('e')} || ' ' || coalesce(e.links::text, '') || coalesce(e.machine_links::text, '') as counted,
         ${row('log')} || ' ' || coalesce(log.links::text, '') || coalesce(log.machine_links::text, '') as recounted, count(*) over ()::int as total
  from (select * from engagements where workspace_id = $1) e full join log using (message_id)
  where (${fields.map((field) => (field.endsWith('_at') ? `e.${field}` : `coalesce(e.${field}, 0)`)).join(', ')}, coalesce(e.links, '{}'), coalesce(e.machine_links, '{}'))
    is distinct from (${fields.map((field) => (field.endsWith('_at') ? `log.${field}` : `coalesce(log.${field}, 0)::int`)).join(', ')}, coalesce(log.links, '{}'), coalesce(log.machine_links, '{}'))
  limit 100`);

// What the rollups should be. Messages are compared by their totals: the hour of an answer is the sender's to say.
const recounted = `
  select source_kind, source_id, step, metric, -1 as link, null::timestamptz as hour, count(*) as n
  from messages m cross join lateral unnest(array[
    'planned',
    case when state = 'accepted' then 'accepted' end,
    case when state = 'accepted' and tracked then 'accepted_tracked' end,
    case when state = 'refused' then coalesce('refused_address_' || bounce, 'refused_other') end,
    case when state in ('unknown', 'dropped', 'cancelled') then state end,
    case when state = 'accepted' then 'bounced_' || bounce end,
    case when state = 'accepted' and tracked and bounce is not null then 'bounced_tracked' end]) metric
  where workspace_id = $1 and metric is not null group by 1, 2, 3, 4
  union all
  select source_kind, source_id, step, metric, link, date_trunc('hour', at, 'UTC'), count(*)
  from engagements e cross join lateral (
    values ('opened', -1, opened_at), ('opened_all', -1, least(opened_at, machine_opened_at)), ('clicked', -1, clicked_at), ('clicked_all', -1, least(clicked_at, machine_clicked_at)),
           ('replied', -1, replied_at), ('replied_positive', -1, positive_at), ('unsubscribed', -1, unsubscribed_at), ('complained', -1, complained_at)
    union all select 'link_clicked', l, clicked_at from unnest(links) l
    union all select 'link_clicked_all', l, least(clicked_at, machine_clicked_at) from (select unnest(links) union select unnest(machine_links)) u (l)) marks (metric, link, at)
  where workspace_id = $1 and at is not null group by 1, 2, 3, 4, 5, 6`;
const ofMessages = `('planned', 'accepted', 'accepted_tracked', 'refused_address_permanent', 'refused_address_temporary', 'refused_other', 'unknown', 'dropped', 'cancelled', 'bounced_permanent', 'bounced_temporary', 'bounced_tracked')`;
const compared = `
  select source_kind, source_id, step, metric, link, hour, sum(counted)::bigint as counted, sum(recounted)::bigint as recounted, count(*) over ()::int as total
  from (
    select source_kind, source_id, step, metric, link, case when metric not in ${ofMessages} then hour end as hour, count as counted, 0 as recounted from rollups where workspace_id = $1
    union all
    select source_kind, source_id, step, metric, link, case when metric not in ${ofMessages} then hour end, change, 0 from rollup_changes where workspace_id = $1
    union all
    select source_kind, source_id, step, metric, link, hour, 0, n from (${recounted}) again) both_sides
  where metric not like '%\\_anonymous'
  group by source_kind, source_id, step, metric, link, hour having sum(counted) <> sum(recounted)`;

interface CountRow {
  source_kind: string; source_id: number; step: number; metric: string; link: number; hour: Date | null; counted: number; recounted: number; total: number;
}
const compareCounts = statement<CountRow>('events.check-counts', `${compared} limit 100`);
const correctCounts = statement('events.correct-counts', `
  insert into rollup_changes (workspace_id, source_kind, source_id, step, metric, link, hour, change)
  select $1, source_kind, source_id, step, metric, link, coalesce(hour, date_trunc('hour', $2::timestamptz, 'UTC')), recounted - counted from (${compared}) differing`);
const countRows = statement<{ messages: number; engagements: number; counts: number }>('events.check-sizes', `
  select (select count(*) from messages where workspace_id = $1)::int as messages, (select count(*) from engagements where workspace_id = $1)::int as engagements,
         (select count(*) from rollups where workspace_id = $1)::int as counts`);
const readWorkspaces = statement<{ workspace_id: number }>('events.check-workspaces', 'select workspace_id from workspaces order by workspace_id');

/** Checks one workspace, or all. May run while everything else does: each workspace is seen as it was in one moment. */
export async function checkCounts(db: Database, workspaceId?: number): Promise<CountCheck> {
  const ids = workspaceId === undefined ? (await readWorkspaces.rows(db, [])).map((found) => found.workspace_id) : [workspaceId];
  const check: CountCheck = { messages: 0, engagements: 0, counts: 0, differences: [], differing: 0 };
  for (const id of ids) await db.transaction((tx) => checkWorkspace(tx, id, check));
  return check;
}

/** Brings a workspace's rollups in line with what they count, by appending the differences, and contacts' habits; answers how many differed. */
export async function recountRollups(db: Database, workspaceId: number, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await oneMoment(tx);
    return (await correctCounts.run(tx, [workspaceId, now])) + (await correctHabits(tx, workspaceId));
  });
}

const oneMoment = (tx: Queryable) => tx.query({ text: 'set transaction isolation level repeatable read' });

async function checkWorkspace(tx: Queryable, workspaceId: number, check: CountCheck): Promise<void> {
  await oneMoment(tx);
  const sizes = (await countRows.maybe(tx, [workspaceId]))!;
  check.messages += sizes.messages;
  check.engagements += sizes.engagements;
  check.counts += sizes.counts;
  const engagements = await compareEngagements.rows(tx, [workspaceId]);
  const counts = await compareCounts.rows(tx, [workspaceId]);
  const habits = await compareHabits(tx, workspaceId);
  check.differing += (engagements[0]?.total ?? 0) + (counts[0]?.total ?? 0) + (habits[0]?.total ?? 0);
  check.differences.push(
    ...engagements.map(({ message_id, counted, recounted }) => ({ workspaceId, what: `engagement of message ${message_id}`, counted, recounted })),
    ...counts.map((found) => ({ workspaceId, what: countName(found), counted: found.counted, recounted: found.recounted })),
    ...habits.map(({ contact_id, counted, recounted }) => ({ workspaceId, what: `habits of contact ${contact_id}`, counted, recounted })));
  check.differences.splice(100);
}

const countName = (found: CountRow): string =>
  [`${found.source_kind} ${found.source_id} step ${found.step}: ${found.metric}`, found.link >= 0 ? `of link ${found.link}` : '', found.hour ? `at ${found.hour.toISOString()}` : ''].filter(Boolean).join(' ');
