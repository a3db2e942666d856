import { statement } from '../../platform/db/index.ts';

export interface LocalMailRow {
  id: number; message_id: number | null; received_at: Date; envelope_from: string; envelope_to: string; sender: string; subject: string;
}
const columns = 'm.id, m.message_id, m.received_at, m.envelope_from, m.envelope_to, m.sender, m.subject';

// $2 the member who looks, $3 whether they see everybody's: mail to a member may carry a link to sign in as them.
const theirs = `(m.member_id is null or m.member_id = $2 or $3::boolean)`;

/** Newest first, before the id $4; $5 searched in recipient, subject and sender. */
export const listLocalMailRows = statement<LocalMailRow>('mailboxes.list', `
  select ${columns} from local_mails m
  where m.workspace_id = $1 and ${theirs} and ($4::bigint is null or m.id < $4)
    and ($5::text is null or m.envelope_to ilike $5 or m.subject ilike $5 or m.sender ilike $5)
  order by m.id desc limit $6`);
export const findLocalMail = statement<LocalMailRow & { raw: Buffer }>('mailboxes.find', `
  select ${columns}, m.raw from local_mails m where m.workspace_id = $1 and ${theirs} and m.id = $4`);
export const deleteLocalMails = statement('mailboxes.empty', 'delete from local_mails where workspace_id = $1');

export const insertLocalMail = statement<{ id: number }>('mailboxes.insert', `
  insert into local_mails (workspace_id, message_id, member_id, received_at, envelope_from, envelope_to, sender, subject, raw)
  select $1, $2, (select recipient_id from messages where workspace_id = $1 and id = $2 and recipient_kind = 'member'), $3, $4, $5, $6, $7, $8
  where exists (select 1 from workspaces where workspace_id = $1)
  returning id`);
/** Keeps the newest $2; the primary key finds where they begin. */
export const trimLocalMails = statement('mailboxes.trim', `
  delete from local_mails where workspace_id = $1 and id <= (
    select id from local_mails where workspace_id = $1 order by id desc offset $2 limit 1)`);
