import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { SubmissionLine } from '../contract.ts';
import { confirmableMs, submissionState, type SubmissionState } from '../form/form.ts';

export interface SubmissionLineRow extends Record<string, unknown> {
  id: number; email: string | null; language: string; consent_version: number; address: string | null; submitted_at: Date; confirmed_at: Date | null; contact_id: number | null;
  topics: { id: number; name: string }[];
}

// A page by form_submissions_form; $5 since when a link still works.
const page = statement<SubmissionLineRow>('forms.submissions', `
  select s.id, s.email, s.language, s.consent_version, host(s.address) as address, s.submitted_at, s.confirmed_at, s.contact_id,
    coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name) from topics t where t.workspace_id = s.workspace_id and t.id = any(s.topic_ids)), '[]') as topics
  from form_submissions s
  where s.workspace_id = $1 and s.form_id = $2 and ($3::bigint is null or s.id < $3)
    and ($4::text is null or $4 = case when s.confirmed_at is not null then 'confirmed' when s.submitted_at > $5 then 'waiting' else 'expired' end)
  order by s.id desc limit $6`);

export const listSubmissionRows = (on: Queryable, workspaceId: number, formId: number, asked: { before: number | null; state: SubmissionState | undefined; limit: number; now: Date }): Promise<SubmissionLineRow[]> =>
  page.rows(on, [workspaceId, formId, asked.before, asked.state ?? null, new Date(asked.now.getTime() - confirmableMs), asked.limit]);

export const presentSubmission = (row: SubmissionLineRow, now: Date): SubmissionLine => ({
  id: row.id, email: row.email, state: submissionState({ confirmedAt: row.confirmed_at, submittedAt: row.submitted_at }, now), language: row.language, topics: row.topics,
  consentVersion: row.consent_version, address: row.address, submittedAt: row.submitted_at.toISOString(), confirmedAt: row.confirmed_at?.toISOString() ?? null, contactId: row.contact_id,
});
