import { setTimeout as pause } from 'node:timers/promises';
import { contactLines, type ContactLine } from '../../people/contacts/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import { Problem } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';
import { createCountingTurns, type CountingTurns } from './counting-turns.ts';
import { predicate } from './compile/predicate.ts';
import type { Condition } from './condition/condition.ts';
import type { ConditionWorld } from './condition/world.ts';
import { noteCount } from './queries.ts';
import { readWorld, type FindCampaignNames } from './read-world.ts';

export interface Asking {
  db: Database;
  /** Whose turn it is to count; this process's own unless said. */
  turns?: CountingTurns | undefined;
  campaignNames: FindCampaignNames;
}

export interface Question {
  workspaceId: number;
  condition: Condition;
  now: Date;
  /** Aborted when nobody waits for the answer any more: the database stops, too. */
  signal?: AbortSignal | undefined;
  /** The screen that waits for it: a newer question of the same one ends this. */
  screen?: string | undefined;
}

/** One line a process, whichever route asks: contacts, segments. */
const ownTurns = createCountingTurns();

export const patienceMs = 8000;
const sampleSize = 10;

// The order of a sample: mixed by a hash of the id, so that it is not just the oldest ten, and the same from look to look.
/** One statement for count and sample: two would ask everything twice. */
export const counting = (where: string): string => `
  with found as materialized (select c.id from contacts c where c.workspace_id = $1 and c.deleted_at is null and ${where})
  select (select count(*) from found)::int as count, coalesce((select array_agg(id) from (select id from found order by hashint8(id), id limit ${sampleSize}) s), '{}') as sample`;

/** How many live contacts fit, and ten of them. Throws `segment_flawed`, and `segment_slow` when it takes longer than is kind. */
export async function countAndSample(asking: Asking, question: Question): Promise<{ count: number; sample: ContactLine[] }> {
  const row = await ask<{ count: number; sample: string[] }>(asking, question, (where, values) => ({ text: counting(where), values }));
  return { count: row.count, sample: await contactLines(asking.db, question.workspaceId, row.sample.map(Number)) };
}

/** Counts a saved segment and keeps the count for lists of segments; the condition is the one of `revision`. */
export async function countSaved(asking: Asking, question: Question, segment: { id: number; revision: number }): Promise<{ count: number; sample: ContactLine[] }> {
  const answer = await countAndSample(asking, question);
  await noteCount.run(asking.db, [question.workspaceId, segment.id, answer.count, question.now, segment.revision]);
  return answer;
}

/** How many live contacts fit. */
export async function countSegment(asking: Asking, question: Question): Promise<number> {
  return (await ask<{ count: number }>(asking, question, (where, values) => ({
    text: `select count(*)::int as count from contacts c where c.workspace_id = $1 and c.deleted_at is null and ${where}`, values,
  }))).count;
}

/** Does this contact fit now? A deleted one does not. */
export async function segmentContains(asking: Asking, question: Question, contactId: number): Promise<boolean> {
  return (await ask<{ fits: boolean }>(asking, question, (where, values) => ({
    text: `select exists (select from contacts c where c.workspace_id = $1 and c.id = $${values.push(contactId)} and c.deleted_at is null and ${where}) as fits`, values,
  }))).fits;
}

/** Ids of those who fit, in growing order after `afterId`: a page's, or an export's next. */
export async function findPeople(asking: Asking, question: Question, afterId: number, limit: number): Promise<number[]> {
  // An array of bigint comes as texts.
  return (await ask<{ ids: string[] }>(asking, question, (where, values) => ({
    text: `select coalesce(array_agg(id), '{}') as ids from (
      select c.id from contacts c where c.workspace_id = $1 and c.deleted_at is null and c.id > $${values.push(afterId)} and ${where} order by c.id limit $${values.push(limit)}) p`, values,
  }))).ids.map(Number);
}

/** One question to the database, in its turn and with an ear for who gave up. */
async function ask<Row>({ db, campaignNames, turns }: Asking, { workspaceId, condition, now, signal, screen }: Question, query: (where: string, values: unknown[]) => { text: string; values: unknown[] }): Promise<Row> {
  const asked = compose(await readWorld(db, workspaceId, [condition], campaignNames), { workspaceId, condition, now }, query);
  return askInTurn({ db, turns }, { workspaceId, signal, screen }, async (on) => (await on.query<Row & Record<string, unknown>>(asked)).rows[0]!);
}

/** Runs the statements of one question: in turn, with room to work and an end, cancelled in PostgreSQL once nobody waits for it. Throws `segment_slow`, `count_superseded`, `counts_busy`. */
export function askInTurn<T>({ db, turns = ownTurns }: Pick<Asking, 'db' | 'turns'>, { workspaceId, signal, screen }: Pick<Question, 'workspaceId' | 'signal' | 'screen'>, run: (on: Transaction) => Promise<T>): Promise<T> {
  return turns.take({ workspaceId, screen }, signal, (wanted) => db.transaction(async (tx) => {
    await tx.query({ text: settings });
    return cancelling(db, tx, wanted, () => run(tx));
  }));
}

/** For the transaction of a question: room to hash, no compiling of plans (it takes longer than most), an end, no writing. */
export const settings = `set local statement_timeout = ${patienceMs}; set local work_mem = '128MB'; set local jit = off; set local transaction_read_only = on`;

/** The statement of a question. */
export function compose(world: ConditionWorld, { workspaceId, condition, now }: Question, query: (where: string, values: unknown[]) => { text: string; values: unknown[] }): { text: string; values: unknown[] } {
  const values: unknown[] = [workspaceId];
  return query(predicate(condition, { alias: 'c', workspace: '$1', value: (given) => `$${values.push(given)}`, now, world }), values);
}

async function cancelling<T>(db: Database, tx: Transaction, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  const backend = (tx.client as unknown as { processID: number }).processID;
  let over = false;
  let stopping: Promise<unknown> = Promise.resolve();
  // Again until it is over: a cancellation that comes before its question has begun is lost.
  const stop = () => { stopping = (async () => { for (; !over; await pause(100)) await db.query({ text: 'select pg_cancel_backend($1)', values: [backend] }).catch(() => {}); })(); };
  signal.throwIfAborted();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await run();
    signal.throwIfAborted();
    return answer;
  } catch (error) {
    if ((error as { code?: string }).code === '57014') {
      throw new Problem('unavailable', 'segment_slow', t('This took longer than {seconds} seconds and was stopped; nothing was changed. Ask for less at once, or try again when less is going on.', { seconds: patienceMs / 1000 }));
    }
    throw error;
  } finally {
    over = true;
    signal.removeEventListener('abort', stop);
    // A cancellation still on its way must not meet whoever gets this connection next.
    await stopping;
  }
}
