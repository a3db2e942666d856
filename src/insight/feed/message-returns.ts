import type { Database } from '../../platform/db/index.ts';
import { statement } from '../../platform/db/index.ts';
import type { WorkspaceId } from '../../platform/identity/index.ts';
import type { MessageReturns } from './contract.ts';
import { personOf, reasonInWords, sourceOf } from './present-item.ts';
import { itemColumns, joinItem, type ItemRow } from './queries.ts';

interface HeadRow extends Omit<ItemRow, 'at' | 'count'> {
  tracked: boolean;
  planned_at: Date;
  bounced_at: Date | null;
  links: { index: number; target: string }[] | null;
}
interface HitRow {
  at: Date;
  kind: MessageReturns['hits'][number]['kind'];
  link: number | null;
  method: string;
  agent: string | null;
  address: string | null;
}
interface ConclusionRow {
  at: Date;
  recorded_at: Date;
  kind: string;
  class: Exclude<MessageReturns['conclusions'][number]['class'], 'checking'>;
  reason: string | null;
  rules: number | null;
  link: number | null;
  count: number;
  taken_back_at: Date | null;
}

/** What message is this? By its key. */
const findHead = statement<HeadRow>('feed.message-head', `
  with page as (
    select id as message_id, case when recipient_kind = 'contact' then recipient_id end as contact_id, null::int as link,
      source_kind, source_id, tracked, planned_at, bounced_at
    from messages where workspace_id = $1 and id = $2)
  select p.tracked, p.planned_at, p.bounced_at, x.links, ${itemColumns('p')}
  from page p ${joinItem('p')}`);

/** What was asked of the tracking address? Served by the key of hits, partition by partition from the month of $3 on. */
const listHits = statement<HitRow>('feed.message-hits', `
  select at, kind, link, method, agent, host(address) as address
  from hits where workspace_id = $1 and message_id = $2 and at >= $3 order by at desc limit $4`);

/** What was concluded, and taken back since? Served by events_message. */
const listConclusions = statement<ConclusionRow>('feed.message-conclusions', `
  select e.at, e.recorded_at, e.kind, e.class, e.reason, e.rules, e.link, e.count,
    (select r.recorded_at from events r where r.workspace_id = e.workspace_id and r.message_id = e.message_id and r.at = e.at and r.takes_back = e.id limit 1) as taken_back_at
  from events e
  where e.workspace_id = $1 and e.message_id = $2 and e.sign = 1 and e.kind <> 'message.accepted'
  order by e.recorded_at desc, e.id desc limit $3`);

const most = 200;

/**
 * What came back for one message: requests as they came, and what was concluded from them.
 * @throws Problem `not_found` when the workspace has no such message
 */
export async function messageReturns(db: Database, workspaceId: WorkspaceId, messageId: number): Promise<MessageReturns> {
  const head = await findHead.one(db, [workspaceId, messageId], 'message');
  const [hits, conclusions] = await Promise.all([
    listHits.rows(db, [workspaceId, messageId, head.planned_at, most]),
    listConclusions.rows(db, [workspaceId, messageId, most]),
  ]);
  const targets = new Map((head.links ?? []).map((link) => [link.index, link.target]));
  const linkOf = (index: number | null) => (index === null ? null : { index, target: targets.get(index) ?? '' });
  const row = { ...head, at: head.planned_at, count: 1 };
  const person = personOf(row);
  return {
    source: sourceOf(row),
    contact: person && { ...person, email: head.email ?? '' },
    tracked: head.tracked,
    plannedAt: head.planned_at.toISOString(),
    bouncedAt: head.bounced_at?.toISOString() ?? null,
    hits: hits.map((hit) => ({ at: hit.at.toISOString(), kind: hit.kind, link: linkOf(hit.link), method: hit.method, agent: hit.agent, address: hit.address })),
    conclusions: conclusions.map((one) => ({
      at: one.at.toISOString(), recordedAt: (one.taken_back_at ?? one.recorded_at).toISOString(), kind: one.kind, class: one.class,
      reason: reasonInWords(one.reason), rules: one.rules, link: linkOf(one.link), count: one.count, takenBack: one.taken_back_at !== null,
    })),
  };
}
