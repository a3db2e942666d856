import { createHash } from 'node:crypto';
import type { Database } from '../db/index.ts';
import { statement } from '../db/index.ts';
import { invalid } from '../errors/index.ts';
import { t } from '../words/contract.ts';
import { HttpProblem } from './problem-details.ts';

// A write that carries an Idempotency-Key is done once within a day. Its answer is kept and given
// again. A call that was cut off in between is never repeated by itself: nobody knows whether it
// took effect, and saying so beats doing it twice.

const keptHours = 24;
const surelyCutOffMs = 5 * 60_000;

export interface KeptAnswer {
  status: number;
  contentType: string;
  body: string;
}

export interface IdempotentCall {
  workspaceId: number;
  /** Method and path as declared, `POST /contacts`. */
  route: string;
  key: string;
  fingerprint: Buffer;
  now: Date;
}

type Row = { fingerprint: Buffer; started_at: Date; status: number | null; content_type: string | null; answer: string | null };

// The primary key serves all four.
const begin = statement<{ workspace_id: number }>('http.idempotent-begin', `
  insert into idempotent_calls (workspace_id, route, key, fingerprint, started_at) values ($1, $2, $3, $4, $5)
  on conflict (workspace_id, route, key) do update
    set fingerprint = excluded.fingerprint, started_at = excluded.started_at, status = null, content_type = null, answer = null
    where idempotent_calls.started_at < excluded.started_at - interval '${keptHours} hours'
  returning workspace_id`);
const find = statement<Row>('http.idempotent-find', `
  select fingerprint, started_at, status, content_type, answer from idempotent_calls where workspace_id = $1 and route = $2 and key = $3`);
const finish = statement('http.idempotent-finish', `
  update idempotent_calls set status = $4, content_type = $5, answer = $6 where workspace_id = $1 and route = $2 and key = $3`);
const forget = statement('http.idempotent-forget', `
  delete from idempotent_calls where workspace_id = $1 and route = $2 and key = $3 and status is null`);
const expire = statement('http.idempotent-expire', `
  delete from idempotent_calls where started_at < $1::timestamptz - interval '${keptHours} hours'`);

/** Reads the header; throws when it is not 1 to 255 visible ASCII characters. */
export function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  throw invalid('invalid_idempotency_key', t('Idempotency-Key must be 1 to 255 visible ASCII characters without spaces.'));
}

/** What makes two calls the same: who made them, where to, and what they said. */
export function fingerprintOf(caller: string, method: string, url: string, body: string): Buffer {
  return createHash('sha256').update(JSON.stringify([caller, method, url, body])).digest();
}

/**
 * Claims the key for this call. Answers undefined when the caller should now do the work, or the
 * answer given before. Throws 422 for another body under the same key, 409 while the first is under way.
 */
export async function claimCall(db: Database, call: IdempotentCall): Promise<KeptAnswer | undefined> {
  const id = [call.workspaceId, call.route, call.key] as const;
  if (await begin.maybe(db, [...id, call.fingerprint, call.now])) return undefined;
  const before = await find.maybe(db, id);
  if (!before) return claimCall(db, call); // it failed and was forgotten in between
  if (!before.fingerprint.equals(call.fingerprint)) {
    throw new HttpProblem('invalid', 422, 'idempotency_key_reused', t('This Idempotency-Key was used for another request. Nothing was changed; use a new key.'));
  }
  if (before.status === null) {
    if (call.now.getTime() - before.started_at.getTime() < surelyCutOffMs) {
      throw new HttpProblem('conflict', 409, 'idempotency_in_progress', t('The first request with this Idempotency-Key is still under way. Ask again in a moment.'), { 'retry-after': '1' });
    }
    throw new HttpProblem('conflict', 409, 'idempotency_outcome_unknown',
      t('The first request with this Idempotency-Key was cut off, and whether it took effect is not known. Nothing was done now. Look before you try with a new key.'));
  }
  if (before.answer === null) {
    throw new HttpProblem('conflict', 409, 'idempotency_answer_not_kept', t('This was done already, and its answer held a secret that is shown once. Nothing was done now.'));
  }
  return { status: before.status, contentType: before.content_type ?? 'application/json', body: before.answer };
}

/** Keeps the answer for repeats; `null` keeps only that it was done. */
export async function keepAnswer(db: Database, call: IdempotentCall, answer: KeptAnswer, holdsSecret: boolean): Promise<void> {
  await finish.run(db, [call.workspaceId, call.route, call.key, answer.status, answer.contentType, holdsSecret ? null : answer.body]);
}

/** The call failed and changed nothing: the same key may try again. */
export async function releaseCall(db: Database, call: IdempotentCall): Promise<void> {
  await forget.run(db, [call.workspaceId, call.route, call.key]);
}

/** Forgets answers older than a day; to be run now and then. */
export async function forgetOldCalls(db: Database, now: Date): Promise<number> {
  return expire.run(db, [now]);
}
