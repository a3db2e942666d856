import type { z } from 'zod';
import { phrase, t, tn, type Phrase } from '../../../platform/ui/words.ts';
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
  if (!frequency) return t('No limit');
  const days = tn(frequency.days, 'a day', '{count} days');
  return tn(frequency.max, 'At most one mail to a contact in {days}, both teams together', 'At most {count} mails to a contact in {days}, both teams together', { days });
}

/** When nothing is sent, in words. */
export function quietWords(quiet: Changeable['quietHours']): string {
  return quiet ? t('{from} to {until}, by the contact’s own clock', { from: clockOfMinute(quiet.fromMinute), until: clockOfMinute(quiet.untilMinute) }) : t('None');
}

export const trackingWords: Record<Changeable['trackingMode'], Phrase> = {
  'per-person': phrase('Who opened and clicked'),
  'totals-only': phrase('Totals only'),
};
