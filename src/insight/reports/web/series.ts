// Opens over time as bars: the first hours one by one, or days once the story is longer.
import { formatClock, formatDay } from '../../../platform/ui/format-time.ts';
import { t } from '../../../platform/ui/words.ts';

export interface SeriesPoint {
  at: string;
  opened: number;
  openedMachine: number;
}

export interface Bars {
  points: { label: string; title: string; values: { person: number; machine: number } }[];
  /** Opens after the last bar. */
  later: number;
  by: 'hour' | 'day';
}

const hourMs = 3_600_000;
/** Hours drawn one by one; what came later is said beneath. */
export const hoursShown = 36;
/** Fewer would be no chart: hours still to come stand empty. */
const hoursAtLeast = 6;

/** Fills the hours without any opens: a gap in the bars is a gap in time. */
export function hourBars(points: readonly SeriesPoint[], startedAt: string, zone: string, now: Date): Bars {
  const start = Math.floor(Date.parse(startedAt) / hourMs) * hourMs;
  const count = Math.max(hoursAtLeast, Math.min(hoursShown, Math.floor((now.getTime() - start) / hourMs) + 1));
  const bars = Array.from({ length: count }, (_, index) => {
    const at = new Date(start + index * hourMs);
    return { label: index === 0 ? t('sent') : t('{hours} h', { hours: index }), title: hourTitle(at, zone, now), values: { person: 0, machine: 0 } };
  });
  let later = 0;
  for (const point of points) {
    // Something read in the hour it left belongs to the first bar, whatever the clocks of two machines say.
    const index = Math.max(0, Math.round((Date.parse(point.at) - start) / hourMs));
    const bar = bars[index];
    if (bar) {
      bar.values.person += point.opened;
      bar.values.machine += point.openedMachine;
    } else later += point.opened;
  }
  return { points: bars, later, by: 'hour' };
}

const hourTitle = (at: Date, zone: string, now: Date): string =>
  t('{day}, {from} to {until}', { day: formatDay(at, zone, now), from: formatClock(at, zone), until: formatClock(new Date(at.getTime() + hourMs), zone) });

/** The same by days, as the server cut them in the workspace's zone. */
export function dayBars(points: readonly SeriesPoint[], zone: string, now: Date): Bars {
  return {
    by: 'day',
    later: 0,
    points: points.map((point) => {
      const day = formatDay(new Date(point.at), zone, now);
      return { label: day.replace(/^\S+ /, ''), title: day, values: { person: point.opened, machine: point.openedMachine } };
    }),
  };
}

/** For those who do not see the picture: how many, and where most of them are. */
export function summaryOf(bars: Bars): string {
  const persons = bars.points.reduce((sum, point) => sum + point.values.person, 0);
  const machines = bars.points.reduce((sum, point) => sum + point.values.machine, 0);
  const highest = bars.points.reduce((best, point) => (point.values.person > best.values.person ? point : best), bars.points[0] ?? { title: '', values: { person: 0, machine: 0 } });
  if (persons + machines === 0) return bars.by === 'hour' ? t('Opens by hour: none so far.') : t('Opens by day: none so far.');
  return [
    bars.by === 'hour' ? t('Opens by hour.') : t('Opens by day.'),
    highest.values.person > 0 ? t('Persons and proxies: {persons}; most of them {when}: {most}.', { persons, when: highest.title, most: highest.values.person }) : t('Persons and proxies: {persons}.', { persons }),
    t('Machine only: {machines}.', { machines }),
    ...(bars.later > 0 ? [t('{count} more came later.', { count: bars.later })] : []),
  ].join(' ');
}
