import type { Queryable } from './database.ts';
import { statement } from './statement.ts';

const monthsBack = 13;
const monthsAhead = 3;

const ensureMonths = statement('db.ensure-month-partitions', 'select ensure_month_partitions($1::date, $2::date)');

/**
 * Makes the monthly partitions of hits and events around `now` (13 months back, 3 ahead).
 * Done at each start and daily by the worker; what is there already stays as it is.
 */
export async function ensurePartitions(on: Queryable, now: Date): Promise<void> {
  await ensureMonths.run(on, [firstOfMonth(now, -monthsBack), firstOfMonth(now, monthsAhead)]);
}

function firstOfMonth(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}
