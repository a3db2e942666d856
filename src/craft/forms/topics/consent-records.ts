import { statement, type Queryable } from '../../../platform/db/index.ts';

// The history of what a person said, and how we know: rows are added and never changed.

/** Whose words, when, and by which way they came. */
export interface Said {
  workspaceId: number;
  contactId: number;
  at: Date;
  /** `Form: Newsletter`, `Preference page`, or what a member wrote. */
  source: string;
  /** Where the request came from; null when a member wrote it down. */
  address: string | null;
  submissionId?: number | null;
  byMember?: number | null;
}

export type ConsentFact = {
  what: 'consent-given' | 'consent-withdrawn' | 'topic-in' | 'topic-out' | 'tracking-allowed' | 'tracking-refused' | 'fewer-mails' | 'all-mails' | 'suppression-lifted' | 'data-shown';
  topicId?: number;
  detail?: string;
};

const insert = statement('forms.record-consent', `
  insert into consent_records (workspace_id, contact_id, at, what, topic_id, source, detail, submission_id, by_member, address)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);

export interface ConsentRecord extends Record<string, unknown> {
  id: number; at: Date; what: ConsentFact['what']; topic: string | null; source: string; detail: string; address: string | null;
  by_id: number | null; by_name: string | null;
  form: string | null; language: string | null; version: number | null; text: string | null;
}

const list = statement<ConsentRecord>('forms.consent-history', `
  select r.id, r.at, r.what, t.name as topic, r.source, r.detail, host(r.address) as address, m.id as by_id, m.name as by_name,
    f.name as form, k.language, k.version, k.text
  from consent_records r
  left join topics t on t.workspace_id = r.workspace_id and t.id = r.topic_id
  left join members m on m.workspace_id = r.workspace_id and m.id = r.by_member
  left join form_submissions s on s.workspace_id = r.workspace_id and s.id = r.submission_id
  left join forms f on f.workspace_id = s.workspace_id and f.id = s.form_id
  left join form_consents k on k.workspace_id = s.workspace_id and k.form_id = s.form_id and k.language = s.language and k.version = s.consent_version
  where r.workspace_id = $1 and r.contact_id = $2 order by r.id desc limit $3`);

export async function recordConsent(tx: Queryable, said: Said, fact: ConsentFact): Promise<void> {
  await insert.run(tx, [said.workspaceId, said.contactId, said.at, fact.what, fact.topicId ?? null, said.source, fact.detail ?? '', said.submissionId ?? null, said.byMember ?? null, said.address]);
}

/** Newest first. */
export const listConsentRecords = (on: Queryable, workspaceId: number, contactId: number, limit = 200): Promise<ConsentRecord[]> => list.rows(on, [workspaceId, contactId, limit]);
