import type { Clock } from '../../platform/clock/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';
import type { Listener } from '../../platform/listen/index.ts';
import { workOnBatches } from './enrol/enrol-many.ts';
import type { SequencesDeps } from './ports.ts';
import { planDue } from './worker/plan-due.ts';
import { sweepEnrolments } from './worker/sweep.ts';

const sweepEveryMs = 60_000;

/** One round: a chunk of each list being enrolled, and a batch of what is due in each workspace. Answers whether there is more. */
export async function workOnSequences(deps: SequencesDeps, now: Date, signal?: AbortSignal): Promise<boolean> {
  const enrolling = await workOnBatches(deps.db, now);
  return (await planDue(deps, now, signal ? { signal } : {})) || enrolling;
}

/** The sequences' worker. Several may run over one database: rows are locked, and doing a round twice changes nothing. */
export function startSequencesWorker(deps: SequencesDeps & { clock: Clock; listener: Listener; onError: (error: unknown) => void }): Loop[] {
  const { clock, listener, onError } = deps;
  return [
    startLoop({ name: 'sequences', everyMs: 1000, run: (signal) => workOnSequences(deps, clock.now(), signal), wakeOn: { listener, channels: ['kindred_due'] }, onError }),
    startLoop({ name: 'sequences sweep', everyMs: sweepEveryMs, run: () => sweepEnrolments(deps.db, clock.now()), onError }),
  ];
}
