import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { Audience } from '../queries.ts';
import type { FrozenConditions } from './frozen-conditions.ts';
import { wantedSql } from './membership-sql.ts';

/** A contact looked at while an audience is frozen. */
export interface NextContact {
  contact_id: number;
  /** Belongs to the audience. */
  wanted: boolean;
  contact_zone: string | null;
  company_zone: string | null;
}

/**
 * The next contacts of an audience behind the cursor, in id order, each once, with whether they are to be
 * written to. Each list yields its own next ones through its primary key, so a chunk costs the same at
 * the end of a million as at the beginning.
 */
const nextOnLists = statement<NextContact & Record<string, unknown>>('campaigns.next-contacts', `
  with next as (
    select distinct n.contact_id from unnest($2::bigint[]) as l (id)
    cross join lateral (
      select m.contact_id from list_members m
      where m.workspace_id = $1 and m.list_id = l.id and m.contact_id > $4 order by m.contact_id limit $5) n
    order by n.contact_id limit $5)
  select next.contact_id, c.time_zone as contact_zone, o.time_zone as company_zone, c.id is not null and not exists (
      select from list_members x where x.workspace_id = $1 and x.list_id = any($3::bigint[]) and x.contact_id = next.contact_id) as wanted
  from next left join contacts c on c.workspace_id = $1 and c.id = next.contact_id and c.deleted_at is null
  left join lateral (select time_zone from companies where workspace_id = $1 and id = c.company_id limit 1) o on true
  order by next.contact_id`);

export interface Chunk {
  workspaceId: number;
  audience: Audience;
  conditions: FrozenConditions | null;
  /** The moment that "in the last 30 days" counts from. */
  asOf: Date;
  afterId: number;
  limit: number;
}

/**
 * The next chunk of an audience. With segments in it, it is the next contacts of the whole workspace, each asked
 * whether it belongs: a segment that few are in costs as much a chunk as one that most are in.
 */
export async function nextContacts(on: Queryable, chunk: Chunk): Promise<NextContact[]> {
  const { workspaceId, audience, conditions, afterId, limit } = chunk;
  if (!conditions || conditions.segments.length + conditions.excludeSegments.length === 0) {
    return nextOnLists.rows(on, [workspaceId, audience.lists, audience.excludeLists, afterId, limit]);
  }
  const values: unknown[] = [workspaceId, afterId, limit];
  const wanted = wantedSql(chunk, (given) => `$${values.push(given)}`);
  const { rows } = await on.query<NextContact & Record<string, unknown>>({
    // Materialized, so that no plan of a condition can look at more than this chunk.
    text: `
      with next as materialized (
        select * from contacts where workspace_id = $1 and id > $2 and deleted_at is null order by id limit $3)
      select c.id as contact_id, c.time_zone as contact_zone, o.time_zone as company_zone, ${wanted} as wanted
      from next c
      left join lateral (select time_zone from companies where workspace_id = $1 and id = c.company_id limit 1) o on true
      order by c.id`,
    values,
  });
  return rows;
}

/** How many are in an audience? Asked once, where places in a spread depend on it. */
export async function countAudience(on: Queryable, asked: Omit<Chunk, 'afterId' | 'limit'>): Promise<number> {
  const values: unknown[] = [asked.workspaceId];
  const wanted = wantedSql(asked, (given) => `$${values.push(given)}`);
  const { rows } = await on.query<{ count: number }>({
    text: `select count(*) as count from contacts c where c.workspace_id = $1 and c.deleted_at is null and ${wanted}`, values,
  });
  return rows[0]!.count;
}

const anybodyOnLists = statement<{ anybody: boolean }>('campaigns.find-anybody', `
  select exists (
    select from list_members m join contacts c on c.workspace_id = $1 and c.id = m.contact_id and c.deleted_at is null
    where m.workspace_id = $1 and m.list_id = any($2::bigint[]) and not exists (
      select from list_members x where x.workspace_id = $1 and x.list_id = any($3::bigint[]) and x.contact_id = m.contact_id)) as anybody`);

/** Is there anybody to write to? Stops at the first. */
export async function isAnybodyWanted(on: Queryable, asked: Omit<Chunk, 'afterId' | 'limit'>): Promise<boolean> {
  const { workspaceId, audience, conditions } = asked;
  if (!conditions) return (await anybodyOnLists.one(on, [workspaceId, audience.lists, audience.excludeLists], 'campaign')).anybody;
  const values: unknown[] = [workspaceId];
  const wanted = wantedSql(asked, (given) => `$${values.push(given)}`);
  const { rows } = await on.query<{ anybody: boolean }>({
    text: `select exists (select from contacts c where c.workspace_id = $1 and c.deleted_at is null and ${wanted}) as anybody`, values,
  });
  return rows[0]!.anybody;
}
