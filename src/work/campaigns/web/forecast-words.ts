// Whom a campaign would reach, in the order a person asks: how many get it, who is held, who is left out.
import type { z } from 'zod';
import type { audienceForecast } from '../contract.ts';

export type Forecast = z.infer<typeof audienceForecast>;

export interface ForecastLine {
  count: number;
  words: string;
  /** Less: it is taken off the number above. */
  less: boolean;
}

const sum = (counts: readonly { count: number }[]): number => counts.reduce((all, { count }) => all + count, 0);

/** From everybody on the lists down to those mailed now; the lines add up. */
export function forecastLines(forecast: Forecast): ForecastLine[] {
  return [
    { count: forecast.listed, words: 'on the lists', less: false },
    { count: forecast.duplicates, words: 'on more than one of them, written to once', less: true },
    { count: forecast.excluded, words: 'on a list left out', less: true },
    ...forecast.dropped.map(({ count, title }) => ({ count, words: `will not get it: ${title}`, less: true })),
    ...forecast.held.map(({ count, title }) => ({ count, words: `held for now: ${title}`, less: true })),
  ].filter((line) => line.count > 0 || !line.less);
}

/** "1,204 will be mailed, 14 held, 3 left out" */
export function forecastSentence(forecast: Forecast): string {
  const held = sum(forecast.held);
  const dropped = sum(forecast.dropped);
  const count = (value: number) => value.toLocaleString('en-GB');
  return [`${count(forecast.mailed)} will be mailed`, held > 0 && `${count(held)} held for now`, dropped > 0 && `${count(dropped)} will not get it`].filter(Boolean).join(', ');
}
