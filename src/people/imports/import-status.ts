import type { ImportStatus } from './contract.ts';

// An import's life, derived from its facts:
// reading -> mapping <-> checking -> running -> finished; cancelled and failed end it from anywhere.

export interface ImportFacts {
  readAt: Date | null;
  checkAskedAt: Date | null;
  checkedAt: Date | null;
  runAskedAt: Date | null;
  finishedAt: Date | null;
  cancelledAt: Date | null;
  failedAt: Date | null;
}

export function importStatus(facts: ImportFacts): ImportStatus {
  if (facts.failedAt) return 'failed';
  if (facts.cancelledAt) return 'cancelled';
  if (facts.finishedAt) return 'finished';
  if (facts.runAskedAt) return 'running';
  if (facts.checkAskedAt && !facts.checkedAt) return 'checking';
  return facts.readAt ? 'mapping' : 'reading';
}

/** The file may be read anew, mapped, checked or run. */
export const isOpen = (status: ImportStatus): boolean => status === 'mapping' || status === 'checking';
/** Someone still works on it, or waits for it. */
export const isUnderWay = (status: ImportStatus): boolean => status === 'reading' || status === 'checking' || status === 'running';
