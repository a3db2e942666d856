import { statement, type Queryable } from '../../../platform/db/index.ts';
import { appendEvents, changeRollups, recordSent } from '../../events/index.ts';

interface Row {
  id: number; source_kind: string; source_id: number; step: number; recipient_kind: string; recipient_id: number;
  tracked: boolean; team: 'sales' | 'marketing' | null; at: Date;
}

// Accepted when its hand-over began: that is when the server, if at all, took it.
const accept = statement<Row>('messages.accept-unknown', `
  update messages m set state = 'accepted', reason = null, accepted_at = coalesce(t.started_at, m.ended_at, $3)
  from messages o
  left join attempts t on t.workspace_id = o.workspace_id and t.message_id = o.id and t.number = o.attempts
  join lanes l on l.workspace_id = o.workspace_id and l.id = o.lane_id
  where m.workspace_id = $1 and o.workspace_id = $1 and m.id = any($2::bigint[]) and o.id = m.id and m.state = 'unknown'
  returning m.id, m.source_kind, m.source_id, m.step, m.recipient_kind, m.recipient_id, m.tracked, l.team, m.accepted_at as at`);
const insertTouches = statement('messages.unknown-touches', `
  insert into touches (workspace_id, contact_id, at, kind, team, message_id)
  select $1, t.contact_id, t.at, 'message', t.team, t.message_id
  from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::bigint[]) as t (contact_id, at, team, message_id)`);

/**
 * Settles messages of unknown fate as accepted, with touch, event and counts: a hit, a reply or a bounce proves that
 * they arrived, or a member says so. Those that are not unknown are passed over; answers the ids that were.
 */
export async function acceptUnknown(tx: Queryable, workspaceId: number, messageIds: readonly number[], because: string, now: Date): Promise<number[]> {
  if (messageIds.length === 0) return [];
  const rows = await accept.rows(tx, [workspaceId, messageIds, now]);
  const touched = rows.filter((row) => row.team !== null && row.recipient_kind === 'contact');
  if (touched.length > 0) {
    await insertTouches.run(tx, [workspaceId, touched.map((row) => row.recipient_id), touched.map((row) => row.at), touched.map((row) => row.team), touched.map((row) => row.id)]);
    await recordSent(tx, workspaceId, touched.map((row) => ({ contactId: row.recipient_id, team: row.team!, at: row.at })));
  }
  const source = (row: Row) => ({ workspaceId, sourceKind: row.source_kind, sourceId: row.source_id, step: row.step });
  await appendEvents(tx, rows.map((row) => ({
    ...source(row), kind: 'message.accepted', at: row.at, messageId: row.id,
    contactId: row.recipient_kind === 'contact' ? row.recipient_id : null, reason: because,
  })));
  await changeRollups(tx, rows.flatMap((row) => [
    { ...source(row), metric: 'unknown' as const, at: row.at, change: -1 },
    { ...source(row), metric: 'accepted' as const, at: row.at, change: 1 },
    ...(row.tracked ? [{ ...source(row), metric: 'accepted_tracked' as const, at: row.at, change: 1 }] : []),
  ]));
  return rows.map((row) => row.id);
}
