import { EngagementChanged } from '../../events/index.ts';

/**
 * Whether PostgreSQL refused the values themselves (SQLSTATE classes 22 and 23). Everything else, from a lost
 * connection to a missing table, may pass: then hits wait in the spool.
 */
export function isBadInput(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^2[23]...$/.test(code);
}

/** Whether a key was taken. */
export const isThereAlready = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '23505';

/** Whether the same try may go through at once: another transaction was in the way. */
export function isCollision(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return error instanceof EngagementChanged || code === '40001' || code === '40P01';
}

/** Tries again on a collision, three times in all. */
export async function withRetries<T>(work: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries <= 1 || !isCollision(error)) throw error;
    return withRetries(work, tries - 1);
  }
}
