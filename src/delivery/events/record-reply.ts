import { statement, type Transaction } from '../../platform/db/index.ts';
import { appendEvents } from './append-events.ts';
import { changeRollups } from './change-rollups.ts';
import { engagementOf, noAnswers, rollupsBetween, type Engagement } from './engagement.ts';
import type { Source } from './event.ts';
import { readEngagements, storeEngagements } from './store-engagements.ts';

// Every reply is an event; a message counts as answered by its first, and as answered with interest by the
// first that is sorted so. A corrected sort takes its event back and writes it anew, at the reply's own time.

export interface Reply extends Source {
  messageId: number;
  contactId: number | null;
  at: Date;
  tracked: boolean;
  /** The mail that came (inbound_mails). */
  inboundMailId: number;
  sort: string | null;
  reason: string;
}

const standing = statement<{ id: number; at: Date; sort: string | null; inbound_mail_id: number | null; class: string | null; reason: string | null }>('events.standing-replies', `
  select id, at, detail ->> 'sort' as sort, (detail ->> 'inboundMailId')::bigint as inbound_mail_id, class, reason
  from standing_events where workspace_id = $1 and message_id = $2 and kind = 'message.replied' order by at, id`);

/** Records that a person answered a message. Throws `EngagementChanged` as `recordAnswer` does; the caller keeps it from being told twice. */
export async function recordReply(tx: Transaction, reply: Reply): Promise<void> {
  await appendEvents(tx, [eventOf(reply, reply.reason)]);
  await follow(tx, reply);
}

/** Says anew what a reply meant. Nothing where the reply is not in the log. */
export async function resortReply(tx: Transaction, reply: Omit<Reply, 'reason' | 'at'>): Promise<void> {
  const known = (await standing.rows(tx, [reply.workspaceId, reply.messageId])).find((row) => row.inbound_mail_id === reply.inboundMailId);
  if (!known || known.sort === reply.sort) return;
  const at = known.at;
  await appendEvents(tx, [
    { ...eventOf({ ...reply, at, sort: known.sort }, known.reason), takesBack: known.id },
    eventOf({ ...reply, at }, known.reason),
  ]);
  await follow(tx, reply);
}

const eventOf = ({ workspaceId, sourceKind, sourceId, step, messageId, contactId, at, inboundMailId, sort }: Omit<Reply, 'reason'>, reason: string | null) => ({
  workspaceId, sourceKind, sourceId, step, messageId, contactId, at, kind: 'message.replied' as const, class: 'person' as const, reason, detail: { sort, inboundMailId },
});

/** Brings what stands of the message, and the counts, in line with its replies. */
async function follow(tx: Transaction, reply: Omit<Reply, 'reason' | 'at'>): Promise<void> {
  const { workspaceId, sourceKind, sourceId, step, messageId, contactId, tracked } = reply;
  const source = { workspaceId, sourceKind, sourceId, step };
  const replies = (await standing.rows(tx, [workspaceId, messageId])).map(({ at, sort }) => ({ at: at.getTime(), sort }));
  const [row] = await readEngagements(tx, [reply]);
  const before: Engagement = row ?? engagementOf([], tracked, noAnswers);
  const repliedAt = replies[0]?.at ?? before.repliedAt;
  const positiveAt = replies.find(({ sort }) => sort === 'interested')?.at ?? null;
  const opens = tracked && repliedAt !== null && (before.openedAt === null || repliedAt < before.openedAt);
  const after: Engagement = { ...before, repliedAt, positiveAt, ...(opens ? { openedAt: repliedAt, openedClass: 'person' } : {}) };
  await storeEngagements(tx, [{ ...after, ...source, messageId, contactId: row ? row.contactId : contactId, rules: row?.rules ?? null, revision: row?.revision ?? 0 }], () => row ?? null);
  await changeRollups(tx, rollupsBetween(source, before, after));
}
