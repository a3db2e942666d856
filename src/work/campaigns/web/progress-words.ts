// How far a campaign is. Pure, over what the server counted.
import { t } from '../../../platform/ui/words.ts';
import type { ProgressView } from '../contract.ts';

const sum = (counts: readonly { count: number }[]): number => counts.reduce((all, { count }) => all + count, 0);

export interface Tally {
  /** Messages nothing more will happen to. */
  done: number;
  /** How many there will be; null while the audience is still being written down. */
  total: number | null;
  held: number;
  dropped: number;
  /** Still to come: what cancelling would keep back. */
  remaining: number;
}

export function tallyOf(progress: Pick<ProgressView, 'audience' | 'planned' | 'waiting' | 'held' | 'inFlight' | 'accepted' | 'refused' | 'unknown' | 'dropped' | 'cancelled'>): Tally {
  const held = sum(progress.held);
  const dropped = sum(progress.dropped);
  const done = progress.accepted + progress.refused + progress.unknown + dropped + progress.cancelled;
  const total = progress.audience.frozen ? progress.planned : progress.audience.size > 0 ? Math.max(progress.audience.size, progress.planned) : null;
  return { done, total, held, dropped, remaining: Math.max(0, (total ?? progress.planned) - done) };
}

/** "14 held, 3 unknown, 2 not sent" */
export function besides({ held, dropped }: Tally, { unknown, refused }: Pick<ProgressView, 'unknown' | 'refused'>): string {
  return [held > 0 && t('{count} held', { count: held }), refused > 0 && t('{count} refused', { count: refused }), unknown > 0 && t('{count} unknown', { count: unknown }), dropped > 0 && t('{count} not sent', { count: dropped })].filter(Boolean).join(', ');
}
