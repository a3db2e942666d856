// Times on screens: the viewer's zone first, the person's beside it when the clocks differ.
// Intl rather than Temporal: the browsers of our readers do not all have it yet.
import { locale, t } from './words.ts';

export interface ZonedTime {
  /** "09:12:41", or with the day when it is not today's: "Tue 10 Nov 10:07:33". */
  text: string;
  /** "Tue 10 Nov"; null when it is today's. */
  day: string | null;
  /** "08:12 in Lisbon", or null when both clocks show the same. */
  beside: string | null;
  /** The whole of it, for hover: "Tuesday 10 November 2026, 10:07:33 CET". */
  full: string;
}

const cache = new Map<string, Intl.DateTimeFormat>();
function formatFor(timeZone: string, key: string, options: Intl.DateTimeFormatOptions, language = locale()): Intl.DateTimeFormat {
  const at = `${language}|${timeZone}|${key}`;
  let format = cache.get(at);
  if (!format) cache.set(at, (format = new Intl.DateTimeFormat(language, { ...options, timeZone })));
  return format;
}

/** Whether this machine knows the zone; an unknown one is not worth an exception on a screen. */
export function isZone(timeZone: string): boolean {
  try {
    formatFor(timeZone, 'probe', {});
    return true;
  } catch {
    return false;
  }
}

/** "Europe/Lisbon" -> "Lisbon", "America/Argentina/Buenos_Aires" -> "Buenos Aires". */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

const clock = (at: Date, zone: string, seconds: boolean): string =>
  formatFor(zone, seconds ? 'hms' : 'hm', seconds ? { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

const dateKey = (at: Date, zone: string): string => formatFor(zone, 'ymd', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
const yearOf = (at: Date, zone: string): string => formatFor(zone, 'y', { year: 'numeric' }).format(at);

/** "Tue 10 Nov", with the year when it is another one than now's. */
export function formatDay(at: Date, zone: string, now: Date): string {
  const part = formatFor(zone, 'day', { weekday: 'short', day: 'numeric', month: 'short' }).format(at).replaceAll(',', '');
  return yearOf(at, zone) === yearOf(now, zone) ? part : `${part} ${yearOf(at, zone)}`;
}

/** "18 November 2026". */
export function formatDate(at: Date, zone: string): string {
  return formatFor(zone, 'date', { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}

/** Clock time only: "09:12" or "09:12:41". */
export function formatClock(at: Date, zone: string, precision: 'second' | 'minute' = 'minute'): string {
  return clock(at, zone, precision === 'second');
}

/**
 * A moment for one viewer.
 * @param precision second where something happened, minute for what is due
 * @param day show the day: 'auto' leaves it out for today, 'always', 'never'
 */
export function formatMoment(input: {
  at: Date;
  zone: string;
  now: Date;
  precision?: 'second' | 'minute';
  day?: 'auto' | 'always' | 'never';
  contactZone?: string | null;
}): ZonedTime {
  const { at, zone, now, precision = 'second', day = 'auto' } = input;
  if (Number.isNaN(at.getTime())) return { text: '–', day: null, beside: null, full: t('no time known') };
  const time = clock(at, zone, precision === 'second');
  const otherDay = dateKey(at, zone) !== dateKey(now, zone);
  const withDay = day === 'always' || (day === 'auto' && otherDay);
  const full = `${formatFor(zone, 'long', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at).replaceAll(',', '')}, ${formatFor(zone, 'clockzone', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' }).format(at)}`;
  return { text: withDay ? `${formatDay(at, zone, now)} ${time}` : time, day: otherDay ? formatDay(at, zone, now) : null, beside: besideOf(at, zone, input.contactZone), full };
}

function besideOf(at: Date, zone: string, contactZone: string | null | undefined): string | null {
  if (!contactZone || contactZone === zone || !isZone(contactZone)) return null;
  const theirs = clock(at, contactZone, false);
  const sameDay = dateKey(at, contactZone) === dateKey(at, zone);
  if (theirs === clock(at, zone, false) && sameDay) return null;
  const day = sameDay ? '' : `${formatFor(contactZone, 'wd', { weekday: 'short' }).format(at)} `;
  return t('{clock} in {place}', { clock: `${day}${theirs}`, place: placeOf(contactZone) });
}

/** How far the zone's clock is ahead of UTC at this moment, in milliseconds. */
function offsetAt(epoch: number, zone: string): number {
  const parts = formatFor(zone, 'parts', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, 'en-GB').formatToParts(epoch);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((p) => p.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(epoch / 1000) * 1000;
}

/**
 * What a clock in `zone` shows ("2026-03-29T09:00") as an instant, RFC 3339 in UTC; null if it is no date.
 * A time that the clocks skip is moved on by the skip; one they show twice means the first.
 */
export function instantOfLocal(local: string, zone: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(local);
  if (!match) return null;
  const wall = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]), Number(match[4]), Number(match[5]));
  if (Number.isNaN(wall)) return null;
  const day = 86_400_000;
  const before = offsetAt(wall - day, zone);
  const after = offsetAt(wall + day, zone);
  const candidates = [wall - before, wall - after].filter((epoch) => epoch + offsetAt(epoch, zone) === wall);
  const epoch = candidates.length > 0 ? Math.min(...candidates) : wall - before;
  return new Date(epoch).toISOString();
}

/** The instant as a date-time field shows it: "2026-03-29T09:00" by the zone's clock. */
export function localOfInstant(instant: string, zone: string): string {
  const epoch = Date.parse(instant);
  if (Number.isNaN(epoch)) return '';
  return new Date(epoch + offsetAt(epoch, zone)).toISOString().slice(0, 16);
}
