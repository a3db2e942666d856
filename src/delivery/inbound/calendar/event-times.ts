import type { ContentLine } from './content-lines.ts';

// When a meeting is: in UTC, in a zone by its IANA name, or in one that the text itself describes, as Outlook does.

const written = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/;

/** The instant of DTSTART or DTEND; a day alone is its midnight in UTC. Null when it cannot be read. `all` holds the zones described. */
export function instantOf(line: ContentLine, all: readonly ContentLine[]): Date | null {
  const found = written.exec(line.value.trim());
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((text) => Number(text ?? 0)) as [number, number, number, number, number, number];
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(local) || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null;
  const zone = line.parameters.get('TZID');
  if (found[7] || !zone) return new Date(local);
  return inNamedZone(local, zone) ?? new Date(local - describedOffsetMs(local, zone, all));
}

function inNamedZone(local: number, zone: string): Date | null {
  try {
    const plain = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
    return new Date(plain.toZonedDateTime(zone.replace(/^\/[^/]+\//, '')).epochMilliseconds);
  } catch {
    return null;
  }
}

/** The offset that VTIMEZONE names for that moment: of the observance that began last before it (RFC 5545, 3.6.5). */
function describedOffsetMs(local: number, zone: string, all: readonly ContentLine[]): number {
  const at = all.findIndex(({ name, value }) => name === 'TZID' && value.trim() === zone);
  if (at < 0) return 0;
  const rules: { onset: number; offset: number }[] = [];
  let current: ContentLine[] = [];
  for (const line of all.slice(at + 1)) {
    if (line.name === 'END' && line.value.toUpperCase() === 'VTIMEZONE') break;
    if (line.name === 'BEGIN') current = [];
    else if (line.name === 'END') rules.push({ onset: lastOnset(current, local), offset: offsetMs(current.find(({ name }) => name === 'TZOFFSETTO')?.value ?? '') });
    else current.push(line);
  }
  return rules.toSorted((a, b) => b.onset - a.onset)[0]?.offset ?? 0;
}

/** The last time before `local` that an observance began, by its yearly rule. */
function lastOnset(lines: readonly ContentLine[], local: number): number {
  const rule = lines.find(({ name }) => name === 'RRULE')?.value ?? '';
  const start = written.exec(lines.find(({ name }) => name === 'DTSTART')?.value.trim() ?? '');
  const first = start ? Date.UTC(Number(start[1]), Number(start[2]) - 1, Number(start[3]), Number(start[4] ?? 0)) : -Infinity;
  const month = Number(/BYMONTH=(\d+)/.exec(rule)?.[1] ?? 0);
  const [, nth, weekday] = /BYDAY=(-?\d)(SU|MO|TU|WE|TH|FR|SA)/.exec(rule) ?? [];
  if (!month || !nth || !weekday) return first <= local ? first : -Infinity;
  const year = new Date(local).getUTCFullYear();
  const onsets = [year, year - 1].map((each) => nthWeekday(each, month, Number(nth), weekdays.indexOf(weekday)));
  return onsets.find((onset) => onset <= local) ?? -Infinity;
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function nthWeekday(year: number, month: number, nth: number, weekday: number): number {
  const edge = new Date(Date.UTC(year, nth > 0 ? month - 1 : month, nth > 0 ? 1 : 0, 2));
  const shift = nth > 0 ? (weekday - edge.getUTCDay() + 7) % 7 + (nth - 1) * 7 : -((edge.getUTCDay() - weekday + 7) % 7) + (nth + 1) * 7;
  return edge.getTime() + shift * 86_400_000;
}

function offsetMs(text: string): number {
  const found = /^([+-])(\d\d)(\d\d)/.exec(text.trim());
  return found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000 : 0;
}
