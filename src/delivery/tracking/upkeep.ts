import type { Clock } from '../../platform/clock/index.ts';
import { statement, type Database } from '../../platform/db/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';

const makePartitions = statement('tracking.make-partitions', `
  select ensure_month_partitions(($1::timestamptz - interval '12 months')::date, ($1::timestamptz + interval '3 months')::date)`);
// A flush that ended in doubt is replayed within minutes; the ids that keep its counts exact need not stay.
const forgetIds = statement('tracking.forget-anonymous-ids', `delete from anonymous_hits where seen_at < $1::timestamptz - interval '30 days'`);

const dayMs = 24 * 3_600_000;

/** Makes the months' partitions of hits and events, a year back and three months ahead. What finds no month lands in the default one. */
export async function keepTrackingTables(db: Database, now: Date): Promise<void> {
  await makePartitions.run(db, [now]);
  await forgetIds.run(db, [now]);
}

/** At the start and then daily. */
export function startTrackingUpkeep({ db, clock, onError }: { db: Database; clock: Clock; onError: (error: unknown) => void }): Loop {
  return startLoop({ name: 'tracking upkeep', everyMs: dayMs, onError, run: async () => keepTrackingTables(db, clock.now()).then(() => false) });
}
