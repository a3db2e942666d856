import type { SendingWindowView, SendTime } from '../contract.ts';

// Choosing a timing: what is kept when another kind is taken.

export type SendKind = SendTime['kind'];

export const defaultWindow: SendingWindowView = { fromMinute: 9 * 60, untilMinute: 17 * 60, weekdays: [1, 2, 3, 4, 5], clock: 'recipient' };

/** Another kind of timing, with the window and the hours there were. */
export function changeKind(from: SendTime, kind: SendKind): SendTime {
  const window = 'window' in from ? from.window : null;
  const hours = 'hours' in from ? from.hours : null;
  switch (kind) {
    case 'at-once': return { kind };
    case 'local': return { kind, minute: 9 * 60, past: 'next-day', hours: from.kind === 'spread' ? null : hours, window: null };
    case 'window': return { kind, window: window ?? defaultWindow };
    case 'spread': return { kind, hours: hours ?? 4, window };
  }
}

/** "09:30" as minutes after midnight; null while it is no time. */
export function minuteOf(text: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return Number(hour) * 60 + Number(minute);
}
