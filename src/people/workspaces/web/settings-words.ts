import type { z } from 'zod';
import type { getSettings, workspaceSettings } from '../contract.ts';

export type Settings = z.output<typeof getSettings.response>;
export type Changeable = z.output<typeof workspaceSettings>;

/** 570 is "09:30". */
export function clockOfMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** "09:30" is 570; null for what is no time. */
export function minuteOfClock(clock: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? [];
  return hours === undefined || Number(hours) > 23 || Number(minutes) > 59 ? null : Number(hours) * 60 + Number(minutes);
}

/** What the frequency rule says, in words. */
export function frequencyWords(frequency: Changeable['frequency']): string {
  if (!frequency) return 'No limit';
  const mails = frequency.max === 1 ? 'one mail' : `${frequency.max} mails`;
  return `At most ${mails} to a contact in ${frequency.days === 1 ? 'a day' : `${frequency.days} days`}, both teams together`;
}

/** When nothing is sent, in words. */
export function quietWords(quiet: Changeable['quietHours']): string {
  return quiet ? `${clockOfMinute(quiet.fromMinute)} to ${clockOfMinute(quiet.untilMinute)}, by the contact's own clock` : 'None';
}

export const trackingWords: Record<Changeable['trackingMode'], string> = {
  'per-person': 'Who opened and clicked',
  'totals-only': 'Totals only',
};
