import { statement, type Database, type Queryable } from '../../../platform/db/index.ts';
import { conflict, notFound } from '../../../platform/errors/index.ts';
import type { TopicView } from '../contract.ts';
import { t } from '../../../platform/words/contract.ts';

interface TopicRow extends Record<string, unknown> {
  id: number; name: string; description: string; translations: TopicView['translations']; created_at: Date; archived_at: Date | null;
}
const columns = 'id, name, description, translations, created_at, archived_at';

// Choices are counted through topic_choices_topic; a workspace has a handful of topics.
const listRows = statement<TopicRow & { chosen: number; gone: number }>('forms.topics', `
  select t.*, coalesce(n.chosen, 0)::int as chosen, coalesce(n.gone, 0)::int as gone from topics t
  left join lateral (select count(*) filter (where c.choice = 'in') as chosen, count(*) filter (where c.choice = 'out') as gone
    from topic_choices c where c.workspace_id = t.workspace_id and c.topic_id = t.id) n on true
  where t.workspace_id = $1 and ($2::boolean is null or (t.archived_at is not null) = $2) and ($3::bigint is null or t.id = $3) order by lower(t.name)`);
const insertRow = statement<{ id: number }>('forms.add-topic', `
  insert into topics (workspace_id, name, description, translations, created_at) values ($1, $2, $3, $4, $5)
  on conflict (workspace_id, lower(name)) where archived_at is null do nothing returning id`);
const lockRow = statement<TopicRow>('forms.lock-topic', `select ${columns} from topics where workspace_id = $1 and id = $2 for update`);
const sameName = statement<{ id: number }>('forms.topic-named', 'select id from topics where workspace_id = $1 and lower(name) = lower($2) and id <> $3 and archived_at is null');
const updateRow = statement('forms.change-topic', 'update topics set name = $3, description = $4, translations = $5, archived_at = $6 where workspace_id = $1 and id = $2');
const liveRows = statement<TopicRow>('forms.live-topics', `select ${columns} from topics where workspace_id = $1 and archived_at is null order by lower(name)`);

/** A topic as people are asked about it. */
export interface Topic {
  id: number;
  name: string;
  description: string;
  translations: TopicView['translations'];
}

/** What the workspace writes about now, by name. */
export const listLiveTopics = async (on: Queryable, workspaceId: number): Promise<Topic[]> =>
  (await liveRows.rows(on, [workspaceId])).map(({ id, name, description, translations }) => ({ id, name, description, translations }));

/** Name and description for readers of `language`. */
export function topicIn(topic: Topic, language: string): { name: string; description: string } {
  return topic.translations[language] ?? topic.translations[language.split('-')[0]!] ?? topic;
}

export async function listTopicViews(on: Queryable, workspaceId: number, archived: boolean): Promise<TopicView[]> {
  return (await listRows.rows(on, [workspaceId, archived, null])).map(present);
}

async function getTopic(on: Queryable, workspaceId: number, topicId: number): Promise<TopicView> {
  const [row] = await listRows.rows(on, [workspaceId, null, topicId]);
  if (!row) throw notFound('topic');
  return present(row);
}

export interface TopicInput {
  name: string;
  description: string;
  translations: TopicView['translations'];
}

/** Adds a topic; throws `topic_name_taken`. */
export async function createTopic(on: Queryable, workspaceId: number, input: TopicInput, now: Date): Promise<TopicView> {
  const made = await insertRow.maybe(on, [workspaceId, input.name, input.description, input.translations, now]);
  if (!made) throw nameTaken(input.name);
  return getTopic(on, workspaceId, made.id);
}

type TopicChange = { [Key in keyof TopicInput]?: TopicInput[Key] | undefined } & { archived?: boolean | undefined };

/** Changes what is named. A topic put away is no longer asked about; who left it stays out of what is still planned. */
export async function changeTopic(db: Database, workspaceId: number, topicId: number, change: TopicChange, now: Date): Promise<TopicView> {
  return db.transaction(async (tx) => {
    const row = await lockRow.one(tx, [workspaceId, topicId], 'topic');
    const name = change.name ?? row.name;
    const archivedAt = change.archived === undefined ? row.archived_at : change.archived ? (row.archived_at ?? now) : null;
    if (archivedAt === null && (await sameName.maybe(tx, [workspaceId, name, topicId]))) throw nameTaken(name);
    await updateRow.run(tx, [workspaceId, topicId, name, change.description ?? row.description, change.translations ?? row.translations, archivedAt]);
    return getTopic(tx, workspaceId, topicId);
  });
}

const nameTaken = (name: string) => conflict('topic_name_taken', t('There is a topic named “{name}” already. Nothing was changed. Choose another name, or use that topic.', { name }));

const present = (row: TopicRow & { chosen: number; gone: number }): TopicView => ({
  id: row.id, name: row.name, description: row.description, translations: row.translations, chosen: row.chosen, left: row.gone,
  createdAt: row.created_at.toISOString(), archivedAt: row.archived_at?.toISOString() ?? null,
});
