import type { BodyKind, Draft } from './contract.ts';
import { statement } from '../../platform/db/index.ts';

export interface VersionRow {
  version: number;
  subject: string;
  preheader: string;
  body_kind: BodyKind;
  body: string;
  text_body: string | null;
  saved_at: Date;
  saved_by: number | null;
  saved_by_name: string | null;
}

export interface EmailRow extends VersionRow {
  id: number;
  name: string;
  created_at: Date;
  archived_at: Date | null;
}

const versionColumns = `v.version, v.subject, v.preheader, v.body_kind, v.body, v.text_body, v.created_at as saved_at, v.created_by as saved_by, m.name as saved_by_name`;

/** An email with its newest version; its primary key's order finds that. */
export const findEmail = statement<EmailRow & Record<string, unknown>>('emails.find', `
  select e.id, e.name, e.created_at, e.archived_at, ${versionColumns}
  from emails e
  cross join lateral (select * from email_versions where workspace_id = e.workspace_id and email_id = e.id order by version desc limit 1) v
  left join members m on m.workspace_id = e.workspace_id and m.id = v.created_by
  where e.workspace_id = $1 and e.id = $2`);

/** Saves of one email come one after the other. */
export const lockEmail = statement<{ id: number }>('emails.lock', 'select id from emails where workspace_id = $1 and id = $2 for update');

export const insertEmail = statement<{ id: number }>('emails.insert', 'insert into emails (workspace_id, name, created_by, created_at) values ($1, $2, $3, $4) returning id');

export const insertVersion = statement('emails.insert-version', `
  insert into email_versions (workspace_id, email_id, version, subject, preheader, body_kind, body, text_body, created_by, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);

export const updateEmail = statement('emails.update', `
  update emails set name = coalesce($3, name), archived_at = case $4::boolean when true then coalesce(archived_at, $5) when false then null else archived_at end
  where workspace_id = $1 and id = $2`);

/** $2 search, $3 archived ones, $4 and $5 the cursor: when the last one of the page before was saved, and its id. */
export const listEmails = statement<Pick<EmailRow, 'id' | 'name' | 'subject' | 'body_kind' | 'version' | 'created_at' | 'saved_at' | 'saved_by' | 'saved_by_name' | 'archived_at'>>('emails.list', `
  select e.id, e.name, e.created_at, e.archived_at, v.version, v.subject, v.body_kind, v.created_at as saved_at, v.created_by as saved_by, m.name as saved_by_name
  from emails e
  cross join lateral (
    select version, subject, body_kind, created_at, created_by from email_versions
    where workspace_id = e.workspace_id and email_id = e.id order by version desc limit 1) v
  left join members m on m.workspace_id = e.workspace_id and m.id = v.created_by
  where e.workspace_id = $1 and (e.archived_at is not null) = $3
    and ($2::text is null or strpos(lower(e.name), lower($2)) > 0 or strpos(lower(v.subject), lower($2)) > 0)
    and ($4::timestamptz is null or (date_trunc('milliseconds', v.created_at), e.id) < ($4, $5))
  order by date_trunc('milliseconds', v.created_at) desc, e.id desc limit $6`);

export const listVersions = statement<Pick<VersionRow, 'version' | 'subject' | 'body_kind' | 'saved_at' | 'saved_by' | 'saved_by_name'>>('emails.list-versions', `
  select v.version, v.subject, v.body_kind, v.created_at as saved_at, v.created_by as saved_by, m.name as saved_by_name
  from email_versions v left join members m on m.workspace_id = v.workspace_id and m.id = v.created_by
  where v.workspace_id = $1 and v.email_id = $2 and ($3::int is null or v.version < $3)
  order by v.version desc limit $4`);

export const findVersion = statement<VersionRow & Record<string, unknown>>('emails.find-version', `
  select ${versionColumns} from email_versions v left join members m on m.workspace_id = v.workspace_id and m.id = v.created_by
  where v.workspace_id = $1 and v.email_id = $2 and v.version = $3`);

/** Whose values fill a preview? A live contact's. */
export const findReader = statement<{
  id: number; email: string; first_name: string; last_name: string; job_title: string; phone: string; language: string | null;
  attributes: Record<string, unknown>; company_name: string | null;
}>('emails.find-reader', `
  select c.id, c.email, c.first_name, c.last_name, c.job_title, c.phone, c.language, c.attributes, o.name as company_name
  from contacts c left join companies o on o.workspace_id = c.workspace_id and o.id = c.company_id
  where c.workspace_id = $1 and c.id = $2 and c.deleted_at is null`);

export const draftOf = (row: VersionRow): Draft => ({
  subject: row.subject, preheader: row.preheader, bodyKind: row.body_kind, body: row.body, textBody: row.text_body,
});
