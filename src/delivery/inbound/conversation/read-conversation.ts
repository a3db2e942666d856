import { z } from 'zod';
import { statement, type Queryable } from '../../../platform/db/index.ts';
import { decodeCursor, encodeCursor, pageFrom } from '../../../platform/http/index.ts';
import type { Part } from '../../messages/index.ts';
import type { ConversationEntry } from '../contract.ts';

interface Row {
  key: string; at: Date; theirs: boolean; message_id: number | null; source_kind: string | null; source_id: number | null;
  subject: string | null; text: string | null; subject_parts: Part[] | null; text_parts: Part[] | null; vars: Record<string, unknown> | null;
  first_name: string; last_name: string; company: string | null;
  inbound_id: number | null; kind: NonNullable<ConversationEntry['inbound']>['kind']; match: NonNullable<ConversationEntry['inbound']>['match']; from_address: string | null; from_name: string | null;
  sort: NonNullable<ConversationEntry['inbound']>['sort']; sorted_by: number | null; sorter: string | null; sorted_at: Date | null; returns_on: string | null; meeting: NonNullable<ConversationEntry['inbound']>['meeting'];
}

const findContact = statement<{ id: number }>('inbound.conversation-contact', 'select id from contacts where workspace_id = $1 and id = $2');

// By messages_recipient and inbound_mails_contact; the words are read of the page alone. What went to a contact merged into this one is theirs.
const list = statement<Row>('inbound.conversation', `
  with entries as (
    select 'm' || m.id as key, date_trunc('milliseconds', m.accepted_at) as at, m.id as message_id, null::bigint as inbound_id
    from messages m where m.workspace_id = $1 and m.recipient_kind = 'contact' and m.state = 'accepted'
      and (m.recipient_id = $2 or m.recipient_id in (select id from contacts where workspace_id = $1 and merged_into = $2))
    union all
    select 'i' || i.id, date_trunc('milliseconds', i.received_at), i.message_id, i.id from inbound_mails i where i.workspace_id = $1 and i.contact_id = $2),
  page as materialized (select * from entries where $3::timestamptz is null or (at, key) < ($3, $4::text) order by at desc, key desc limit $5)
  select p.key, p.at, p.inbound_id is not null as theirs, p.message_id, m.source_kind, m.source_id, m.vars, c.first_name, c.last_name, o.name as company,
    case when p.inbound_id is null then e.content -> 'subject' end as subject_parts, case when p.inbound_id is null and m.source_kind <> 'campaign' then e.content -> 'text' end as text_parts,
    i.id as inbound_id, i.subject, i.reply_text as text, i.kind, i.match, i.from_address, i.from_name, i.sort, i.sorted_by, b.name as sorter, s.at as sorted_at, i.returns_on::text, i.meeting
  from page p
  join contacts c on c.workspace_id = $1 and c.id = $2
  left join companies o on o.workspace_id = $1 and o.id = c.company_id
  left join messages m on m.workspace_id = $1 and m.id = p.message_id
  left join compiled_emails e on e.workspace_id = $1 and e.id = m.compiled_id
  left join inbound_mails i on i.workspace_id = $1 and i.id = p.inbound_id
  left join members b on b.workspace_id = $1 and b.id = i.sorted_by
  left join lateral (select at from inbound_sortings where workspace_id = $1 and inbound_mail_id = p.inbound_id order by id desc limit 1) s on true
  order by p.at desc, p.key desc`);

/** A page of what was written and what came back, newest first. Throws `not_found`. */
export async function readConversation(on: Queryable, workspaceId: number, contactId: number, query: { after?: string | undefined; limit: number }): Promise<{ items: ConversationEntry[]; next: string | null }> {
  await findContact.one(on, [workspaceId, contactId], 'contact');
  const [at, key] = decodeCursor(query.after, [z.iso.datetime(), z.string().max(40).regex(/^[im]\d+$/)]) ?? [null, null];
  const rows = await list.rows(on, [workspaceId, contactId, at, key, query.limit + 1]);
  return pageFrom(rows, query.limit, present, (row) => encodeCursor(row.at.toISOString(), row.key));
}

function present(row: Row): ConversationEntry {
  const own = { key: row.key, at: row.at.toISOString(), messageId: row.message_id, source: row.source_kind === null || row.source_id === null ? null : { kind: row.source_kind, id: row.source_id } };
  if (!row.theirs) return { ...own, from: 'us', subject: filled(row.subject_parts, row).trim(), text: filled(row.text_parts, row).trim().slice(0, 5000), inbound: null };
  const writer = row.from_name || row.from_address;
  return {
    ...own, from: 'them', subject: row.subject ?? '', text: row.text ?? '',
    inbound: {
      id: row.inbound_id!, kind: row.kind, match: row.match, writer, sort: row.sort, sortedBy: row.sorted_by === null ? null : { id: row.sorted_by, name: row.sorter ?? '' },
      sortedAt: row.sorted_at?.toISOString() ?? null, returnsOn: row.returns_on, meeting: row.meeting && { startsAt: row.meeting.startsAt, endsAt: row.meeting.endsAt, answer: row.meeting.answer },
    },
  };
}

/** A mail's words as its reader got them, links and opt-outs left out. */
function filled(parts: readonly Part[] | null, { vars, first_name, last_name, company }: Row): string {
  const known: Record<string, string | null> = { 'contact.first_name': first_name, first_name, 'contact.last_name': last_name, last_name, 'contact.name': `${first_name} ${last_name}`.trim(), 'company.name': company, company };
  return (parts ?? []).map((part) => {
    if (typeof part === 'string') return part;
    if (!('value' in part)) return '';
    const own = vars?.[part.value];
    return (typeof own === 'string' && own) || known[part.value] || part.default || '';
  }).join('').replace(/[ \t]*\[[ \t]*\]/g, '');
}
