import { statement, type Queryable, type Transaction } from '../../../platform/db/index.ts';
import { recordConsent, type Said } from './consent-records.ts';

export type Choice = 'in' | 'out';

export interface TopicChoice {
  id: number;
  name: string;
  /** Null: never asked. */
  choice: Choice | null;
  source: string | null;
  at: Date | null;
}

const readChoices = statement<TopicChoice & Record<string, unknown>>('forms.topics-of', `
  select t.id, t.name, c.choice, c.source, c.at from topics t
  left join topic_choices c on c.workspace_id = t.workspace_id and c.topic_id = t.id and c.contact_id = $2
  where t.workspace_id = $1 and (t.archived_at is null or c.choice is not null) order by lower(t.name)`);
const writeChoices = statement<{ topic_id: number }>('forms.choose', `
  insert into topic_choices (workspace_id, contact_id, topic_id, choice, source, at)
  select $1, $2, t.id, w.choice, $5, $6 from unnest($3::bigint[], $4::text[]) as w (topic_id, choice)
  join topics t on t.workspace_id = $1 and t.id = w.topic_id order by t.id
  on conflict (workspace_id, contact_id, topic_id) do update set choice = excluded.choice, source = excluded.source, at = excluded.at
    where topic_choices.choice <> excluded.choice
  returning topic_id`);
const readCap = statement<{ mails: number; days: number }>('forms.cap-of', 'select mails, days from mail_caps where workspace_id = $1 and contact_id = $2');
const writeCap = statement('forms.cap', `
  insert into mail_caps (workspace_id, contact_id, mails, days, at) values ($1, $2, $3, $4, $5)
  on conflict (workspace_id, contact_id) do update set mails = excluded.mails, days = excluded.days, at = excluded.at`);
const dropCap = statement('forms.uncap', 'delete from mail_caps where workspace_id = $1 and contact_id = $2');

/** What a contact chose, topic by topic: those in use, and those put away that they had chosen about. */
export const topicsOf = (on: Queryable, workspaceId: number, contactId: number): Promise<TopicChoice[]> => readChoices.rows(on, [workspaceId, contactId]);

/** Writes down choices that differ from what stands, each with its record; answers how many did. */
export async function chooseTopics(tx: Transaction, said: Said, choices: ReadonlyMap<number, Choice>): Promise<number> {
  if (choices.size === 0) return 0;
  const changed = await writeChoices.rows(tx, [said.workspaceId, said.contactId, [...choices.keys()], [...choices.values()], said.source, said.at]);
  for (const { topic_id: topicId } of changed) await recordConsent(tx, said, { what: choices.get(topicId) === 'in' ? 'topic-in' : 'topic-out', topicId });
  return changed.length;
}

/** At most so many mails within so many days, as the person asked. */
export interface MailCap {
  mails: number;
  days: number;
}

export const findCap = async (on: Queryable, workspaceId: number, contactId: number): Promise<MailCap | null> => (await readCap.maybe(on, [workspaceId, contactId])) ?? null;

/** Fewer mails, or as many as the workspace sends (null). Says nothing new when it stands already. */
export async function capMails(tx: Transaction, said: Said, cap: MailCap | null): Promise<void> {
  const before = await findCap(tx, said.workspaceId, said.contactId);
  if (before?.mails === cap?.mails && before?.days === cap?.days) return;
  if (cap) await writeCap.run(tx, [said.workspaceId, said.contactId, cap.mails, cap.days, said.at]);
  else await dropCap.run(tx, [said.workspaceId, said.contactId]);
  await recordConsent(tx, said, cap ? { what: 'fewer-mails', detail: `${cap.mails} in ${cap.days} days` } : { what: 'all-mails' });
}
