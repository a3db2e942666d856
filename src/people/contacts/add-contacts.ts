import { statement, type Queryable } from '../../platform/db/index.ts';
import type { ContactId } from '../../platform/identity/index.ts';

export interface NewContact {
  email: string;
  emailKey: string;
  firstName: string;
  lastName: string;
  jobTitle: string;
  companyId: number | null;
  ownerId: number | null;
  timeZone: string | null;
  language: string | null;
  attributes: Record<string, unknown>;
  consent: 'unknown' | 'given';
  consentSource: string | null;
  createdAt: Date;
}

const insertMany = statement<{ id: ContactId; email_key: string }>('contacts.insert-many', `
  insert into contacts (workspace_id, email, email_key, first_name, last_name, job_title, company_id, owner_id, time_zone, language, attributes,
                        consent, consent_source, consent_at, created_at, updated_at)
  select $1, n.email, n.email_key, n.first_name, n.last_name, n.job_title, n.company_id, n.owner_id, n.time_zone, n.language, n.attributes,
         n.consent, n.consent_source, case when n.consent = 'given' then n.created_at end, n.created_at, n.created_at
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::jsonb[], $12::text[], $13::text[], $14::timestamptz[])
    as n (email, email_key, first_name, last_name, job_title, company_id, owner_id, time_zone, language, attributes, consent, consent_source, created_at)
  order by n.email_key
  on conflict (workspace_id, email_key) where deleted_at is null do nothing
  returning id, email_key`);

/** Adds contacts whose fields are known to be good, a few thousand at a time; known addresses are left as they are. Answers the new ones' ids by key. */
export async function addContacts(tx: Queryable, workspaceId: number, contacts: readonly NewContact[]): Promise<Map<string, ContactId>> {
  const column = <T>(value: (contact: NewContact) => T): T[] => contacts.map(value);
  const rows = await insertMany.rows(tx, [
    workspaceId, column((c) => c.email), column((c) => c.emailKey), column((c) => c.firstName), column((c) => c.lastName), column((c) => c.jobTitle),
    column((c) => c.companyId), column((c) => c.ownerId), column((c) => c.timeZone), column((c) => c.language), column((c) => JSON.stringify(c.attributes)),
    column((c) => c.consent), column((c) => c.consentSource), column((c) => c.createdAt),
  ]);
  return new Map(rows.map((row) => [row.email_key, row.id]));
}
