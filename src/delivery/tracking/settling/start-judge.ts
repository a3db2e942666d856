import type { Clock } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { startLoop, type Loop } from '../../../platform/jobs/index.ts';
import { settleDue, type SettleOptions } from './settle-due.ts';
import { storySettler } from './settle-stories.ts';

export interface JudgeOptions {
  db: Database;
  clock: Clock;
  onSettled?: SettleOptions['onSettled'];
  onError: (error: unknown) => void;
}

// Small enough that a hit for a message under judgement waits only for moments.
const batch = 500;
const everyMs = 1000;
const impatientEveryMs = 60_000;

/** Judges what is due, as long as it runs; any number of processes may. */
export function startJudge({ db, clock, onSettled, onError }: JudgeOptions): Loop {
  const settle = storySettler();
  let lookedImpatiently = -Infinity;
  return startLoop({
    name: 'judge hits', everyMs, onError,
    async run() {
      const now = clock.now();
      if (await settleDue(db, { settle, now, batch, which: 'quiet', onSettled }) === batch) return true;
      if (performance.now() - lookedImpatiently < impatientEveryMs) return false;
      if (await settleDue(db, { settle, now, batch, which: 'impatient', onSettled }) === batch) return true;
      lookedImpatiently = performance.now();
      return false;
    },
  });
}

/** Judges everything that is due at this clock's time, and answers how many messages that were: for tests and the demo. */
export async function judgeNow(db: Database, clock: Clock, onSettled?: SettleOptions['onSettled'], onBatch?: (messages: number) => void): Promise<number> {
  const settle = storySettler();
  let total = 0;
  for (;;) {
    const taken = await settleDue(db, { settle, now: clock.now(), batch: 1000, which: 'quiet', onSettled });
    total += taken;
    onBatch?.(taken);
    if (taken === 0) return total;
  }
}
