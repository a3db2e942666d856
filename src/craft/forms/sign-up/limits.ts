import type { Database } from '../../../platform/db/index.ts';
import { countTry, HttpProblem, networkOf } from '../../../platform/http/index.ts';

// How often a form may be sent in: counted in the database, so that all processes share the counts. What is over a limit
// leaves a count and nothing else.

export interface SignUpLimit { times: number; perMinutes: number }

/** From one place: a household, or an office behind one address. */
export const perNetwork: SignUpLimit = { times: 10, perMinutes: 15 };
/** For one form: far above what a busy launch brings, far below what a robot can. */
export const perForm: SignUpLimit = { times: 600, perMinutes: 15 };
/** To one address, whoever typed it: nobody's mailbox is filled by our forms. */
export const perAddress: SignUpLimit = { times: 3, perMinutes: 24 * 60 };
/** Links to see what we know. */
export const perPerson: SignUpLimit = { times: 3, perMinutes: 60 };
/** New links and wishes from one page. */
export const perPage: SignUpLimit = { times: 120, perMinutes: 60 };

/** Counts a try of each; true when all are within their limits. The first that is over stops the counting of the rest. */
export async function withinLimits(db: Database, tries: readonly (readonly [what: readonly string[], limit: SignUpLimit])[], now: Date): Promise<boolean> {
  for (const [what, limit] of tries) {
    try {
      await countTry(db, what, limit, now);
    } catch (error) {
      if (error instanceof HttpProblem && error.kind === 'limited') return false;
      throw error;
    }
  }
  return true;
}

export const placeOf = (address: string | null): string => (address === null ? 'nowhere' : networkOf(address));
