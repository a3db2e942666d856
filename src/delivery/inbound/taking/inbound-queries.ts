import { statement } from '../../../platform/db/index.ts';

// What the taking of a mail asks, each by a key.

export interface MessageRow {
  id: number; source_kind: string; source_id: number; step: number; state: string; tracked: boolean; team: string | null;
  contact_id: number | null; company_id: number | null; addresses: string[]; accepted_at: Date | null;
}

const columns = `
  m.id, m.source_kind, m.source_id, m.step, m.state, m.tracked, l.team, m.accepted_at, c.id as contact_id, c.company_id,
  array_remove(array[c.email] || (select array_agg(distinct a.address) from attempts a where a.workspace_id = m.workspace_id and a.message_id = m.id), null) as addresses`;
// A contact merged into another is the other one, an erased one is nobody.
const joins = `
  join lanes l on l.workspace_id = m.workspace_id and l.id = m.lane_id
  left join contacts r on r.workspace_id = m.workspace_id and r.id = m.recipient_id and m.recipient_kind = 'contact'
  left join contacts c on c.workspace_id = r.workspace_id and c.id = coalesce(r.merged_into, r.id) and c.erased_at is null`;

export const findMessage = statement<MessageRow>('inbound.find-message', `select ${columns} from messages m ${joins} where m.workspace_id = $1 and m.id = $2`);

/** The newest mail that went to a contact in the thirty days before $3; from the mailbox $4 alone where it is given. By messages_recipient. */
export const newestMessage = statement<MessageRow>('inbound.newest-message', `
  select ${columns} from messages m ${joins}
  where m.workspace_id = $1 and m.recipient_kind = 'contact' and m.recipient_id = $2 and m.state in ('accepted', 'unknown') and l.team is not null
    and coalesce(m.accepted_at, m.ended_at) between $3::timestamptz - interval '30 days' and $3::timestamptz + interval '5 minutes'
    and ($4::bigint is null or l.server_id = (select server_id from mailboxes where workspace_id = $1 and id = $4))
  order by coalesce(m.accepted_at, m.ended_at) desc, m.id desc limit 1`);

export const contactOfKey = statement<{ id: number; company_id: number | null }>('inbound.contact-of-key', `
  select id, company_id from contacts where workspace_id = $1 and email_key = $2 and deleted_at is null`);

/** Whether an address is a member's or a mailbox's of the workspace. */
export const ownAddress = statement<{ own: boolean }>('inbound.own-address', `
  select exists (select from members where workspace_id = $1 and lower(email) = $2 and left_at is null)
      or exists (select from mailboxes where workspace_id = $1 and lower(address) = $2 and disconnected_at is null) as own`);

/** How many of a sender's mails were kept within the day, and whether this one is known from another mailbox. */
export const knownOfSender = statement<{ lately: number; elsewhere: boolean }>('inbound.known-of-sender', `
  select (select count(*)::int from (select from inbound_mails where workspace_id = $1 and from_address = $2 and taken_at > $3::timestamptz - interval '1 day' limit 500) n) as lately,
         exists (select from inbound_mails where workspace_id = $1 and once = $4) as elsewhere`);

export const insertMail = statement<{ id: number }>('inbound.insert', `
  insert into inbound_mails (workspace_id, mailbox_id, once, folder, role, uid_validity, uid, message_id_header, from_address, from_name, to_addresses, subject, reply_text,
    received_at, taken_at, kind, contact_id, message_id, match, sort, returns_on, meeting, thread_key)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
  on conflict do nothing returning id`);

export const insertSorting = statement('inbound.insert-sorting', 'insert into inbound_sortings (workspace_id, inbound_mail_id, sort, sorted_by, at) values ($1, $2, $3, $4, $5)');
