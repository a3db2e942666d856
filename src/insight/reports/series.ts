import type { z } from 'zod';
import type { seriesPoint } from './contract.ts';

type Point = z.infer<typeof seriesPoint>;

/** Counts of an hour (UTC) as the rollups keep them. */
export interface HourCount {
  hour: Date;
  metric: string;
  count: number;
}

/** Opens and clicks over time, by hour, or by day in `zone`. Hours and days without any are left out. */
export function seriesOf(counts: readonly HourCount[], by: 'hour' | 'day', zone: string): Point[] {
  const buckets = new Map<string, Map<string, number>>();
  for (const { hour, metric, count } of counts) {
    const at = by === 'hour' ? hour.toISOString() : startOfDay(hour, zone);
    const bucket = buckets.get(at) ?? new Map<string, number>();
    bucket.set(metric, (bucket.get(metric) ?? 0) + count);
    buckets.set(at, bucket);
  }
  const times = [...buckets.keys()].toSorted();
  const column = (metric: string) => times.map((at) => buckets.get(at)!.get(metric) ?? 0);
  const [opened, openedAll, clicked, clickedAll] = [column('opened'), column('opened_all'), column('clicked'), column('clicked_all')];
  const openedMachine = machinesAlone(openedAll, opened);
  const clickedMachine = machinesAlone(clickedAll, clicked);
  return times.map((at, index) => ({ at, opened: opened[index]!, openedMachine: openedMachine[index]!, clicked: clicked[index]!, clickedMachine: clickedMachine[index]! }));
}

/**
 * Of what anyone did in each stretch, what machines alone did. A message that a machine opened at nine and
 * a person at eleven counts at nine in "all" and at eleven in "persons": the surplus at eleven is taken
 * off the stretches before it, so that none is negative and the sum stays the true one.
 */
export function machinesAlone(all: readonly number[], persons: readonly number[]): number[] {
  const alone = all.map((count, index) => count - (persons[index] ?? 0));
  let surplus = 0;
  for (let index = alone.length - 1; index >= 0; index -= 1) {
    const left = alone[index]! - surplus;
    alone[index] = Math.max(0, left);
    surplus = Math.max(0, -left);
  }
  return alone;
}

function startOfDay(hour: Date, zone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(hour.getTime()).toZonedDateTimeISO(zone).startOfDay();
  return new Date(day.epochMilliseconds).toISOString();
}
