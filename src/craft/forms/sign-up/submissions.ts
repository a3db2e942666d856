import { statement } from '../../../platform/db/index.ts';
import type { SignUpValues } from './read-input.ts';

export interface SubmissionRow extends Record<string, unknown> {
  workspace_id: number; id: number; form_id: number; email: string | null; email_key: string | null; values: SignUpValues; topic_ids: number[]; language: string;
  consent_version: number; submitted_at: Date; mails: number; confirmed_at: Date | null; contact_id: number | null;
}
const columns = `workspace_id, id, form_id, email, email_key, "values", to_json(topic_ids) as topic_ids, language, consent_version, submitted_at, mails, confirmed_at, contact_id`;

export const insertSubmission = statement<{ id: number }>('forms.submit', `
  insert into form_submissions (workspace_id, form_id, email, email_key, "values", topic_ids, language, consent_version, address, submitted_at, mails)
  values ($1, $2, $3, $4, $5, $6::bigint[], $7, $8, $9, $10, 1) returning id`);
export const findSubmission = statement<SubmissionRow>('forms.submission', `select ${columns} from form_submissions where workspace_id = $1 and id = $2`);
export const lockSubmission = statement<SubmissionRow>('forms.lock-submission', `select ${columns} from form_submissions where workspace_id = $1 and id = $2 for update`);
export const countMail = statement('forms.count-mail', 'update form_submissions set mails = mails + 1 where workspace_id = $1 and id = $2');
export const markConfirmed = statement('forms.confirm', `
  update form_submissions set confirmed_at = $3, confirmed_address = $4, contact_id = $5 where workspace_id = $1 and id = $2`);

type DayCount = 'submitted' | 'confirmed' | 'trapped' | 'limited';
const addToDay = (what: DayCount) => statement(`forms.count-${what}`, `
  insert into form_days (workspace_id, form_id, day, ${what}) values ($1, $2, ($3::timestamptz at time zone 'UTC')::date, 1)
  on conflict (workspace_id, form_id, day) do update set ${what} = form_days.${what} + 1`);
/** One more of a day's counts; days are UTC's. */
export const countDay: Record<DayCount, ReturnType<typeof addToDay>> = {
  submitted: addToDay('submitted'), confirmed: addToDay('confirmed'), trapped: addToDay('trapped'), limited: addToDay('limited'),
};

/** Waiting ones are removed after so long: nobody has said that they are theirs. */
export const forgottenAfterDays = 30;
export const takeForgotten = statement<{ workspace_id: number; id: number }>('forms.take-forgotten', `
  delete from form_submissions where (workspace_id, id) in (
    select workspace_id, id from form_submissions where confirmed_at is null and submitted_at < $1 order by submitted_at limit 500 for update skip locked)
  returning workspace_id, id`);
