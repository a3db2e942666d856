// Days by the workspace's clock as moments. Pure.

/** The moment a day (`YYYY-MM-DD`) begins there. */
export function beginningOf(day: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The day it is there, moved by so many days. */
export function dayThere(now: Date, timeZone: string, moved = 0): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().add({ days: moved }).toString();
}

/** The moment after which a behaviour counts, or null for ever. */
export function periodFrom(period: { withinDays?: number | undefined; since?: string | undefined }, now: Date, timeZone: string): Date | null {
  if (period.withinDays !== undefined) return beginningOf(dayThere(now, timeZone, -period.withinDays), timeZone);
  return period.since === undefined ? null : beginningOf(period.since, timeZone);
}
