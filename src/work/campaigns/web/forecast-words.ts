// Whom a campaign would reach, in the order a person asks: how many get it, who is held, who is left out.
import { formatCount } from '../../../platform/ui/format.ts';
import { t, tn } from '../../../platform/ui/words.ts';
import type { ForecastView } from '../contract.ts';

export type Forecast = ForecastView;

export interface ForecastLine {
  count: number;
  words: string;
  /** Less: it is taken off the number above. */
  less: boolean;
}

const sum = (counts: readonly { count: number }[]): number => counts.reduce((all, { count }) => all + count, 0);

/** From everybody on the lists and in the segments down to those mailed; the lines add up. */
export function forecastLines(forecast: Forecast): ForecastLine[] {
  return [
    { count: forecast.listed, words: t('on the lists and in the segments'), less: false },
    { count: forecast.duplicates, words: t('on more than one of them, written to once'), less: true },
    { count: forecast.excluded, words: t('left out by a list or a segment'), less: true },
    ...forecast.dropped.map(({ count, title }) => ({ count, words: t('will not get it: {title}', { title }), less: true })),
    ...forecast.held.map(({ count, title }) => ({ count, words: t('held for now: {title}', { title }), less: true })),
  ].filter((line) => line.count > 0 || !line.less);
}

/** "1,204 will be mailed, 14 held for now, 3 will not get it"; before it is judged: "1,221 people in the audience" */
export function forecastSentence(forecast: Forecast): string {
  if (!forecast.judged) return tn(forecast.audience, '{count} person in the audience', '{count} people in the audience');
  const [held, dropped] = [sum(forecast.held), sum(forecast.dropped)];
  return [
    t('{count} will be mailed', { count: forecast.mailed }),
    held > 0 && t('{count} held for now', { count: held }),
    dropped > 0 && t('{count} will not get it', { count: dropped }),
  ].filter(Boolean).join(', ');
}

/** "1,250 on the lists and in the segments, 20 of them twice, 9 left out." */
export function overlapSentence(forecast: Forecast): string {
  return `${[
    t('{count} on the lists and in the segments', { count: forecast.listed }),
    forecast.duplicates > 0 && t('{count} of them twice', { count: forecast.duplicates }),
    forecast.excluded > 0 && t('{count} left out', { count: forecast.excluded }),
  ].filter(Boolean).join(', ')}.`;
}

export interface OverlapLine {
  key: string;
  kind: 'list' | 'segment';
  name: string;
  count: number;
  leftOut: boolean;
}

/** Each list and segment with its people, those that are left out last. */
export function overlapLines({ sources, leftOutBy }: Pick<Forecast, 'sources' | 'leftOutBy'>, names: ReadonlyMap<string, string>): OverlapLine[] {
  const line = (leftOut: boolean) => ({ kind, id, count }: Forecast['sources'][number]): OverlapLine =>
    ({ key: `${leftOut} ${kind}:${id}`, kind, name: names.get(`${kind}:${id}`) ?? formatCount(id), count, leftOut });
  return [...sources.map(line(false)), ...leftOutBy.map(line(true))];
}
