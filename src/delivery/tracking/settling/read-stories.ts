import { statement, type Queryable } from '../../../platform/db/index.ts';
import type { StoryHit } from '../judge/story.ts';

export interface MessageKey {
  workspaceId: number;
  messageId: number;
}

/** A message with unsettled hits, and all that judging it needs. */
export interface MessageStory extends MessageKey {
  contactId: number | null;
  sourceKind: string;
  sourceId: number;
  step: number;
  state: string;
  tracked: boolean;
  compiledId: number;
  acceptedAt: number | null;
  /** Traces of an erased person cannot be judged again. */
  erased: boolean;
  hits: StoryHit[];
}

interface FactRow {
  workspace_id: number; id: number; recipient_kind: string; recipient_id: number; source_kind: string; source_id: number; step: number;
  state: string; tracked: boolean; compiled_id: number; accepted_at: Date | null; erased: boolean; from: Date;
}

const readFacts = statement<FactRow>('tracking.story-facts', `
  select m.workspace_id, m.id, m.recipient_kind, m.recipient_id, m.source_kind, m.source_id, m.step, m.state, m.tracked, m.compiled_id, m.accepted_at,
         c.erased_at is not null as erased, least(m.planned_at, m.accepted_at, k.first_at) - interval '1 day' as from
  from unnest($1::int[], $2::bigint[], $3::timestamptz[]) k (workspace_id, message_id, first_at)
  join messages m on m.workspace_id = k.workspace_id and m.id = k.message_id
  left join contacts c on c.workspace_id = m.workspace_id and c.id = m.recipient_id and m.recipient_kind = 'contact'`);

interface HitRow {
  message_id: number; workspace_id: number; at: Date; kind: StoryHit['kind']; link: number | null; method: string; agent: string | null; address: string | null;
  headers: Record<string, string> | null; own: boolean;
}

// By the primary key of hits, one range a message; the lower bound leaves out the months before the mail was planned.
// More hits than these say nothing new about anybody: a link posted in public may collect any number.
const hitsAtMost = 5000;
const readHits = statement<HitRow>('tracking.story-hits', `
  select k.workspace_id, k.message_id, h.at, h.kind, h.link, h.method, h.agent, host(h.address) as address, h.headers, h.own_member is not null as own
  from unnest($1::int[], $2::bigint[], $3::timestamptz[]) k (workspace_id, message_id, from_at)
  cross join lateral (
    select * from hits where hits.workspace_id = k.workspace_id and hits.message_id = k.message_id and hits.at >= k.from_at
    order by hits.at limit ${hitsAtMost}) h`);

/** Reads these messages with their hits. `firstAt` bounds the search from below where the message's own times do not. */
export async function readStories(on: Queryable, keys: readonly (MessageKey & { firstAt: Date })[]): Promise<MessageStory[]> {
  const facts = await readFacts.rows(on, [keys.map((key) => key.workspaceId), keys.map((key) => key.messageId), keys.map((key) => key.firstAt)]);
  const rows = await readHits.rows(on, [facts.map((fact) => fact.workspace_id), facts.map((fact) => fact.id), facts.map((fact) => fact.from)]);
  const stories = new Map(facts.map((fact) => [storyKey(fact.workspace_id, fact.id), storyOf(fact)]));
  for (const row of rows) {
    stories.get(storyKey(row.workspace_id, row.message_id))?.hits.push({
      kind: row.kind, link: row.link, method: row.method, agent: row.agent, address: row.address, headers: row.headers, at: row.at.getTime(), own: row.own,
    });
  }
  return [...stories.values()];
}

const storyKey = (workspaceId: number, messageId: number): string => `${workspaceId} ${messageId}`;

function storyOf(fact: FactRow): MessageStory {
  return {
    workspaceId: fact.workspace_id, messageId: fact.id, contactId: fact.recipient_kind === 'contact' && !fact.erased ? fact.recipient_id : null,
    sourceKind: fact.source_kind, sourceId: fact.source_id, step: fact.step, state: fact.state, tracked: fact.tracked, compiledId: fact.compiled_id,
    acceptedAt: fact.accepted_at?.getTime() ?? null, erased: fact.erased, hits: [],
  };
}

