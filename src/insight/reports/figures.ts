import { mailMetrics, wilson, type Counts, type Fraction, type MailMetricKey } from '../../delivery/metrics/index.ts';
import { t } from '../../platform/words/contract.ts';
import type { Did, FigureView } from './contract.ts';

interface FigureOf {
  key: FigureView['key'];
  did: Did;
  /** The same metric with machines counted in. */
  all?: { of: MailMetricKey; did: Did };
}

const wanted: readonly FigureOf[] = [
  { key: 'openRate', did: 'opened', all: { of: 'openRateAll', did: 'opened-all' } },
  { key: 'openToClickRate', did: 'clicked', all: { of: 'openToClickRateAll', did: 'clicked-all' } },
  { key: 'clickThroughRate', did: 'clicked', all: { of: 'clickThroughRateAll', did: 'clicked-all' } },
  { key: 'unsubscribeRate', did: 'unsubscribed' },
  { key: 'bounceRate', did: 'bounced' },
  { key: 'complaintRate', did: 'complained' },
];

/** The figures of a source, each from the dictionary, with its interval and the list of people behind it. */
export function figuresOf(counts: Counts): FigureView[] {
  return wanted.map(({ key, did, all }) => {
    const metric = mailMetrics[key];
    return {
      key, name: t(metric.name), formula: t(metric.formula), differs: metric.elsewhere ? t(metric.elsewhere) : '', rate: rateOf(metric.of(counts), did),
      all: all ? rateOf(mailMetrics[all.of].of(counts), all.did) : null,
    };
  });
}

function rateOf(fraction: Fraction, did: Did): FigureView['rate'] {
  return { ...fraction, interval: fraction.numerator <= fraction.denominator ? wilson(fraction) : null, did };
}
