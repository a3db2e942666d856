import { statement, type Transaction } from '../../../platform/db/index.ts';

// A server's limit per minute as a token bucket in its row, moved in the claim's transaction, so
// that any number of senders share it. The bucket holds a thirtieth of a minute's worth and refills
// a little slower than the limit: bucket and refill together never pass it in any 60 seconds.

/** What a bucket holds at most, and how many tokens come a second. */
export function bucketOf(perMinute: number): { capacity: number; perSecond: number } {
  const capacity = Math.max(1, perMinute / 30);
  return { capacity, perSecond: (perMinute - capacity + 1) / 60 };
}

// The row lock orders the senders; it is held until the claim commits.
const takeTokens = statement<{ granted: number }>('messages.take-tokens', `
  with filled as (
    select workspace_id, id, least($4::float8, tokens + greatest(0, extract(epoch from $3::timestamptz - tokens_at)) * $5::float8) as tokens
    from servers where workspace_id = $1 and id = $2 for update)
  update servers s set tokens = f.tokens - least($6::int, floor(f.tokens)), tokens_at = greatest(s.tokens_at, $3)
  from filled f where s.workspace_id = f.workspace_id and s.id = f.id
  returning least($6::int, floor(f.tokens))::int as granted`);
const returnTokens = statement('messages.return-tokens', `
  update servers set tokens = tokens + $3 where workspace_id = $1 and id = $2`);

/** Takes up to `wanted` tokens; answers how many there were. */
export async function claimTokens(tx: Transaction, server: { workspaceId: number; id: number; perMinute: number }, wanted: number, now: Date): Promise<number> {
  const { capacity, perSecond } = bucketOf(server.perMinute);
  return (await takeTokens.one(tx, [server.workspaceId, server.id, now, capacity, perSecond, wanted], 'mail server')).granted;
}

/** Gives back what was taken for messages that are not sent after all. */
export async function giveBackTokens(tx: Transaction, server: { workspaceId: number; id: number }, count: number): Promise<void> {
  if (count > 0) await returnTokens.run(tx, [server.workspaceId, server.id, count]);
}
