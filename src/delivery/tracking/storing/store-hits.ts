import { instants, numbers, statement, texts, type Queryable } from '../../../platform/db/index.ts';
import type { Hit } from '../taking/hit.ts';
import { isThereAlready } from './database-errors.ts';

// One statement a flush. A hit of somebody who refused tracking (also after the mail left), of an erased person or of
// a totals-only workspace is not stored but answered, for the second statement.
// `unsettled` is written in the order of its key: two flushes with the same messages wait for, but never block, each other.
const storeText = (ownMember: string, onConflict: string) => `
  with arrived as (
    select * from unnest($1::int[], $2::bigint[], $3::timestamptz[], $4::bigint[], $5::text[], $6::int[],
                         $7::text[], $8::text[], $9::inet[], $10::jsonb[], $11::bigint[])
      as a (workspace_id, message_id, at, id, kind, link, method, agent, address, headers, own_member)
  ), known as (
    select a.*, m.lane_id,
           w.tracking_mode = 'per-person' and m.tracked and (m.recipient_kind <> 'contact'
             or (c.tracking = 'allowed' and c.erased_at is null and coalesce(kept.tracking, 'allowed') = 'allowed')) is true as personal
    from arrived a
    join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id
    join workspaces w on w.workspace_id = a.workspace_id
    left join contacts c on c.workspace_id = m.workspace_id and c.id = m.recipient_id and m.recipient_kind = 'contact'
    left join contacts kept on kept.workspace_id = c.workspace_id and kept.id = c.merged_into
  ), stored as (
    insert into hits (workspace_id, message_id, at, id, kind, link, method, agent, address, headers, own_member)
    select workspace_id, message_id, at, id, kind, link, method, agent, address, headers, ${ownMember}
    from known where personal
    ${onConflict}
    returning workspace_id, message_id, at
  ), marked as (
    insert into unsettled (workspace_id, message_id, first_at, last_at)
    select workspace_id, message_id, min(at), max(at) from stored group by workspace_id, message_id order by workspace_id, message_id
    on conflict (workspace_id, message_id) do update
      set first_at = least(unsettled.first_at, excluded.first_at), last_at = greatest(unsettled.last_at, excluded.last_at)
  )
  select id from known where not personal`;

// The built-in mailbox plays the reader: there everybody is signed in.
const storeStatement = statement<{ id: number }>('tracking.store-hits', storeText(`
           case when own_member is not null and not exists (
             select from lanes l join servers s on s.workspace_id = l.workspace_id and s.id = l.server_id
             where l.workspace_id = known.workspace_id and l.id = known.lane_id and s.kind = 'local') then own_member end`, 'on conflict do nothing'));
const storeFreshStatement = statement<{ id: number }>('tracking.store-fresh-hits', storeText('own_member', ''));

// Of these only the count is kept, and the random id, so that a replay counts nothing twice.
const countStatement = statement('tracking.count-anonymous', `
  with arrived as (
    select a.*, m.source_kind, m.source_id, m.step
    from unnest($1::int[], $2::bigint[], $3::timestamptz[], $4::bigint[], $5::text[]) as a (workspace_id, message_id, at, id, kind)
    join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id
  ), counted as (
    insert into anonymous_hits (workspace_id, id, seen_at) select workspace_id, id, now() from arrived order by workspace_id, id
    on conflict do nothing
    returning workspace_id, id
  )
  insert into rollup_changes (workspace_id, source_kind, source_id, step, metric, hour, change)
  select workspace_id, source_kind, source_id, step, kind || '_anonymous', date_trunc('hour', at, 'UTC'), count(*)
  from arrived join counted using (workspace_id, id) group by 1, 2, 3, 4, 5, 6`);

/** Stores hits, each once however often it is handed over. Hits of messages that do not exist are passed over. */
export const storeHits = (on: Queryable, hits: readonly Hit[]): Promise<void> => storeBy(storeStatement, on, hits);

/**
 * The same for hits that have just arrived: it takes none of them to be there yet, which saves PostgreSQL 6% of a flush,
 * and goes the careful way when one is. Not within a transaction, which that would end.
 */
export async function storeFreshHits(on: Queryable, hits: readonly Hit[]): Promise<void> {
  if (hits.some((hit) => hit.ownMember !== null)) return storeHits(on, hits);
  try {
    await storeBy(storeFreshStatement, on, hits);
  } catch (error) {
    if (!isThereAlready(error)) throw error;
    await storeHits(on, hits);
  }
}

async function storeBy(store: typeof storeStatement, on: Queryable, hits: readonly Hit[]): Promise<void> {
  const array = <T>(value: (hit: Hit) => T) => hits.map(value);
  const anonymous = await store.rows(on, [
    ...keysOf(hits), numbers(array((hit) => hit.link)), texts(array((hit) => hit.method)), texts(array((hit) => hit.agent)),
    texts(array((hit) => hit.address)), texts(array((hit) => (hit.headers ? JSON.stringify(hit.headers) : null))), numbers(array((hit) => hit.ownMember)),
  ]);
  if (anonymous.length === 0) return;
  const ids = new Set(anonymous.map((row) => row.id));
  const counted = hits.filter((hit) => ids.has(hit.id) && !hit.robot && (hit.kind === 'open' || hit.kind === 'click'));
  if (counted.length > 0) await countStatement.run(on, keysOf(counted));
}

const keysOf = (hits: readonly Hit[]): string[] => [
  numbers(hits.map((hit) => hit.workspaceId)), numbers(hits.map((hit) => hit.messageId)), instants(hits.map((hit) => hit.at)),
  numbers(hits.map((hit) => hit.id)), texts(hits.map((hit) => hit.kind)),
];
