import { lockContact, tellSource } from '../../../people/contacts/index.ts';
import { statement, type Database, type Queryable } from '../../../platform/db/index.ts';
import { invalid } from '../../../platform/errors/index.ts';
import type { ContactChoices } from '../contract.ts';
import type { FormsDeps } from '../house.ts';
import { capMails, chooseTopics, findCap, topicsOf, type Choice, type MailCap } from '../topics/choices.ts';
import { listConsentRecords, type ConsentRecord, type Said } from '../topics/consent-records.ts';
import { listLiveTopics } from '../topics/topics.ts';
import { signToken } from '../tokens.ts';
import { t } from '../../../platform/words/contract.ts';

const isThere = statement<{ id: number }>('forms.contact-there', 'select id from contacts where workspace_id = $1 and id = $2');

/** What a contact chose, for colleagues. */
export async function readContactChoices({ db, keys, publicUrl }: FormsDeps, workspaceId: number, contactId: number): Promise<ContactChoices> {
  await isThere.one(db, [workspaceId, contactId], 'contact');
  const topics = await topicsOf(db, workspaceId, contactId);
  return {
    topics: topics.map(({ id, name, choice, source, at }) => ({ id, name, choice, source: tellSource(source), at: at?.toISOString() ?? null })),
    atMost: await findCap(db, workspaceId, contactId), preferencesUrl: `${publicUrl}/p/${signToken(keys, 'preferences', [workspaceId, contactId])}`,
    history: (await listConsentRecords(db as Queryable, workspaceId, contactId)).map(presentRecord),
  };
}

const presentRecord = (row: ConsentRecord): ContactChoices['history'][number] => ({
  id: row.id, at: row.at.toISOString(), what: row.what, topic: row.topic, source: tellSource(row.source), detail: row.detail, address: row.address,
  by: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? '' },
  consent: row.text === null ? null : { form: row.form ?? '', language: row.language ?? '', version: row.version ?? 1, text: row.text },
});

export interface ChoicesSaid {
  topics: readonly { topicId: number; choice: Choice }[];
  atMost?: MailCap | null | undefined;
  source: string;
}

/** Writes down what a contact told a member. Throws `unknown_topic` for one that is not there, or was put away. */
export async function writeContactChoices(db: Database, writer: { workspaceId: number; memberId: number; now: Date }, contactId: number, { topics, atMost, source }: ChoicesSaid): Promise<void> {
  await db.transaction(async (tx) => {
    await lockContact(tx, writer.workspaceId, contactId);
    const live = new Set((await listLiveTopics(tx, writer.workspaceId)).map(({ id }) => id));
    if (topics.some(({ topicId }) => !live.has(topicId))) throw invalid('unknown_topic', t('There is no such topic in use. Nothing was changed.'), [{ path: 'body.topics', message: t('holds a topic that is not there, or was put away') }]);
    const said: Said = { workspaceId: writer.workspaceId, contactId, at: writer.now, source, address: null, byMember: writer.memberId };
    await chooseTopics(tx, said, new Map(topics.map(({ topicId, choice }) => [topicId, choice])));
    if (atMost !== undefined) await capMails(tx, said, atMost);
  });
}
