import { statement, type Transaction } from '../../platform/db/index.ts';
import { appendEvents } from './append-events.ts';
import { changeRollups } from './change-rollups.ts';
import { engagementOf, noAnswers, rollupsBetween, type Engagement } from './engagement.ts';
import type { RollupChange, Source } from './event.ts';
import { readStandingConclusions } from './standing-conclusions.ts';
import { readEngagements, storeEngagements } from './store-engagements.ts';

export type BounceKind = 'permanent' | 'temporary';

export interface BounceChange extends Source {
  messageId: number;
  contactId: number | null;
  tracked: boolean;
  /** What stood of it before; null: it was delivered. */
  before: BounceKind | null;
  /** What stands now; null: it arrived after all. */
  after: BounceKind | null;
  at: Date;
  /** In words. */
  reason: string;
}

const standing = statement<{ id: number; at: Date; reason: string | null }>('events.standing-bounce', `
  select id, at, reason from standing_events where workspace_id = $1 and message_id = $2 and kind = 'message.bounced' limit 1`);

/**
 * Records that an accepted message came back after all, for good or for now, or that it did not. Whatever was read of it
 * stops to count, and counts again when the bounce is taken back. `messages.bounce` is its owner's to write, in the same
 * transaction. Throws `EngagementChanged` as `recordAnswer` does.
 */
export async function recordBounce(tx: Transaction, change: BounceChange): Promise<void> {
  const { workspaceId, sourceKind, sourceId, step, messageId, contactId, tracked } = change;
  const source = { workspaceId, sourceKind, sourceId, step };
  const known = await standing.maybe(tx, [workspaceId, messageId]);
  const event = { ...source, kind: 'message.bounced' as const, messageId, contactId };
  await appendEvents(tx, [
    ...(known && change.before ? [{ ...event, at: known.at, reason: known.reason, detail: { bounce: change.before }, takesBack: known.id }] : []),
    ...(change.after ? [{ ...event, at: known?.at ?? change.at, reason: change.reason, detail: { bounce: change.after } }] : []),
  ]);
  const [row] = await readEngagements(tx, [change]);
  const before: Engagement = row ?? engagementOf([], tracked, noAnswers);
  const bouncedAt = change.after ? (known?.at ?? change.at).getTime() : null;
  const after = engagementOf(bouncedAt === null ? await readStandingConclusions(tx, [change]) : [], tracked, { ...before, bouncedAt });
  await storeEngagements(tx, [{ ...after, ...source, messageId, contactId: row ? row.contactId : contactId, rules: row?.rules ?? null, revision: row?.revision ?? 0 }], () => row ?? null);
  await changeRollups(tx, [...rollupsBetween(source, before, after), ...bounceCounts(source, change)]);
}

function bounceCounts(source: Source, { before, after, at, tracked }: BounceChange): RollupChange[] {
  const count = (bounce: BounceKind | null, change: number): RollupChange[] => (bounce === null ? [] : [
    { ...source, metric: `bounced_${bounce}`, at, change },
    ...(tracked ? [{ ...source, metric: 'bounced_tracked' as const, at, change }] : []),
  ]);
  return [...count(before, -1), ...count(after, 1)];
}
