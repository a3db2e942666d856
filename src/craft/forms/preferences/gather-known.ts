import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { PageText } from '../pages/page-words.ts';
import { tell } from '../../../platform/words/contract.ts';

// Everything we hold about a person, table by table: what an erasure would take away. Rows as they lie, named as they
// are named there, times in UTC. A new table that points at contacts belongs into this list.

export type SectionName = 'contact' | 'lists' | 'topics' | 'consent' | 'signups' | 'suppressions' | 'messages' | 'events' | 'hits' | 'touches' | 'handovers' | 'copies';

export interface KnownSection {
  name: SectionName;
  rows: Record<string, unknown>[];
}

export const sectionTitle = (name: SectionName): PageText => `section_${name}`;

/** All of one person: those merged into this contact were the same. */
const same = `with recursive same as (
    select id, email_key from contacts where workspace_id = $1 and id = $2
    union select c.id, c.email_key from same join contacts c on c.workspace_id = $1 and c.merged_into = same.id)`;
const theirs = `m.workspace_id = $1 and m.recipient_kind = 'contact' and m.recipient_id in (select id from same)`;

// Each by the index that leads from a contact to its rows: primary keys, messages_recipient, engagements_contact, events_contact.
const asked: Record<SectionName, string> = {
  contact: `select c.email, c.first_name, c.last_name, c.job_title, c.phone, k.name as company, o.name as looked_after_by, c.time_zone, c.language, c.attributes,
      c.consent, c.consent_source, c.consent_at, c.tracking, c.tracking_source, c.tracking_at, c.created_at, c.updated_at, c.deleted_at, p.mails as at_most_mails, p.days as at_most_in_days
    from same s join contacts c on c.workspace_id = $1 and c.id = s.id
    left join companies k on k.workspace_id = $1 and k.id = c.company_id left join members o on o.workspace_id = $1 and o.id = c.owner_id
    left join mail_caps p on p.workspace_id = $1 and p.contact_id = c.id order by c.id`,
  lists: `select l.name as list, m.added_at from same s join list_members m on m.workspace_id = $1 and m.contact_id = s.id join lists l on l.workspace_id = $1 and l.id = m.list_id order by m.added_at`,
  topics: `select t.name as topic, c.choice, c.source, c.at from same s join topic_choices c on c.workspace_id = $1 and c.contact_id = s.id join topics t on t.workspace_id = $1 and t.id = c.topic_id order by c.at`,
  consent: `select r.at, r.what, t.name as topic, r.source, r.detail, host(r.address) as network_address from same s join consent_records r on r.workspace_id = $1 and r.contact_id = s.id
    left join topics t on t.workspace_id = $1 and t.id = r.topic_id order by r.id desc`,
  signups: `select f.name as form, b.email, b."values" as typed, b.language, k.text as agreed_to, host(b.address) as network_address, b.submitted_at, b.confirmed_at, host(b.confirmed_address) as confirmed_from
    from form_submissions b join forms f on f.workspace_id = $1 and f.id = b.form_id
    left join form_consents k on k.workspace_id = $1 and k.form_id = b.form_id and k.language = b.language and k.version = b.consent_version
    where b.workspace_id = $1 and (b.contact_id in (select id from same) or b.confirmed_at is null and b.email_key in (select email_key from same)) order by b.id desc`,
  suppressions: `select distinct x.reason, x.note, x.created_at, x.lifted_at from same s join suppressions x on x.workspace_id = $1 and x.address_hash = sha256(convert_to(s.email_key, 'UTF8')) order by x.created_at desc`,
  messages: `select m.id as mail, e.content -> 'subject' as subject, m.source_kind as sent_for, m.state, m.hold_reason as waits_because, m.reason, m.planned_at, m.accepted_at, m.ended_at, m.bounced_at,
      g.opened_at, g.opens, g.clicked_at, g.clicks, g.replied_at, g.unsubscribed_at, m.vars as filled_with
    from messages m left join compiled_emails e on e.workspace_id = $1 and e.id = m.compiled_id left join engagements g on g.workspace_id = $1 and g.message_id = m.id
    where ${theirs} order by m.planned_at desc`,
  events: `select v.at, v.kind, v.class, v.reason, v.link, v.count, v.message_id as mail, v.detail from same s join events v on v.workspace_id = $1 and v.contact_id = s.id order by v.at desc`,
  hits: `select h.at, h.kind, h.link, h.method, h.agent as program, host(h.address) as network_address, h.headers, h.message_id as mail
    from messages m join hits h on h.workspace_id = $1 and h.message_id = m.id where ${theirs} order by h.at desc`,
  touches: `select t.at, t.kind, t.team, t.minutes from same s join touches t on t.workspace_id = $1 and t.contact_id = s.id order by t.at desc`,
  handovers: `select a.started_at, a.answered_at, a.address, a.outcome, a.code, a.answer, a.message_id as mail from messages m join attempts a on a.workspace_id = $1 and a.message_id = m.id where ${theirs} order by a.started_at desc`,
  copies: `select l.received_at, l.sender, l.subject, l.envelope_to from messages m join local_mails l on l.workspace_id = $1 and l.message_id = m.id where ${theirs} order by l.id desc`,
};
const statements = (Object.entries(asked) as [SectionName, string][]).map(([name, sql]) => ({ name, read: statement<Record<string, unknown>>(`forms.known-${name}`, `${same} ${sql}`) }));

/** Kept sentences are said; all else is as it is stored. */
const told = (row: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? tell(value) : value]));

/** Sections in a fixed order; one of them without rows says that there is nothing. */
export async function gatherKnown(on: Queryable, workspaceId: number, contactId: number): Promise<KnownSection[]> {
  const sections: KnownSection[] = [];
  for (const { name, read } of statements) sections.push({ name, rows: (await read.rows(on, [workspaceId, contactId])).map(told) });
  return sections;
}
