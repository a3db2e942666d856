import { readMessageToken, type SigningKeys } from '../../../delivery/tracking/index.ts';
import { liveSuppressionOf } from '../../../people/suppressions/index.ts';
import { statement, type Queryable } from '../../../platform/db/index.ts';
import { findCap, topicsOf, type MailCap, type TopicChoice } from '../topics/choices.ts';
import { readToken } from '../tokens.ts';

/** Whose page of choices an address opens. */
export interface PersonRef {
  workspaceId: number;
  contactId: number;
  /** The mail whose link it was: leaving is counted there. */
  messageId: number | null;
}

const recipientOf = statement<{ contact_id: number | null }>('forms.recipient', `
  select case when m.recipient_kind = 'contact' then m.recipient_id end as contact_id from messages m where m.workspace_id = $1 and m.id = $2`);

/** From a mail's own token, or one made for the contact. `test`: a mail that went to a colleague. Null: nothing signed here. */
export async function findPersonRef(on: Queryable, keys: SigningKeys, token: string): Promise<PersonRef | 'test' | null> {
  const own = readToken(keys, 'preferences', token);
  if (own) return { workspaceId: own[0]!, contactId: own[1]!, messageId: null };
  const claim = readMessageToken(keys, token);
  if (!claim) return null;
  const message = await recipientOf.maybe(on, [claim.workspaceId, claim.messageId]);
  if (!message) return null;
  return message.contact_id === null ? 'test' : { workspaceId: claim.workspaceId, contactId: message.contact_id, messageId: claim.messageId };
}

export interface Person {
  workspaceId: number;
  /** The one they are by now: contacts merged since lead to the one that stayed. */
  contactId: number;
  messageId: number | null;
  email: string;
  emailKey: string;
  language: string | null;
  tracking: 'allowed' | 'refused';
  consent: 'unknown' | 'given' | 'withdrawn';
  /** Removed by the workspace; they can still leave and ask what is kept. */
  isDeleted: boolean;
  /** Why no mail goes there; null: it may. */
  suppression: string | null;
  topics: TopicChoice[];
  cap: MailCap | null;
}

interface Row extends Record<string, unknown> {
  id: number; email: string | null; email_key: string | null; language: string | null; tracking: Person['tracking']; consent: Person['consent']; is_deleted: boolean; erased_at: Date | null;
}
const readPerson = statement<Row>('forms.person', `
  with recursive same as (
    select c.id, c.merged_into, 0 as depth from contacts c where c.workspace_id = $1 and c.id = $2
    union all select c.id, c.merged_into, s.depth + 1 from same s join contacts c on c.workspace_id = $1 and c.id = s.merged_into where s.depth < 20
  ) select c.id, c.email, c.email_key, c.language, c.tracking, c.consent, c.deleted_at is not null as is_deleted, c.erased_at
  from same s join contacts c on c.workspace_id = $1 and c.id = s.id where s.merged_into is null`);

/** Null: erased, or never there. */
export async function findPerson(on: Queryable, ref: PersonRef): Promise<Person | null> {
  const row = await readPerson.maybe(on, [ref.workspaceId, ref.contactId]);
  if (!row || row.erased_at || row.email === null || row.email_key === null) return null;
  const topics = await topicsOf(on, ref.workspaceId, row.id);
  return {
    workspaceId: ref.workspaceId, contactId: row.id, messageId: ref.messageId, email: row.email, emailKey: row.email_key, language: row.language, tracking: row.tracking,
    consent: row.consent, isDeleted: row.is_deleted, topics, cap: await findCap(on, ref.workspaceId, row.id),
    suppression: (await liveSuppressionOf(on, ref.workspaceId, row.email_key))?.reason ?? null,
  };
}
