import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { RecipientKind } from '../gate/judge-message.ts';

// Where messages stand, for screens and for whoever decides whether a source is done.

export type MessageState = 'planned' | 'claimed' | 'handing' | 'accepted' | 'refused' | 'unknown' | 'dropped' | 'cancelled';

export interface MessageRow {
  id: number; source_kind: string; source_id: number; step: number; recipient_kind: RecipientKind; recipient_id: number;
  state: MessageState;
  /** The hold's, drop's or refusal's reason; for planned ones also what follows from lane and server. */
  reason: string | null;
  due_at: Date; expires_at: Date | null; accepted_at: Date | null; ended_at: Date | null; attempts: number; bounce: 'permanent' | 'temporary' | null;
  /** Null once erased. */
  address: string | null;
  name: string;
}

// A pause is one row: what it does to each message is worked out here, not written to it.
const derivedReason = `coalesce(m.hold_reason, m.reason, case when m.state = 'planned' then case
  when l.state = 'paused' then 'lane_paused'
  when l.held_until > $2 then 'lane_held: ' || coalesce(l.held_reason, '')
  when s.paused_until > $2 then 'server_paused: ' || coalesce(s.paused_reason, '') end end)`;
const joined = `from messages m
  join lanes l on l.workspace_id = m.workspace_id and l.id = m.lane_id
  join servers s on s.workspace_id = m.workspace_id and s.id = l.server_id
  left join contacts c on m.recipient_kind = 'contact' and c.workspace_id = m.workspace_id and c.id = m.recipient_id
  left join members b on m.recipient_kind = 'member' and b.workspace_id = m.workspace_id and b.id = m.recipient_id`;
const columns = `m.id, m.source_kind, m.source_id, m.step, m.recipient_kind, m.recipient_id, m.state, ${derivedReason} as reason,
  m.due_at, m.expires_at, m.accepted_at, m.ended_at, m.attempts, m.bounce, coalesce(c.email, b.email, case when m.recipient_kind = 'address' then m.vars ->> 'address' end) as address,
  coalesce(b.name, trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, ''))) as name`;

const listBySource = statement<MessageRow>('messages.list-by-source', `
  select ${columns} ${joined}
  where m.workspace_id = $1 and m.source_kind = $3 and m.source_id = $4 and ($5::text[] is null or m.state = any($5))
    and ($6::bigint is null or m.id > $6)
  order by m.id limit $7`);
const listHeldRows = statement<MessageRow>('messages.list-held', `
  select ${columns} ${joined}
  where m.workspace_id = $1 and m.source_kind = $3 and m.source_id = $4 and m.state = 'planned' and m.hold_reason is not null
    and ($5::text is null or split_part(m.hold_reason, ': ', 1) = $5) and ($6::bigint is null or m.id > $6)
  order by m.id limit $7`);
const listUnknownRows = statement<MessageRow>('messages.list-unknown', `
  select ${columns} ${joined}
  where m.workspace_id = $1 and m.state = 'unknown' and ($3::bigint is null or m.id > $3)
  order by m.id limit $4`);
const findRow = statement<MessageRow>('messages.find', `select ${columns} ${joined} where m.workspace_id = $1 and m.id = $3`);
const countHolds = statement<{ code: string; count: number }>('messages.hold-reason-counts', `
  select split_part(m.hold_reason, ': ', 1) as code, count(*)::int as count
  from messages m where m.workspace_id = $1 and m.source_kind = $2 and m.source_id = $3 and m.state = 'planned' and m.hold_reason is not null
  group by 1 order by 2 desc`);
const countEnds = statement<{ reason: string; count: number }>('messages.end-reason-counts', `
  select split_part(coalesce(m.reason, ''), ': ', 1) || case when m.reason like 'suppressed: %' then substr(m.reason, 11) else '' end as reason, count(*)::int as count
  from messages m where m.workspace_id = $1 and m.source_kind = $2 and m.source_id = $3 and m.state = $4
  group by 1 order by 2 desc`);
const countStates = statement<{ state: MessageState; count: number }>('messages.count-states', `
  select state, count(*)::int as count from messages where workspace_id = $1 and source_kind = $2 and source_id = $3 group by state`);
// Through messages_once a source's rows are found; a lane's pending ones through messages_due, and a handful in flight.
const pending = statement<{ pending: boolean }>('messages.lane-pending', `
  select exists (select 1 from messages where workspace_id = $1 and lane_id = $2 and state = 'planned')
    or exists (select 1 from messages where workspace_id = $1 and lane_id = $2 and state in ('claimed', 'handing')) as pending`);

export interface SourceRef { workspaceId: number; sourceKind: string; sourceId: number }
export interface ListPage { after: number | null; limit: number; now: Date }

/** A source's messages in these states (null: any), oldest first, from after the id `after`. */
export const listMessages = (db: Queryable, source: SourceRef, states: readonly MessageState[] | null, page: ListPage): Promise<MessageRow[]> =>
  listBySource.rows(db, [source.workspaceId, page.now, source.sourceKind, source.sourceId, states, page.after, page.limit]);

/** A source's held messages, of one reason code or of all. */
export const listHeld = (db: Queryable, source: SourceRef, code: string | null, page: ListPage): Promise<MessageRow[]> =>
  listHeldRows.rows(db, [source.workspaceId, page.now, source.sourceKind, source.sourceId, code, page.after, page.limit]);

/** A workspace's messages of unknown fate. */
export const listUnknown = (db: Queryable, workspaceId: number, page: ListPage): Promise<MessageRow[]> =>
  listUnknownRows.rows(db, [workspaceId, page.now, page.after, page.limit]);

/** One message with its standing. */
export const findMessage = (db: Queryable, workspaceId: number, messageId: number, now: Date): Promise<MessageRow | undefined> =>
  findRow.maybe(db, [workspaceId, now, messageId]);

/** How many of a source's messages are held, by reason code. */
export const holdReasonCounts = (db: Queryable, source: SourceRef): Promise<{ code: string; count: number }[]> =>
  countHolds.rows(db, [source.workspaceId, source.sourceKind, source.sourceId]);

/** How many of a source's messages are held in all. */
export const countByHold = async (db: Queryable, source: SourceRef): Promise<number> =>
  (await holdReasonCounts(db, source)).reduce((sum, { count }) => sum + count, 0);

/** How many of a source's messages ended in this state, by reason: `suppressed: unsubscribed`, `consent_withdrawn`, ... */
export const endReasonCounts = (db: Queryable, source: SourceRef, state: 'dropped' | 'refused'): Promise<{ reason: string; count: number }[]> =>
  countEnds.rows(db, [source.workspaceId, source.sourceKind, source.sourceId, state]);

/** A source's messages by state, counted row by row: for checks; screens read the rollups. */
export const countMessageStates = (db: Queryable, source: SourceRef): Promise<{ state: MessageState; count: number }[]> =>
  countStates.rows(db, [source.workspaceId, source.sourceKind, source.sourceId]);

/** Whether anything of a lane is still planned, claimed or being handed over. */
export const isLanePending = async (db: Queryable, workspaceId: number, laneId: number): Promise<boolean> =>
  (await pending.one(db, [workspaceId, laneId], 'lane')).pending;
