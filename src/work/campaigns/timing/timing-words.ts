import { phrase, spoken, t, tn, type Phrase } from '../../../platform/words/contract.ts';
import type { SendingWindowView, SendTime } from './send-time.ts';

// A timing in words, for screens and preflight alike. Named in contract.ts, since the browser takes it, too.

/** ISO weekdays, Monday first. */
export const dayNames: readonly Phrase[] = [phrase('Mon'), phrase('Tue'), phrase('Wed'), phrase('Thu'), phrase('Fri'), phrase('Sat'), phrase('Sun')];

/** Minutes after midnight as a clock shows them: `09:00`. */
export const clockWords = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** "At 09:00 by each recipient's clock, between 08:00 and 18:00, Mon–Fri, by the recipient's clock" */
export function timingWords(sendTime: SendTime): string {
  return [beginningWords(sendTime), 'window' in sendTime && sendTime.window ? windowWords(sendTime.window) : null].filter(Boolean).join(', ');
}

function beginningWords(sendTime: SendTime): string | null {
  switch (sendTime.kind) {
    case 'at-once': return t('As fast as the server takes it');
    case 'window': return null;
    case 'spread': return tn(sendTime.hours, 'evenly over {count} hour', 'evenly over {count} hours');
    case 'local': {
      const at = t('at {time} by each recipient’s clock', { time: clockWords(sendTime.minute) });
      return sendTime.hours === null ? at : `${at}, ${tn(sendTime.hours, 'evenly over {count} hour', 'evenly over {count} hours')}`;
    }
  }
}

function windowWords(window: SendingWindowView): string {
  const between = t('between {from} and {until}, {days}', { from: clockWords(window.fromMinute), until: clockWords(window.untilMinute), days: daysWords(window.weekdays) });
  return `${between}, ${window.clock === 'recipient' ? t('by each recipient’s clock') : t('by your company’s clock')}`;
}

/** "Mon–Fri", "Mon, Wed", "every day" */
function daysWords(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return t('every day');
  const days = weekdays.toSorted((a, b) => a - b);
  const name = (day: number) => t(dayNames[day - 1]!);
  const inARow = days.length > 2 && days.every((day, index) => index === 0 || day === days[index - 1]! + 1);
  return inARow ? `${name(days[0]!)}–${name(days.at(-1)!)}` : new Intl.ListFormat(spoken().locale, { type: 'unit' }).format(days.map(name));
}
