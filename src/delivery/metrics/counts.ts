// What is counted. The names are the rollups' own; every count is of messages unless it says otherwise.

/** The rollup metrics that a source's page adds up. */
export const countMetrics = [
  'planned', 'accepted', 'accepted_tracked',
  'refused_address_permanent', 'refused_address_temporary', 'refused_other',
  'unknown', 'dropped', 'cancelled',
  'bounced_permanent', 'bounced_temporary', 'bounced_tracked',
  'opened', 'opened_all', 'clicked', 'clicked_all',
  'replied', 'replied_positive', 'unsubscribed', 'complained',
  // Hits, not messages: kept of people who refused tracking and of totals-only workspaces.
  'open_anonymous', 'click_anonymous',
] as const;

export type CountMetric = (typeof countMetrics)[number];

/** Counted once for each link of a message; `link` says which. */
export type LinkMetric = 'link_clicked' | 'link_clicked_all';
export type RollupMetric = CountMetric | LinkMetric;

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

/** Sums of every metric for a campaign, a step, a week: `refusedAddressPermanent` for `refused_address_permanent`. */
export type Counts = { [M in CountMetric as Camel<M>]: number };

const camel = (metric: string): string => metric.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const keyOf = new Map<string, keyof Counts>(countMetrics.map((metric) => [metric, camel(metric) as keyof Counts]));

export const noCounts = (): Counts => Object.fromEntries([...keyOf.values()].map((key) => [key, 0])) as Counts;

/** Adds up rows of the rollups; a metric that is not of a source's page (one of a link) is passed over. */
export function countsOf(rows: Iterable<{ metric: string; count: number }>): Counts {
  const counts = noCounts();
  for (const row of rows) {
    const key = keyOf.get(row.metric);
    if (key) counts[key] += row.count;
  }
  return counts;
}

/** Several sources taken together. */
export function addCounts(...all: readonly Counts[]): Counts {
  const sum = noCounts();
  for (const counts of all) for (const key of keyOf.values()) sum[key] += counts[key];
  return sum;
}

/** Accepted, and refused because of the address: a 550 while handing over is a bounce, too. Unknown ones stand apart. */
export const sent = (c: Counts): number => c.accepted + c.refusedAddressPermanent + c.refusedAddressTemporary;

/** Accepted, and no bounce so far. */
export const delivered = (c: Counts): number => c.accepted - c.bouncedPermanent - c.bouncedTemporary;

/** Delivered, and their opens may be tracked. */
export const deliveredTracked = (c: Counts): number => c.acceptedTracked - c.bouncedTracked;
