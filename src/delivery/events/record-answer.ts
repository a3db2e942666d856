import type { Transaction } from '../../platform/db/index.ts';
import { appendEvents } from './append-events.ts';
import { changeRollups } from './change-rollups.ts';
import { engagementOf, noAnswers, rollupsBetween, type AnswerFacts, type Engagement } from './engagement.ts';
import type { EventInput, EventKind, Source } from './event.ts';
import { readEngagements, storeEngagements } from './store-engagements.ts';

const facts = {
  'message.replied': 'repliedAt',
  'message.unsubscribed': 'unsubscribedAt',
  'message.complained': 'complainedAt',
} as const satisfies Partial<Record<EventKind, keyof AnswerFacts>>;

export interface Answer extends Source {
  kind: keyof typeof facts;
  messageId: number;
  contactId: number | null;
  at: Date;
  /** Whether the message's opens may be counted: a reply tells of an open. */
  tracked: boolean;
  reason?: string;
  detail?: EventInput['detail'];
}

/**
 * Records that a person answered a message: replied, unsubscribed or complained. The first of a kind counts, and
 * only it is written: answers whether it was. Throws `EngagementChanged` when the message was judged in the same
 * moment; the caller tries its transaction again.
 */
export async function recordAnswer(tx: Transaction, answer: Answer): Promise<boolean> {
  const [row] = await readEngagements(tx, [answer]);
  const before: Engagement = row ?? engagementOf([], answer.tracked, noAnswers);
  const fact = facts[answer.kind];
  // What came back was answered by nobody; who answers all the same takes the bounce back first (inbound).
  if (before[fact] !== null || before.bouncedAt !== null) return false;
  const at = answer.at.getTime();
  const impliesOpen = answer.kind === 'message.replied' && answer.tracked && (before.openedAt === null || at < before.openedAt);
  const after: Engagement = { ...before, [fact]: at, ...(impliesOpen ? { openedAt: at, openedClass: 'person' } : {}) };
  const { workspaceId, sourceKind, sourceId, step, messageId, contactId } = answer;
  const source = { workspaceId, sourceKind, sourceId, step };
  await storeEngagements(tx, [{ ...after, ...source, messageId, contactId, rules: row?.rules ?? null, revision: row?.revision ?? 0 }], () => row ?? null);
  await appendEvents(tx, [{ ...source, kind: answer.kind, at: answer.at, messageId, contactId, class: 'person', reason: answer.reason ?? null, detail: answer.detail ?? null }]);
  await changeRollups(tx, rollupsBetween(source, before, after));
  return true;
}
