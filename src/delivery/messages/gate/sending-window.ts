// When a source may send: hours of a day, on chosen weekdays, by one clock. Spans are instants, so an hour that
// comes twice in autumn belongs to one span, and a span that lies in spring's missing hour does not exist.

export interface SendingWindow {
  /** Minutes after midnight; `untilMinute` may be 1440. From > until wraps midnight and belongs to the day it begins. */
  fromMinute: number;
  untilMinute: number;
  /** ISO weekdays, Monday 1, on which it opens. */
  weekdays: readonly number[];
  /** Whose clock: the recipient's (contact's, else company's, else workspace's zone) or the workspace's. */
  clock: 'recipient' | 'workspace';
}

/** Epoch milliseconds; `untilMs` is no part of it. */
export interface Span {
  fromMs: number;
  untilMs: number;
}

const aDayMs = 86_400_000;
/** A week finds the next weekday; the rest is for spans that do not exist on the day a clock is changed. */
const daysAhead = 16;

/** The span of a window that is open at `atMs`, or the next one. Throws a RangeError for a zone that does not exist. */
export function spanFrom(window: SendingWindow, zone: string, atMs: number): Span {
  // A span that wraps midnight may have begun the day before.
  let day = Temporal.Instant.fromEpochMilliseconds(atMs - aDayMs).toZonedDateTimeISO(zone).toPlainDate();
  for (let step = 0; step < daysAhead; step++, day = day.add({ days: 1 })) {
    if (!window.weekdays.includes(day.dayOfWeek)) continue;
    const span = spanOn(window, zone, day);
    if (span.untilMs > span.fromMs && span.untilMs > atMs) return span;
  }
  throw new RangeError(`A window from minute ${window.fromMinute} until ${window.untilMinute} never opens.`);
}

function spanOn({ fromMinute, untilMinute }: SendingWindow, zone: string, day: Temporal.PlainDate): Span {
  const ends = fromMinute >= untilMinute ? day.add({ days: 1 }) : day;
  return { fromMs: atMinute(day, fromMinute, zone), untilMs: atMinute(ends, untilMinute, zone) };
}

/**
 * The instant of a local minute of a day. In the hour that summer time skips it is the hour after, in the
 * hour that comes twice the first passing. Minute 1440 is the next day's midnight.
 */
export function atMinute(day: Temporal.PlainDate, minute: number, zone: string): number {
  const date = minute === 1440 ? day.add({ days: 1 }) : day;
  const time = new Temporal.PlainTime(Math.floor(minute / 60) % 24, minute % 60);
  return date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

// The same few zones are asked about for every message of a batch; a span holds until it ends.
const remembered = new Map<string, Span & { sinceMs: number }>();
const rememberedAtMost = 4000;

/** When a window opens, or null when it is open now. */
export function windowOpens(window: SendingWindow, zone: string, now: Date): Date | null {
  const nowMs = now.getTime();
  const key = `${zone} ${window.fromMinute} ${window.untilMinute} ${window.weekdays.join('')}`;
  let span = remembered.get(key);
  if (!span || nowMs < span.sinceMs || nowMs >= span.untilMs) {
    if (remembered.size >= rememberedAtMost) remembered.clear();
    span = { ...spanFrom(window, zone, nowMs), sinceMs: nowMs };
    remembered.set(key, span);
  }
  return span.fromMs <= nowMs ? null : new Date(span.fromMs);
}
