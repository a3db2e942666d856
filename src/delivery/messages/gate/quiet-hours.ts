// Quiet hours on the contact's own clock, daylight saving included.

export interface QuietHours {
  /** Minutes after local midnight; from > until wraps midnight; equal means no quiet time. */
  fromMinute: number;
  untilMinute: number;
}

/** The moment quiet time ends, or null when it is not quiet now. Throws a RangeError for a zone that does not exist. */
export function quietUntil(hours: QuietHours, timeZone: string, now: Date): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const minute = local.hour * 60 + local.minute;
  const { fromMinute, untilMinute } = hours;
  if (fromMinute === untilMinute) return null;
  const wraps = fromMinute > untilMinute;
  const isQuiet = wraps ? minute >= fromMinute || minute < untilMinute : minute >= fromMinute && minute < untilMinute;
  if (!isQuiet) return null;
  const endsTomorrow = wraps && minute >= fromMinute;
  const day = endsTomorrow ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  const first = atMinute(day, untilMinute, timeZone, 'compatible');
  // In autumn's doubled hour the first passing may be over while the clock shows quiet time again.
  return new Date(first > now.getTime() ? first : atMinute(day, untilMinute, timeZone, 'later'));
}

/** `compatible`: a time in spring's missing hour moves on by it, one in the doubled hour is its first passing. */
function atMinute(day: Temporal.PlainDate, minute: number, timeZone: string, disambiguation: 'compatible' | 'later'): number {
  const time = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
  return day.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
}
