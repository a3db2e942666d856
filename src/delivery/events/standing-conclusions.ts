import { statement, type Queryable } from '../../platform/db/index.ts';
import type { Conclusion } from './engagement.ts';

/** A conclusion from hits as the log has it. */
export interface StandingConclusion extends Conclusion {
  workspaceId: number;
  messageId: number;
  eventId: number;
  rules: number | null;
}

interface Row {
  workspace_id: number; message_id: number; id: number; kind: Conclusion['kind']; at: Date; class: Conclusion['class']; reason: string;
  link: number | null; count: number; rules: number | null; detail: Conclusion['detail'];
}

// By events_message. What was taken back is left out.
const read = statement<Row>('events.standing-conclusions', `
  select e.workspace_id, e.message_id, e.id, e.kind, e.at, e.class, e.reason, e.link, e.count, e.rules, e.detail
  from unnest($1::int[], $2::bigint[]) k (workspace_id, message_id)
  join standing_events e using (workspace_id, message_id)
  where e.kind in ('message.opened', 'message.clicked')`);

/** What stands of these messages' hits. */
export async function readStandingConclusions(on: Queryable, keys: readonly { workspaceId: number; messageId: number }[]): Promise<StandingConclusion[]> {
  if (keys.length === 0) return [];
  const rows = await read.rows(on, [keys.map((key) => key.workspaceId), keys.map((key) => key.messageId)]);
  return rows.map((row) => ({
    workspaceId: row.workspace_id, messageId: row.message_id, eventId: row.id, kind: row.kind, at: row.at.getTime(), class: row.class,
    reason: row.reason, link: row.link, count: row.count, rules: row.rules, detail: row.detail,
  }));
}
