import { z } from 'zod';
import { says } from '../../../platform/words/contract.ts';

// The shape of a campaign's timing. The browser takes it through contract.ts.

const minuteOfDay = z.number().int().min(0).max(1439);

/** Hours of a day on chosen weekdays. From after until wraps midnight and belongs to the day it begins. */
export const sendingWindow = z.object({
  fromMinute: minuteOfDay,
  /** 1440: until midnight. */
  untilMinute: z.number().int().min(1).max(1440),
  /** ISO weekdays, Monday 1, on which it opens. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).refine((days) => new Set(days).size === days.length, says('each weekday once')),
  /** By the recipient's clock (the contact's zone, else the company's, else the workspace's), or by the workspace's. */
  clock: z.enum(['recipient', 'workspace']),
}).refine(({ fromMinute, untilMinute }) => fromMinute !== untilMinute, says('A window from a time until the same time is never open.'));
export type SendingWindowView = z.infer<typeof sendingWindow>;

const hours = z.number().min(0.25, says('A quarter of an hour at least.')).max(336, says('Two weeks at most.'));

/**
 * When each message of a campaign is due, once it begins (at launch, or at the time it is launched for):
 * `at-once`; `local`, at a minute of everybody's own day; `window`, within hours of a day; `spread`, evenly over
 * hours. A window and hours combine: an even spread counts only the time in which the window is open.
 */
export const sendTime = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at-once') }),
  z.object({
    kind: z.literal('local'),
    /** Minutes after midnight by the recipient's clock: 540 is 9:00. */
    minute: minuteOfDay,
    /** Whoever is past that time when it begins: the next day, or at once. */
    past: z.enum(['next-day', 'at-once']).default('next-day'),
    hours: hours.nullable().default(null),
    window: sendingWindow.nullable().default(null),
  }),
  z.object({ kind: z.literal('window'), window: sendingWindow }),
  z.object({ kind: z.literal('spread'), hours, window: sendingWindow.nullable().default(null) }),
]);
export type SendTime = z.infer<typeof sendTime>;
