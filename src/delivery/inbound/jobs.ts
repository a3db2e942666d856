import type { Clock } from '../../platform/clock/index.ts';
import { statement, type Database } from '../../platform/db/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';

// Longer than a report is believed, so that none acts twice.
const keptDays = 7;
const batch = 5000;
const forget = statement('inbound.forget-reports', `
  delete from inbound_reports where (workspace_id, provider, report_id) in (select workspace_id, provider, report_id from inbound_reports where at < $1 order by at limit ${batch})`);

/** Forgets ids of reports that nobody would believe any more; answers whether there may be more. */
export async function forgetReports(db: Database, now: Date): Promise<boolean> {
  return (await forget.run(db, [new Date(now.getTime() - keptDays * 86_400_000)])) === batch;
}

export function startInboundUpkeep({ db, clock, onError }: { db: Database; clock: Clock; onError: (error: unknown) => void }): Loop {
  return startLoop({ name: 'inbound upkeep', everyMs: 3_600_000, onError, run: () => forgetReports(db, clock.now()) });
}
