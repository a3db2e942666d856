import { statement, type Transaction } from '../../../platform/db/index.ts';

// A source that is spread over hours has a rate of its own. Its messages' due times keep it as long as nothing
// stands in the way; after a pause or an outage the bucket does: what fell due meanwhile goes at the same rate,
// later, instead of all at once.

/** What the bucket holds at most: two seconds' worth, since senders look every second; at least one mail. */
export function spreadBucketOf(perHour: number): { capacity: number; perSecond: number } {
  const perSecond = perHour / 3600;
  return { capacity: Math.max(1, 2 * perSecond), perSecond };
}

// The row lock orders the senders; it is held until the claim commits. A lane without a rate grants everything.
const takeTokens = statement<{ granted: number }>('messages.take-lane-tokens', `
  with filled as (
    select workspace_id, id, least($4::float8, tokens + greatest(0, extract(epoch from $3::timestamptz - tokens_at)) * $5::float8) as tokens
    from lanes where workspace_id = $1 and id = $2 for no key update)
  update lanes l set tokens = f.tokens - least($6::int, floor(f.tokens + 1e-6)), tokens_at = greatest(l.tokens_at, $3)
  from filled f where l.workspace_id = f.workspace_id and l.id = f.id
  returning least($6::int, floor(f.tokens + 1e-6))::int as granted`);
const returnTokens = statement('messages.return-lane-tokens', 'update lanes set tokens = tokens + $3 where workspace_id = $1 and id = $2');

export interface SpreadLane {
  workspaceId: number;
  laneId: number;
  perHour: number;
}

/** Takes up to `wanted` tokens of a lane; answers how many there were. */
export async function claimLaneTokens(tx: Transaction, lane: SpreadLane, wanted: number, now: Date): Promise<number> {
  const { capacity, perSecond } = spreadBucketOf(lane.perHour);
  return (await takeTokens.one(tx, [lane.workspaceId, lane.laneId, now, capacity, perSecond, wanted], 'lane')).granted;
}

/** Gives back what was taken for messages that are not sent after all. */
export async function giveBackLaneTokens(tx: Transaction, lane: SpreadLane, count: number): Promise<void> {
  if (count > 0) await returnTokens.run(tx, [lane.workspaceId, lane.laneId, count]);
}
