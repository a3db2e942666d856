import { changeRollups } from '../../../delivery/events/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Company } from '../../../../test/support/api.ts';

// A company with people to write to, for this slice's tests.

export interface World {
  serverId: number;
  listId: number;
  contactIds: number[];
}

/** Adds contacts on a list, a server of the built-in kind, and a postal address. */
export async function addPeople(db: Database, { workspaceId }: Company, names: readonly string[]): Promise<World> {
  await db.pool.query(`update workspaces set postal_address = '1 Dock Road' where workspace_id = $1`, [workspaceId]);
  const server = await db.pool.query(`insert into servers (workspace_id, name, kind) values ($1, 'Built-in', 'local') returning id`, [workspaceId]);
  const list = await db.pool.query('insert into lists (workspace_id, name) values ($1, $2) returning id', [workspaceId, `Readers ${Math.random()}`]);
  const contactIds = await addContacts(db, workspaceId, names);
  await putOnList(db, workspaceId, list.rows[0].id, contactIds);
  return { serverId: server.rows[0].id, listId: list.rows[0].id, contactIds };
}

export async function addContacts(db: Database, workspaceId: number, names: readonly string[]): Promise<number[]> {
  const { rows } = await db.pool.query(`
    insert into contacts (workspace_id, email, email_key, first_name)
    select $1, lower(n) || '@reader.example', lower(n) || '@reader.example', n from unnest($2::text[]) with ordinality as t (n, o) order by o returning id`, [workspaceId, names]);
  return rows.map((row) => row.id);
}

export async function putOnList(db: Database, workspaceId: number, listId: number, contactIds: readonly number[]): Promise<void> {
  await db.pool.query('insert into list_members (workspace_id, list_id, contact_id) select $1, $2, unnest($3::bigint[]) on conflict do nothing', [workspaceId, listId, contactIds]);
}

/** As the sender would: hands over up to `count` planned messages of a campaign whose lane is open; answers how many. */
export async function handOver(db: Database, workspaceId: number, campaignId: number, now: Date, count = 1_000_000): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.client.query(`
      update messages m set state = 'accepted', accepted_at = $3, ended_at = $3, attempts = 1
      where m.workspace_id = $1 and m.id in (
        select p.id from messages p join lanes l on l.workspace_id = p.workspace_id and l.id = p.lane_id
        where p.workspace_id = $1 and p.source_kind = 'campaign' and p.source_id = $2 and p.state = 'planned' and p.hold_reason is null and p.due_at <= $3 and l.state = 'open'
        order by p.id limit $4)
      returning id`, [workspaceId, campaignId, now, count]);
    await changeRollups(tx, [
      { workspaceId, sourceKind: 'campaign', sourceId: campaignId, step: 0, metric: 'accepted', at: now, change: rows.length },
      { workspaceId, sourceKind: 'campaign', sourceId: campaignId, step: 0, metric: 'accepted_tracked', at: now, change: rows.length },
    ]);
    return rows.length;
  });
}

export const body = 'Dear {{ first_name | default: "reader" }}, see [this](https://ferrow.example/).\n\n{{ workspace.postal_address }} [Out]({{ unsubscribe_url }})';
