import { z } from 'zod';
import { statement, type Queryable } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, pageFrom } from '../../platform/http/index.ts';
import type { EventKind, HitClass } from './event.ts';

export interface TimelineEvent {
  id: number;
  at: Date;
  kind: EventKind;
  class: HitClass | null;
  reason: string | null;
  count: number;
  link: number | null;
  /** Where the link leads. */
  target: string | null;
  messageId: number;
  sourceKind: string;
  sourceId: number;
  step: number;
  detail: Record<string, unknown> | null;
}

interface Row {
  id: number; at: Date; cursor: string; kind: EventKind; class: HitClass | null; reason: string | null; count: number; link: number | null; target: string | null;
  message_id: number; source_kind: string; source_id: number; step: number; detail: Record<string, unknown> | null;
}

// By events_contact, newest first. Conclusions that were corrected since are left out.
const read = statement<Row>('events.contact-timeline', `
  select e.id, e.at, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor, e.kind, e.class, e.reason, e.count, e.link, e.message_id, e.source_kind, e.source_id, e.step, e.detail,
         (select l.value ->> 'target' from messages m join compiled_emails ce on ce.workspace_id = m.workspace_id and ce.id = m.compiled_id,
            jsonb_array_elements(ce.links) l
          where e.link is not null and m.workspace_id = e.workspace_id and m.id = e.message_id and (l.value ->> 'index')::int = e.link limit 1) as target
  from standing_events e
  where e.workspace_id = $1 and e.contact_id = $2 and ($3::timestamptz is null or (e.at, e.id) < ($3, $4::bigint))
  order by e.at desc, e.id desc limit $5`);

/** Everything that stands of a contact, newest first: what was sent, opened, clicked and answered. */
export async function contactTimeline(on: Queryable, workspaceId: number, contactId: number, page: { after?: string | undefined; limit?: number } = {}): Promise<{ items: TimelineEvent[]; next: string | null }> {
  const { limit = 50 } = page;
  const after = decodeCursor(page.after, [z.iso.datetime(), z.number()]);
  const rows = await read.rows(on, [workspaceId, contactId, after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
  return pageFrom(rows, limit, ({ message_id, source_kind, source_id, cursor: _, ...row }): TimelineEvent => ({ ...row, messageId: message_id, sourceKind: source_kind, sourceId: source_id }),
    (row) => encodeCursor(row.cursor, row.id));
}
