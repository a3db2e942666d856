import { statement, type Transaction } from '../../../platform/db/index.ts';
import type { SendTime } from '../contract.ts';
import { hoursOf, windowOf, type DueTimes, type Timing } from './due-times.ts';

// How many of a campaign's messages fall due when, by zone: what its page shows without counting messages.

export interface TimetableRow {
  zone: string;
  atMs: number;
  count: number;
}

/** Whether recipients' zones decide when they are due. */
export const goesByRecipient = (sendTime: SendTime): boolean => sendTime.kind === 'local' || windowOf(sendTime)?.clock === 'recipient';

/** The line of the timetable a due time belongs to: the time itself, or where it is spread the beginning of its hour on the zone's clock. */
export function timetableLines({ sendTime, workspaceZone }: Pick<Timing, 'sendTime' | 'workspaceZone'>): (zone: string, dueMs: number) => { zone: string; atMs: number } {
  const spread = hoursOf(sendTime) > 0;
  const known = new Map<string, number>();
  const hourOf = (zone: string, dueMs: number): number => {
    // Every offset on earth is a multiple of a quarter of an hour.
    const quarter = Math.floor(dueMs / 900_000);
    const key = `${zone} ${quarter}`;
    let at = known.get(key);
    if (at === undefined) known.set(key, at = quarter * 900_000 - Temporal.Instant.fromEpochMilliseconds(quarter * 900_000).toZonedDateTimeISO(zone).minute * 60_000);
    return at;
  };
  const own = goesByRecipient(sendTime);
  return (zone, dueMs) => {
    const clock = own ? zone : workspaceZone;
    return { zone: clock, atMs: spread ? hourOf(clock, dueMs) : dueMs };
  };
}

/** So many places stand for all of a zone when a spread is only foretold. */
const placesAtMost = 2000;

/** The timetable of an audience of so many in each zone, before anybody is planned. */
export function foretell(timing: Timing, due: DueTimes, perZone: ReadonlyMap<string, number>): TimetableRow[] {
  const lineOf = timetableLines(timing);
  const lines = new Map<string, TimetableRow>();
  for (const [zone, people] of perZone) {
    const places = hoursOf(timing.sendTime) === 0 ? 1 : Math.min(people, placesAtMost);
    for (let place = 0, given = 0; place < places; place++) {
      const { zone: clock, atMs } = lineOf(zone, due(zone, place / places));
      const upTo = Math.round(((place + 1) / places) * people);
      addTo(lines, clock, atMs, upTo - given);
      given = upTo;
    }
  }
  return sorted(lines);
}

/** Lines with their counts, earliest first. */
export function gather(entries: Iterable<{ zone: string; atMs: number }>): TimetableRow[] {
  const lines = new Map<string, TimetableRow>();
  for (const { zone, atMs } of entries) addTo(lines, zone, atMs, 1);
  return sorted(lines);
}

function addTo(lines: Map<string, TimetableRow>, zone: string, atMs: number, count: number): void {
  const key = `${zone} ${atMs}`;
  const there = lines.get(key);
  if (there) there.count += count;
  else lines.set(key, { zone, atMs, count });
}

const sorted = (lines: ReadonlyMap<string, TimetableRow>): TimetableRow[] =>
  [...lines.values()].toSorted((a, b) => a.atMs - b.atMs || b.count - a.count || (a.zone < b.zone ? -1 : 1));

const addLines = statement('campaigns.add-to-timetable', `
  insert into campaign_timetable (workspace_id, campaign_id, zone, at, count)
  select $1, $2, l.zone, l.at, l.count from unnest($3::text[], $4::timestamptz[], $5::bigint[]) as l (zone, at, count)
  on conflict (workspace_id, campaign_id, zone, at) do update set count = campaign_timetable.count + excluded.count`);

/** Adds a chunk's lines to a campaign's timetable. */
export async function addToTimetable(tx: Transaction, workspaceId: number, campaignId: number, rows: readonly TimetableRow[]): Promise<void> {
  if (rows.length === 0) return;
  await addLines.run(tx, [workspaceId, campaignId, rows.map(({ zone }) => zone), rows.map(({ atMs }) => new Date(atMs)), rows.map(({ count }) => count)]);
}

/** When do how many of a campaign's messages fall due, earliest first? */
export const listTimetable = statement<{ zone: string; at: Date; count: number }>('campaigns.timetable', `
  select zone, at, count from campaign_timetable where workspace_id = $1 and campaign_id = $2 order by at, count desc, zone limit 2000`);
