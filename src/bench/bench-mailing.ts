import type { Database } from '../platform/db/index.ts';

/** Campaigns that are out, made at once by SQL: what benches of the way back start from. */
export interface BenchMailing {
  workspaceId: number;
  sourceId: number;
  compiledId: number;
  links: { index: number; target: string; counts: boolean }[];
  /** Ids follow each other. */
  firstMessageId: number;
  count: number;
}

const links = Array.from({ length: 8 }, (_, index) => ({ index, target: `https://www.example.com/news/${index}?utm_source=mail&utm_campaign=november`, counts: index < 7 }));

/** `count` messages of one campaign, each accepted by another contact's server, counts included. */
export async function addBenchMailing(db: Database, count: number, acceptedAt: Date, sourceId = 1): Promise<BenchMailing> {
  const ask = async (text: string, values: unknown[]) => Object.values((await db.pool.query(text, values)).rows[0])[0] as number;
  const workspaceId = await ask(`insert into workspaces (name) values ('Bench') returning workspace_id`, []);
  const serverId = await ask(`insert into servers (workspace_id, name, kind) values ($1, 'Server', 'smtp') returning id`, [workspaceId]);
  const compiledId = await ask(`insert into compiled_emails (workspace_id, content, links) values ($1, '{}', $2) returning id`, [workspaceId, JSON.stringify(links)]);
  const laneId = await ask(`insert into lanes (workspace_id, source_kind, source_id, server_id, purpose, team) values ($1, 'campaign', $2, $3, 'marketing', 'marketing') returning id`, [workspaceId, sourceId, serverId]);
  const firstContact = await ask(`
    with made as (insert into contacts (workspace_id, email, email_key, first_name, last_name)
      select $1, e, e, 'Ann', 'Reader ' || n from (select n, 'reader' || n || '@example.com' as e from generate_series(1, $2::int) n) people returning id) select min(id) from made`, [workspaceId, count]);
  const firstMessageId = await ask(`
    with made as (insert into messages (workspace_id, lane_id, source_kind, source_id, recipient_kind, recipient_id, compiled_id, state, due_at, planned_at, accepted_at, ended_at)
      select $1, $2, 'campaign', $3, 'contact', $4 + n, $5, 'accepted', $6, $6, $6, $6 from generate_series(0, $7::int - 1) n returning id) select min(id) from made`,
  [workspaceId, laneId, sourceId, firstContact, compiledId, acceptedAt, count]);
  await db.pool.query(`
    insert into rollup_changes (workspace_id, source_kind, source_id, step, metric, hour, change)
    select $1, 'campaign', $2, 0, m, date_trunc('hour', $3::timestamptz, 'UTC'), $4 from unnest(array['planned', 'accepted', 'accepted_tracked']) m`, [workspaceId, sourceId, acceptedAt, count]);
  await db.pool.query('select ensure_month_partitions($1, $2)', [acceptedAt, new Date(acceptedAt.getTime() + 62 * 86_400_000)]);
  await db.pool.query('vacuum analyze');
  return { workspaceId, sourceId, compiledId, links, firstMessageId, count };
}

/** The campaign that the messages are of, and a member who may look at it; the messages' source becomes the campaign's id. */
export async function addCampaignOf(db: Database, mailing: BenchMailing): Promise<{ campaignId: number; memberId: number }> {
  const ask = async (text: string, values: unknown[]) => Object.values((await db.pool.query(text, values)).rows[0])[0] as number;
  const { workspaceId } = mailing;
  const memberId = await ask(`insert into members (workspace_id, email, name, team, role) values ($1, 'bench@example.com', 'Bench', 'both', 'owner') returning id`, [workspaceId]);
  const emailId = await ask(`insert into emails (workspace_id, name) values ($1, 'Bench') returning id`, [workspaceId]);
  const campaignId = await ask(`
    insert into campaigns (workspace_id, id, name, email_id, launched_at, compiled_id, lane_id, audience_size, audience_frozen_at, finished_at)
    select $1, $2, 'Bench', $3, l.created_at, $4, l.id, $5, l.created_at, l.created_at from lanes l where l.workspace_id = $1 and l.source_id = $2 returning id`,
  [workspaceId, mailing.sourceId, emailId, mailing.compiledId, mailing.count]);
  return { campaignId, memberId };
}
