import { windowOpens, type SendingWindow } from '../../../delivery/messages/index.ts';

// Times of a sequence by somebody's clock. Pure: instants and zones in, epoch milliseconds out.

const hourMs = 3_600_000;
/** Where a sequence's own days are none, time still has to move on. */
const usual = [1, 2, 3, 4, 5];

/**
 * When a wait is over that began at `fromMs`. Hours are hours. Working days are days on which the sequence sends, by
 * the recipient's calendar, and keep the clock: two of them after Friday 9:00 is Tuesday 9:00, whatever clocks do in between.
 * A time that summer time skips is an hour later; one that comes twice is its first passing.
 */
export function waitEnds(fromMs: number, wait: { amount: number; unit: 'working-days' | 'hours' }, zone: string, weekdays: readonly number[]): number {
  if (wait.unit === 'hours') return fromMs + wait.amount * hourMs;
  const days = weekdays.length > 0 ? weekdays : usual;
  const from = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  let day = from.toPlainDate();
  for (let left = wait.amount; left > 0;) {
    day = day.add({ days: 1 });
    if (days.includes(day.dayOfWeek)) left -= 1;
  }
  return day.toZonedDateTime({ timeZone: zone, plainTime: from.toPlainTime() }).epochMilliseconds;
}

/** The first moment from `atMs` on that lies in the window; `clockZone` is whose clock the window goes by. */
export function withinWindow(window: SendingWindow, clockZone: string, atMs: number): number {
  return windowOpens(window, clockZone, new Date(atMs))?.getTime() ?? atMs;
}

/** When a day `2026-12-01` begins where somebody lives; null for what is no day. */
export function dayBegins(day: string, zone: string): number | null {
  try {
    return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}
