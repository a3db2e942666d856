import { atMinute, spanFrom, type SendingWindow, type Span } from '../../../delivery/messages/index.ts';
import type { SendTime } from '../contract.ts';

// When each message of a campaign falls due. Pure: zones, places and instants come in, epoch milliseconds go out.

export interface Timing {
  sendTime: SendTime;
  /** The earliest moment anything may leave: the launch, or the time it was scheduled for. */
  beginsMs: number;
  /** For a local time: the day `2026-11-24` by everybody's own calendar; null: their first such time from the beginning on. */
  day: string | null;
  /** Known, as every zone here. */
  workspaceZone: string;
}

/** Due time of a recipient in `zone` whose place in the spread is `place`, from 0 up to 1. */
export type DueTimes = (zone: string, place: number) => number;

const hourMs = 3_600_000;

/**
 * Due times of a campaign. Zones are looked into once each: a million recipients in four hundred zones cost a
 * million additions. A window shifts whoever would be outside it to its next opening; a local time within the
 * window keeps its hour and takes the next day on which the window opens ("9:00 next weekday" stays 9:00).
 */
export function dueTimes(timing: Timing): DueTimes {
  const { sendTime, workspaceZone } = timing;
  const window = windowOf(sendTime);
  const hours = hoursOf(sendTime);
  const lines = new Map<string, (afterMs: number) => number>();
  return (zone, place) => {
    const key = sendTime.kind === 'local' || window?.clock === 'recipient' ? zone : workspaceZone;
    let line = lines.get(key);
    if (!line) lines.set(key, line = timeline(window, clockZone(window, key, workspaceZone), beginningIn(timing, key)));
    return line(Math.floor(place * hours * hourMs));
  };
}

/** The window of a campaign's timing; null: it may go at any hour. */
export const windowOf = (sendTime: SendTime): SendingWindow | null => ('window' in sendTime ? sendTime.window ?? null : null);

/** Over how many hours it is spread; 0: not at all. */
export const hoursOf = (sendTime: SendTime): number => (sendTime.kind === 'spread' || sendTime.kind === 'local' ? sendTime.hours ?? 0 : 0);

const clockZone = (window: SendingWindow | null, zone: string, workspaceZone: string): string => (window?.clock === 'workspace' ? workspaceZone : zone);

/** Open time counted from a beginning: how late it is once so many milliseconds of open time have passed. */
function timeline(window: SendingWindow | null, zone: string, beginsMs: number): (afterMs: number) => number {
  if (!window) return (afterMs) => beginsMs + afterMs;
  const spans: (Span & { before: number })[] = [];
  const last = () => spans[spans.length - 1];
  const lengthOf = ({ fromMs, untilMs }: Span) => untilMs - fromMs;
  const grow = () => {
    const end = last();
    const next = spanFrom(window, zone, end ? end.untilMs : beginsMs);
    // The first may be open already; two that touch (from midnight to midnight) are one after the other.
    spans.push({ fromMs: Math.max(next.fromMs, beginsMs), untilMs: next.untilMs, before: end ? end.before + lengthOf(end) : 0 });
  };
  return (afterMs) => {
    let end = last();
    while (!end || end.before + lengthOf(end) <= afterMs) {
      grow();
      end = last();
    }
    const span = spans.findLast(({ before }) => before <= afterMs)!;
    return span.fromMs + (afterMs - span.before);
  };
}

/** When the first recipient of a zone is due, before a window has its say. */
function beginningIn(timing: Timing, zone: string): number {
  const { sendTime, beginsMs } = timing;
  if (sendTime.kind !== 'local') return beginsMs;
  const window = windowOf(sendTime);
  const first = localInstants(timing, zone, sendTime.minute);
  const dayOne = first.next().value!;
  if (dayOne < beginsMs && sendTime.past === 'at-once') return beginsMs;
  const fits = (ms: number) => ms >= beginsMs && (!window || spanFrom(window, clockZone(window, zone, timing.workspaceZone), ms).fromMs <= ms);
  if (fits(dayOne)) return dayOne;
  let earliest = dayOne >= beginsMs ? dayOne : null;
  for (const ms of first) {
    if (fits(ms)) return ms;
    if (ms >= beginsMs) earliest ??= ms;
  }
  // The hour lies outside the window on every day: then the window's next opening has it.
  return earliest ?? beginsMs;
}

const daysAhead = 16;

/** The same local minute, day after day from the wanted one on. */
function* localInstants({ day, beginsMs }: Timing, zone: string, minute: number): Generator<number, undefined> {
  const today = Temporal.Instant.fromEpochMilliseconds(beginsMs).toZonedDateTimeISO(zone).toPlainDate();
  const from = day === null ? today : Temporal.PlainDate.from(day);
  yield atMinute(from, minute, zone);
  // Launched long after its day: the days between are past as well.
  const after = Temporal.PlainDate.compare(from, today) < 0 ? today : from.add({ days: 1 });
  for (let step = 0; step < daysAhead; step++) yield atMinute(after.add({ days: step }), minute, zone);
  return undefined;
}

/** Whether recipients of a zone are past their local time when it begins; they go another day, or at once. */
export function isPast(timing: Timing, zone: string): boolean {
  const { sendTime, beginsMs } = timing;
  return sendTime.kind === 'local' && localInstants(timing, zone, sendTime.minute).next().value! < beginsMs;
}

/** The east-most clock there is: no day begins anywhere before it begins here. */
const firstZone = 'Etc/GMT-14';

/** When the first clock on earth shows a local time of a day: from then on messages may fall due. */
export const firstOnEarth = (day: string, minute: number): number => atMinute(Temporal.PlainDate.from(day), minute, firstZone);

/** The place of the `index`-th of about `total` recipients: evenly apart. Whoever came after they were counted starts from the beginning again. */
export const placeOf = (index: number, total: number): number => (total <= 0 ? 0 : (index % total) / total);
