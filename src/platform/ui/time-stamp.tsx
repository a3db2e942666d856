import { useSyncExternalStore } from 'react';
import { formatMoment } from './format-time.ts';
import { viewerZone } from './session.ts';

// "Today" turns over at midnight while a page stands open: all stamps share one slow clock.
const watchers = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = new Date();
    for (const one of watchers) one();
  }, 30_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Now, to half a minute: for what is due and what is past. */
export function useNow(): Date {
  return useSyncExternalStore(watch, () => now);
}

export interface TimeStampProps {
  /** RFC 3339. */
  at: string | null | undefined;
  /** The contact's zone: their clock stands beside, when it shows another time. */
  contactZone?: string | null | undefined;
  /** second where something happened, minute for what is due. */
  precision?: 'second' | 'minute';
  /** auto: no day for today. */
  day?: 'auto' | 'always' | 'never';
  /** inline: their time after a comma. stacked: another day under the time, too, where a column is narrow. */
  layout?: 'under' | 'inline' | 'stacked';
  /** Another zone than the viewer's: a campaign's times are the workspace's. */
  zone?: string;
}

/** A moment: the viewer's clock, the contact's beside it, the whole of it on hover. */
export function TimeStamp({ at, contactZone, precision = 'second', day = 'auto', layout = 'under', zone }: TimeStampProps) {
  const today = useNow();
  if (!at) return <span className="faint">–</span>;
  const stacked = layout === 'stacked';
  const moment = formatMoment({ at: new Date(at), zone: zone ?? viewerZone(), now: today, precision, day: stacked ? 'never' : day, contactZone: contactZone ?? null });
  const stamp = <time dateTime={at} title={moment.beside ? `${moment.full}. ${moment.beside}` : moment.full}>{moment.text}</time>;
  if (layout === 'inline') return moment.beside ? <>{stamp}, {moment.beside}</> : stamp;
  return <>{stamp}{stacked && moment.day && <small>{moment.day}</small>}{moment.beside && <small>{moment.beside}</small>}</>;
}
