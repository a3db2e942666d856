import { spoken, t, tn } from '../../../platform/words/contract.ts';
import { firstKnownZone } from '../../../delivery/messages/index.ts';
import type { PreflightItem, SendTime } from '../contract.ts';
import { goesByRecipient } from '../timing/timetable.ts';
import { clockWords, timingWords } from '../timing/timing-words.ts';
import type { Forecast } from './forecast-audience.ts';

export interface TimingFacts {
  sendTime: SendTime;
  /** When it would begin. */
  begins: Date;
  /** The workspace's. */
  zone: string;
}

const farDays = 14;

/** What there is to know about when it goes: who is past the hour, whose window is closed, how long it takes. */
export function timingItems({ sendTime, begins, zone: given }: TimingFacts, forecast: Forecast): PreflightItem[] {
  if (sendTime.kind === 'at-once') return [];
  const zone = firstKnownZone(given);
  const items = [item('ok', 'time', t('When it goes'), sentence([timingWords(sendTime), spanWords(forecast, zone)]))];
  if (sendTime.kind === 'local' && forecast.past > 0) items.push(pastItem(sendTime, forecast.past));
  const closed = sendTime.kind === 'window' ? sum(forecast.timetable.filter(({ atMs }) => atMs > begins.getTime())) : 0;
  if (closed > 0) {
    items.push(item('warn', 'time_window_closed', tn(closed, 'The window is closed for {count} person', 'The window is closed for {count} people'),
      goesByRecipient(sendTime) ? t('Their mails wait until it opens where they live; nobody is left out.') : t('Their mails wait until it opens; nobody is left out.')));
  }
  const last = forecast.timetable.at(-1);
  if (last && last.atMs - begins.getTime() > farDays * 86_400_000) {
    items.push(item('warn', 'time_far', t('It takes more than two weeks'), t('The last mail is due on {day}.', { day: timeIn(last.atMs, zone) }),
      t('Open the window longer, on more days, or spread it over fewer hours.')));
  }
  return items;
}

function pastItem({ minute, past }: SendTime & { kind: 'local' }, count: number): PreflightItem {
  const time = clockWords(minute);
  return item('warn', 'time_past', tn(count, 'Past {time} for {count} person', 'Past {time} for {count} people', { time }), past === 'next-day'
    ? t('Where they live that time is over already: theirs goes at {time} on the next day it may.', { time })
    : t('Where they live that time is over already: theirs goes at once.'), t('Choose a later time, another day, or what happens to them.'));
}

function spanWords({ timetable }: Forecast, zone: string): string | null {
  const [first, last] = [timetable[0], timetable.at(-1)];
  if (!first || !last) return null;
  return first.atMs === last.atMs ? t('all on {time} in {zone}', { time: timeIn(first.atMs, zone), zone })
    : t('the first on {first}, the last on {last} in {zone}', { first: timeIn(first.atMs, zone), last: timeIn(last.atMs, zone), zone });
}

function item(level: PreflightItem['level'], code: string, title: string, detail: string, fix: string | null = null): PreflightItem {
  return { level, code, where: 'time', title, detail, line: null, block: null, fix, href: null };
}

const sum = (rows: readonly { count: number }[]): number => rows.reduce((all, { count }) => all + count, 0);
const timeIn = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat(spoken().locale, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(ms);

function sentence(parts: readonly (string | null)[]): string {
  const text = parts.filter(Boolean).join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
