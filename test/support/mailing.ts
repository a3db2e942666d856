import type { Database } from '../../src/platform/db/index.ts';

/** A campaign that was accepted whole, ready to be opened and clicked. */
export interface Mailing {
  workspaceId: number;
  sourceId: number;
  compiledId: number;
  serverId: number;
  laneId: number;
  links: { index: number; target: string; counts: boolean; hidden?: boolean }[];
  /** In order; message n went to contact n. */
  messageIds: number[];
  contactIds: number[];
}

export interface MailingOptions {
  contacts?: number;
  /** Default: two pages and a preference link (index 2, which never counts). */
  links?: Mailing['links'];
  serverKind?: 'smtp' | 'local';
  trackingMode?: 'per-person' | 'totals-only';
  acceptedAt?: Date;
  /** Into a workspace that is there already. */
  workspaceId?: number;
  sourceId?: number;
}

const defaultLinks = [
  { index: 0, target: 'https://example.com/a?x=1&y=2#top', counts: true },
  { index: 1, target: 'https://example.com/b', counts: true },
  { index: 2, target: 'https://example.com/preferences', counts: false },
];

/** Writes rows as they stand once a campaign is out, counts included. */
export async function addMailing(db: Database, options: MailingOptions = {}): Promise<Mailing> {
  const { contacts = 1, links = defaultLinks, serverKind = 'smtp', trackingMode = 'per-person', sourceId = 1 } = options;
  const acceptedAt = options.acceptedAt ?? new Date('2026-11-23T09:00:00Z');
  const one = async (text: string, values: unknown[]) => Object.values((await db.pool.query(text, values)).rows[0])[0] as number;
  const workspaceId = options.workspaceId ?? await one('insert into workspaces (name, tracking_mode) values ($1, $2) returning workspace_id', ['Northwind', trackingMode]);
  const serverId = await one(`insert into servers (workspace_id, name, kind) values ($1, 'Server', $2) returning id`, [workspaceId, serverKind]);
  const compiledId = await one('insert into compiled_emails (workspace_id, content, links) values ($1, $2, $3) returning id', [workspaceId, '{}', JSON.stringify(links)]);
  const laneId = await one(`insert into lanes (workspace_id, source_kind, source_id, server_id, purpose, team) values ($1, 'campaign', $2, $3, 'marketing', 'marketing') returning id`, [workspaceId, sourceId, serverId]);
  const { rows: people } = await db.pool.query<{ id: number }>(`
    insert into contacts (workspace_id, email, email_key, first_name, last_name)
    select $1, 'reader' || $3::int || '-' || n || '@example.com', 'reader' || $3::int || '-' || n || '@example.com', 'Ann', 'Reader ' || n from generate_series(1, $2::int) n returning id`, [workspaceId, contacts, compiledId]);
  const contactIds = people.map((row) => row.id);
  const { rows: sent } = await db.pool.query<{ id: number }>(`
    insert into messages (workspace_id, lane_id, source_kind, source_id, recipient_kind, recipient_id, compiled_id, state, due_at, planned_at, accepted_at, ended_at)
    select $1, $2, 'campaign', $3, 'contact', c, $4, 'accepted', $6, $6, $6, $6 from unnest($5::bigint[]) with ordinality t (c, n) order by n returning id`,
  [workspaceId, laneId, sourceId, compiledId, contactIds, acceptedAt]);
  const messageIds = sent.map((row) => row.id);
  await db.pool.query(`
    insert into attempts (workspace_id, message_id, number, instance_id, server_id, address, outcome)
    select $1, m, 1, 1, $2, c.email, 'accepted' from unnest($3::bigint[], $4::bigint[]) t (m, c_id) join contacts c on c.workspace_id = $1 and c.id = c_id`,
  [workspaceId, serverId, messageIds, contactIds]);
  await db.pool.query(`
    insert into rollup_changes (workspace_id, source_kind, source_id, step, metric, hour, change)
    select $1, 'campaign', $2, 0, m, date_trunc('hour', $3::timestamptz, 'UTC'), $4 from unnest(array['planned', 'accepted', 'accepted_tracked']) m`,
  [workspaceId, sourceId, acceptedAt, contacts]);
  return { workspaceId, sourceId, compiledId, serverId, laneId, links, messageIds, contactIds };
}
