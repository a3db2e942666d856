import { createHash } from 'node:crypto';
import type { Database } from '../db/index.ts';
import { statement } from '../db/index.ts';
import { tn } from '../words/contract.ts';
import { HttpProblem } from './problem-details.ts';

// Counted in the database, so that several web processes share one count.

const count = statement<{ tries: number; window_ends_at: Date }>('http.count-try', `
  insert into auth_tries (key, window_ends_at, tries) values ($1, $2::timestamptz + $3 * interval '1 minute', 1)
  on conflict (key) do update set
    tries = case when auth_tries.window_ends_at <= $2 then 1 else auth_tries.tries + 1 end,
    window_ends_at = case when auth_tries.window_ends_at <= $2 then excluded.window_ends_at else auth_tries.window_ends_at end
  returning tries, window_ends_at`);
const forget = statement('http.forget-tries', 'delete from auth_tries where key = $1');
const expire = statement('http.expire-tries', 'delete from auth_tries where window_ends_at < $1');

const keyOf = (what: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(what)).digest();

/** Counts one try of `what`; throws a 429 problem once there were more than `times` within `perMinutes`. */
export async function countTry(db: Database, what: readonly string[], limit: { times: number; perMinutes: number }, now: Date): Promise<void> {
  const row = await count.one(db, [keyOf(what), now, limit.perMinutes], 'count');
  if (row.tries <= limit.times) return;
  const seconds = Math.max(1, Math.ceil((row.window_ends_at.getTime() - now.getTime()) / 1000));
  throw new HttpProblem('limited', 429, 'too_many_tries', tn(Math.ceil(seconds / 60), 'There were too many tries. Please wait {count} minute and try again.', 'There were too many tries. Please wait {count} minutes and try again.'), { 'retry-after': String(seconds) });
}

/** A success wipes the slate. */
export async function forgetTries(db: Database, what: readonly string[]): Promise<void> {
  await forget.run(db, [keyOf(what)]);
}

/** Drops windows that have ended; to be run now and then. */
export async function expireTries(db: Database, now: Date): Promise<number> {
  return expire.run(db, [now]);
}
