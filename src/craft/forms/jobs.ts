import { forgetAddressed } from '../../delivery/messages/index.ts';
import type { Clock } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { startLoop, type Loop } from '../../platform/jobs/index.ts';
import { forgottenAfterDays, takeForgotten } from './sign-up/submissions.ts';
import { signUpSource } from './sign-up/submit-form.ts';

const hourMs = 3_600_000;

/** Forgets sign-ups that nobody confirmed, with the addresses in their mails; answers whether there may be more. */
export async function forgetUnconfirmed(db: Database, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const gone = await takeForgotten.rows(tx, [new Date(now.getTime() - forgottenAfterDays * 24 * hourMs)]);
    for (const workspaceId of new Set(gone.map((row) => row.workspace_id))) {
      await forgetAddressed(tx, workspaceId, signUpSource, gone.filter((row) => row.workspace_id === workspaceId).map(({ id }) => id), now);
    }
    return gone.length === 500;
  });
}

export const startFormsUpkeep = ({ db, clock, onError }: { db: Database; clock: Clock; onError: (error: unknown) => void }): Loop =>
  startLoop({ name: 'unconfirmed sign-ups', everyMs: hourMs, onError, run: () => forgetUnconfirmed(db, clock.now()) });
