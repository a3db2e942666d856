import { statement, type Database, type Transaction } from '../../../platform/db/index.ts';
import { notify } from '../../../platform/listen/index.ts';
import { EngagementChanged } from '../../events/index.ts';
import type { SettledMessage, StorySettler } from './settle-stories.ts';

/** A message settles when nothing came for it during this long. */
export const quietMs = 60_000;
/** While traffic does not end, it is judged all the same after this long, and again later. */
export const patienceMs = 600_000;

interface DueRow {
  workspace_id: number;
  message_id: number;
  first_at: Date;
}

// Taken away while they are judged: a hit that comes meanwhile waits for our commit and then marks its message anew,
// and one that was committed before us is seen by the reads that follow. Served by unsettled_last.
const takeQuiet = statement<DueRow>('tracking.take-quiet', `
  delete from unsettled u using (
    select workspace_id, message_id from unsettled where last_at <= $1 order by last_at limit $2 for update skip locked) due
  where u.workspace_id = due.workspace_id and u.message_id = due.message_id
  returning u.workspace_id, u.message_id, u.first_at`);
const takeImpatient = statement<DueRow>('tracking.take-impatient', `
  delete from unsettled u using (
    select workspace_id, message_id from unsettled where first_at <= $1 limit $2 for update skip locked) due
  where u.workspace_id = due.workspace_id and u.message_id = due.message_id
  returning u.workspace_id, u.message_id, u.first_at`);

export interface SettleOptions {
  settle: StorySettler;
  now: Date;
  /** Messages in one transaction. */
  batch: number;
  /** `quiet` takes those with 60 quiet seconds, `impatient` those that have waited for ten minutes of traffic. */
  which: 'quiet' | 'impatient';
  /** Called in the transaction, with what changed. */
  onSettled?: ((tx: Transaction, settled: readonly SettledMessage[]) => Promise<void>) | undefined;
}

/** Judges one batch of what is due; answers how many messages it took. */
export async function settleDue(db: Database, options: SettleOptions): Promise<number> {
  try {
    return await db.transaction((tx) => settleBatch(tx, options));
  } catch (error) {
    // An opt-out was written in the same moment; nothing of the batch is, and it is judged again.
    if (error instanceof EngagementChanged) return options.batch;
    throw error;
  }
}

async function settleBatch(tx: Transaction, { settle, now, batch, which, onSettled }: SettleOptions): Promise<number> {
  const due = which === 'quiet'
    ? await takeQuiet.rows(tx, [new Date(now.getTime() - quietMs), batch])
    : await takeImpatient.rows(tx, [new Date(now.getTime() - patienceMs), batch]);
  if (due.length === 0) return 0;
  const settled = await settle(tx, due.map((row) => ({ workspaceId: row.workspace_id, messageId: row.message_id, firstAt: row.first_at })));
  if (settled.length > 0) await onSettled?.(tx, settled);
  for (const workspaceId of new Set(settled.map((one) => one.workspaceId))) await notify(tx, 'kindred_live', { w: workspaceId, t: 'events' });
  return due.length;
}
