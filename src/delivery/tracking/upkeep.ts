import type { Clock } from '../../platform/clock/index.ts';
import { ensurePartitions, statement, type Database } from '../../platform/db/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';

// A flush that ended in doubt is replayed within minutes; the ids that keep its counts exact need not stay.
const forgetIds = statement('tracking.forget-anonymous-ids', `delete from anonymous_hits where seen_at < $1::timestamptz - interval '30 days'`);

const dayMs = 24 * 3_600_000;

/** Makes the months' partitions of hits and events (what finds no month lands in the default one), and forgets ids that are no longer needed. */
export async function keepTrackingTables(db: Database, now: Date): Promise<void> {
  await ensurePartitions(db, now);
  await forgetIds.run(db, [now]);
}

/** At the start and then daily. */
export function startTrackingUpkeep({ db, clock, onError }: { db: Database; clock: Clock; onError: (error: unknown) => void }): Loop {
  return startLoop({ name: 'tracking upkeep', everyMs: dayMs, onError, run: async () => keepTrackingTables(db, clock.now()).then(() => false) });
}
