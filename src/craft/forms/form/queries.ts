import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { FormField, FormTexts } from '../contract.ts';
import type { Form } from './form.ts';

export interface FormRow extends Record<string, unknown> {
  workspace_id: number; id: number; name: string; language: string; texts: Record<string, FormTexts>; fields: FormField[]; topic_ids: number[]; list_id: number | null;
  success_url: string | null; revision: number; created_at: Date; updated_at: Date; archived_at: Date | null;
}
// bigint[] comes as numbers only when asked for as json.
const columns = 'workspace_id, id, name, language, texts, fields, to_json(topic_ids) as topic_ids, list_id, success_url, revision, created_at, updated_at, archived_at';

export const findFormRow = statement<FormRow>('forms.find', `select ${columns} from forms where workspace_id = $1 and id = $2`);
export const lockFormRow = statement<FormRow>('forms.lock', `select ${columns} from forms where workspace_id = $1 and id = $2 for update`);
export const listFormRows = statement<FormRow>('forms.list', `select ${columns} from forms where workspace_id = $1 and (archived_at is not null) = $2 order by id desc limit 500`);
export const insertForm = statement<FormRow>('forms.insert', `
  insert into forms (workspace_id, name, language, texts, fields, topic_ids, list_id, success_url, created_by, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6::bigint[], $7, $8, $9, $10, $10) returning ${columns}`);
export const updateForm = statement<FormRow>('forms.update', `
  update forms set name = $3, language = $4, texts = $5, fields = $6, topic_ids = $7::bigint[], list_id = $8, success_url = $9, revision = revision + 1, updated_at = $10
  where workspace_id = $1 and id = $2 returning ${columns}`);
export const formsOntoList = statement<{ name: string }>('forms.onto-list', 'select name from forms where workspace_id = $1 and list_id = $2 and archived_at is null order by lower(name) limit 50');
export const setFormArchived = statement('forms.set-archived', 'update forms set archived_at = $3, updated_at = $4 where workspace_id = $1 and id = $2');

// The wording that stands is the newest of a language.
export const currentConsent = statement<{ version: number; text: string }>('forms.current-consent', `
  select version, text from form_consents where workspace_id = $1 and form_id = $2 and language = $3 order by version desc limit 1`);
export const listConsents = statement<{ language: string; version: number; text: string; created_at: Date }>('forms.consents', `
  select language, version, text, created_at from form_consents where workspace_id = $1 and form_id = $2 order by created_at desc, language, version desc limit 200`);
export const insertConsent = statement('forms.add-consent', `
  insert into form_consents (workspace_id, form_id, language, version, text, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)`);

export interface FormCounts extends Record<string, unknown> { form_id: number; submitted: number; confirmed: number; turned_away: number }
const countDays = statement<FormCounts>('forms.counts', `
  select form_id, sum(submitted)::int as submitted, sum(confirmed)::int as confirmed, sum(trapped + limited)::int as turned_away
  from form_days where workspace_id = $1 and form_id = any($2::bigint[]) group by form_id`);

export async function readFormCounts(on: Queryable, workspaceId: number, formIds: readonly number[]): Promise<Map<number, { submitted: number; confirmed: number; turnedAway: number }>> {
  const rows = await countDays.rows(on, [workspaceId, formIds]);
  return new Map(rows.map((row) => [row.form_id, { submitted: row.submitted, confirmed: row.confirmed, turnedAway: row.turned_away }]));
}

export const formOf = (row: FormRow): Form => ({
  workspaceId: row.workspace_id, id: row.id, name: row.name, language: row.language, texts: row.texts, fields: row.fields, topicIds: row.topic_ids, listId: row.list_id,
  successUrl: row.success_url, revision: row.revision, createdAt: row.created_at, updatedAt: row.updated_at, archivedAt: row.archived_at,
});
