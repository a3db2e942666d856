import { deleteExpiredSessions, deleteOldPasswordLinks } from '../../platform/auth/index.ts';
import type { Clock } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { expireTries, forgetOldCalls } from '../../platform/http/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';

const everyMs = 15 * 60_000;

/** Drops what has run out: sessions, password links, counts of tries, answers kept for a day. Running it twice changes nothing. */
export async function sweepAccess(db: Database, now: Date): Promise<void> {
  await deleteExpiredSessions(db, now);
  await deleteOldPasswordLinks(db, now);
  await expireTries(db, now);
  await forgetOldCalls(db, now);
}

/** Sweeps now and then, for as long as the worker runs. */
export function startAccessSweep({ db, clock, onError }: { db: Database; clock: Clock; onError: (error: unknown) => void }): Loop {
  return startLoop({
    name: 'access-sweep', everyMs, onError,
    run: async () => {
      await sweepAccess(db, clock.now());
      return false;
    },
  });
}
