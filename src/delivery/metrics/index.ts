export { addCounts, countMetrics, countsOf, delivered, deliveredTracked, noCounts, sent, type CountMetric, type Counts, type LinkMetric, type RollupMetric } from './counts.ts';
export {
  answerRate, bounceRate, clickThroughRate, clickThroughRateAll, complaintRate, connectRate, mailMetrics, openRate, openRateAll, openToClickRate, openToClickRateAll,
  permanentBounceRate, positiveReplyRate, replyRate, temporaryBounceRate, touchesPerClose, unsubscribeRate,
  type CallCounts, type Fraction, type MailMetricKey, type Metric,
} from './dictionary.ts';
export { formatRate, quotient, smallSample, wilson } from './rate.ts';
