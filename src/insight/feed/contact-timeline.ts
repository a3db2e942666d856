import { z } from 'zod';
import { readChanges, tellSource } from '../../people/contacts/index.ts';
import { statement, type Queryable } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import { tell } from '../../platform/words/contract.ts';
import type { TimelineEntry } from './contract.ts';
import { linkOf, reasonInWords, sourceOf } from './present-item.ts';
import { itemColumns, joinItem, type ItemRow } from './queries.ts';

interface Row extends ItemRow {
  key: string;
  type: TimelineEntry['type'];
  kind: string;
  class: TimelineEntry['class'];
  reason: string | null;
  by_member: number | null;
  by_name: string | null;
  planned: boolean;
}

const findContact = statement<{ id: number }>('feed.find-contact', 'select id from contacts where workspace_id = $1 and id = $2');

/**
 * Everything between us and one contact, newest first. One contact's rows are few, and each part is
 * found by the contact: messages_recipient, events_contact, the keys of touches, contact_changes and contacts, suppressions_live.
 * $2 contact, $3 and $4 the cursor, $5 how many.
 */
const listEntries = statement<Row & Record<string, unknown>>('feed.timeline', `
  with entries as (
    select 'm' || m.id as key, coalesce(m.accepted_at, m.ended_at, m.due_at) as at, 'message' as type,
      case when m.state in ('planned', 'claimed') and m.hold_reason is not null then 'held' else m.state end as kind,
      null as class, coalesce(m.reason, m.hold_reason) as reason, m.id as message_id, null::int as link, m.source_kind, m.source_id, m.recipient_id as contact_id,
      1 as count, null::bigint as by_member, m.state in ('planned', 'claimed') as planned
    from messages m where m.workspace_id = $1 and m.recipient_id = $2 and m.recipient_kind = 'contact'
    union all
    select 'e' || e.id, e.at, 'event', e.kind, e.class, e.reason, e.message_id, e.link, e.source_kind, e.source_id, e.contact_id, e.count, null, false
    from standing_events e where e.workspace_id = $1 and e.contact_id = $2
      and e.kind not in ('message.accepted', 'message.refused', 'message.dropped', 'message.unknown')
    union all
    select 'h' || h.message_id || '.' || h.kind || '.' || coalesce(h.link::text, ''), max(h.at), 'event',
      case h.kind when 'open' then 'message.opened' else 'message.clicked' end, 'checking', null, h.message_id, h.link, f.source_kind, f.source_id, $2, count(*)::int, null, false
    from messages f
    join unsettled u on u.workspace_id = $1 and u.message_id = f.id
    join hits h on h.workspace_id = $1 and h.message_id = f.id and h.at >= u.first_at and h.kind in ('open', 'click')
    where f.workspace_id = $1 and f.recipient_id = $2 and f.recipient_kind = 'contact'
    group by h.message_id, h.kind, h.link, f.source_kind, f.source_id
    union all
    select 't' || t.id, t.at, 'touch', t.kind, null, null, null, null, 'touch', t.id, $2, 1, t.by_member, false
    from touches t where t.workspace_id = $1 and t.contact_id = $2 and t.kind <> 'message'
    union all
    select 's' || s.id, s.created_at, 'suppression', s.reason, null, nullif(s.note, ''), s.message_id, null, 'suppression', s.id, $2, 1, s.by_member, false
    from contacts k join suppressions s on s.workspace_id = $1 and s.address_hash = sha256(convert_to(k.email_key, 'UTF8'))
    where k.workspace_id = $1 and k.id = $2
    union all
    select 'l' || s.id, s.lifted_at, 'suppression', 'lifted', null, null, null, null, 'suppression', s.id, $2, 1, s.lifted_by, false
    from contacts k join suppressions s on s.workspace_id = $1 and s.address_hash = sha256(convert_to(k.email_key, 'UTF8'))
    where k.workspace_id = $1 and k.id = $2 and s.lifted_at is not null
    union all
    select 'c' || k.id, k.consent_at, 'consent', k.consent, null, k.consent_source, null, null, 'contact', k.id, $2, 1, null, false
    from contacts k where k.workspace_id = $1 and k.id = $2 and k.consent_at is not null
    union all
    select 'r' || k.id, k.tracking_at, 'consent', 'tracking-' || k.tracking, null, k.tracking_source, null, null, 'contact', k.id, $2, 1, null, false
    from contacts k where k.workspace_id = $1 and k.id = $2 and k.tracking_at is not null
    union all
    select 'd' || d.id, d.at, 'change', d.through, null, d.source, null, null, 'contact', $2, $2, 1, d.by_member, false
    from contact_changes d where d.workspace_id = $1 and d.contact_id = $2
    union all
    select 'n' || k.id, k.created_at, 'created', 'created', null, null, null, null, 'contact', k.id, $2, 1, null, false
    from contacts k where k.workspace_id = $1 and k.id = $2),
  page as (
    select * from entries where $3::timestamptz is null or (date_trunc('milliseconds', at), key) < ($3, $4::text)
    order by date_trunc('milliseconds', at) desc, key desc limit $5)
  select p.key, p.at, p.type, p.kind, p.class, p.reason, p.count, p.by_member, p.planned, y.name as by_name, ${itemColumns('p')}
  from page p ${joinItem('p')}
  left join members y on y.workspace_id = $1 and y.id = p.by_member
  order by date_trunc('milliseconds', p.at) desc, p.key desc`);

/** A page of a contact's time. Throws `not_found`. */
export async function contactTimeline(on: Queryable, workspaceId: number, contactId: number, query: { after?: string | undefined; limit: number }): Promise<{ items: TimelineEntry[]; next: string | null }> {
  await findContact.one(on, [workspaceId, contactId], 'contact');
  const [at, key] = decodeCursor(query.after, [z.iso.datetime(), z.string().max(200)]) ?? [null, null];
  const rows = await listEntries.rows(on, [workspaceId, contactId, at, key, query.limit + 1]);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return { items: await withChanges(on, workspaceId, contactId, shown), next: rows.length > query.limit && last ? encodeCursor(last.at.toISOString(), last.key) : null };
}

/** What a change changed is read for those shown alone; the name of its sheet or form is the workspace's own and no sentence of ours. */
async function withChanges(on: Queryable, workspaceId: number, contactId: number, rows: readonly Row[]): Promise<TimelineEntry[]> {
  const ids = rows.filter(({ type }) => type === 'change').map(({ key }) => Number(key.slice(1)));
  const kept = new Map((ids.length === 0 ? [] : await readChanges(on, workspaceId, contactId, ids)).map((change) => [`d${change.id}`, change]));
  return rows.map((row) => {
    const change = kept.get(row.key);
    return { ...presentEntry(row), ...(change && { reason: change.source }), changes: change?.changes ?? [] };
  });
}

function presentEntry(row: Row): Omit<TimelineEntry, 'changes'> {
  const isMail = row.type === 'message' || row.type === 'event';
  const member = row.by_member !== null && row.by_name !== null ? { id: row.by_member, name: row.by_name } : null;
  return {
    key: row.key, at: row.at.toISOString(), type: row.type, kind: row.kind, class: row.class, reason: isMail ? reasonInWords(row.reason) : row.type === 'consent' ? tellSource(row.reason) : row.reason === null ? null : tell(row.reason),
    messageId: row.message_id, source: isMail ? sourceOf(row) : null, link: linkOf(row),
    member: member ?? (isMail ? sourceOf(row).member : null), count: row.count, planned: row.planned,
  };
}
