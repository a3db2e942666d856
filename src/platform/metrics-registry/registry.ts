// Counters, gauges and histograms in Prometheus' text format 0.0.4. Written here because the
// client library would be a dependency for what these lines do.

export type Labels = Readonly<Record<string, string | number>>;

export interface Counter {
  /** Adds `by`, 1 unless said; never less than nothing. */
  add(labels?: Labels, by?: number): void;
}

export interface Gauge {
  set(value: number, labels?: Labels): void;
}

export interface Histogram {
  observe(value: number, labels?: Labels): void;
}

export interface MetricsRegistry {
  counter(name: string, help: string): Counter;
  /** With `read` the value is asked for at each scrape. */
  gauge(name: string, help: string, read?: () => number | Promise<number>): Gauge;
  /** `buckets` are upper bounds, ascending; +Inf is added. */
  histogram(name: string, help: string, buckets?: readonly number[]): Histogram;
  /** The text of one scrape. */
  render(): Promise<string>;
}

interface Metric {
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram';
  samples(): Promise<string[]> | string[];
}

/** Seconds; from half a millisecond to ten seconds. */
const defaultBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

export function createMetricsRegistry(): MetricsRegistry {
  const metrics = new Map<string, Metric>();
  const add = (metric: Metric) => {
    if (!/^[a-z][a-z0-9_]*$/.test(metric.name)) throw new Error(`${metric.name} is no name for a metric`);
    if (metrics.has(metric.name)) throw new Error(`${metric.name} is registered twice`);
    metrics.set(metric.name, metric);
  };
  return {
    counter(name, help) {
      const values = new Map<string, number>();
      add({ name, help, type: 'counter', samples: () => lines(name, values) });
      return {
        add(labels = {}, by = 1) {
          if (!(by >= 0)) throw new RangeError(`${name} only grows`);
          const key = labelText(labels);
          values.set(key, (values.get(key) ?? 0) + by);
        },
      };
    },
    gauge(name, help, read) {
      const values = new Map<string, number>();
      add({ name, help, type: 'gauge', samples: async () => lines(name, read ? new Map([['', await read()]]) : values) });
      return { set: (value, labels = {}) => void values.set(labelText(labels), value) };
    },
    histogram(name, help, buckets = defaultBuckets) {
      const series = new Map<string, { labels: Labels; counts: number[]; sum: number }>();
      add({ name, help, type: 'histogram', samples: () => [...series.values()].flatMap((one) => histogramLines(name, buckets, one)) });
      return {
        observe(value, labels = {}) {
          const key = labelText(labels);
          const one = series.get(key) ?? { labels, counts: Array.from({ length: buckets.length + 1 }, () => 0), sum: 0 };
          series.set(key, one);
          const found = buckets.findIndex((bound) => value <= bound);
          one.counts[found < 0 ? buckets.length : found]! += 1;
          one.sum += value;
        },
      };
    },
    async render() {
      const blocks = await Promise.all([...metrics.values()].map(renderMetric));
      return blocks.join('');
    },
  };
}

async function renderMetric(metric: Metric): Promise<string> {
  const head = [`# HELP ${metric.name} ${metric.help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`, `# TYPE ${metric.name} ${metric.type}`];
  // One gauge that cannot be read (the database is down) must not silence the others.
  const samples = await Promise.resolve().then(() => metric.samples()).catch(() => []);
  return `${[...head, ...samples].join('\n')}\n`;
}

function histogramLines(name: string, buckets: readonly number[], { labels, counts, sum }: { labels: Labels; counts: number[]; sum: number }): string[] {
  let total = 0;
  const cumulative = counts.map((count, index) => {
    total += count;
    return `${name}_bucket${labelText({ ...labels, le: index < buckets.length ? buckets[index]! : '+Inf' })} ${total}`;
  });
  return [...cumulative, `${name}_sum${labelText(labels)} ${sum}`, `${name}_count${labelText(labels)} ${total}`];
}

function lines(name: string, values: ReadonlyMap<string, number>): string[] {
  return [...values].map(([labels, value]) => `${name}${labels} ${value}`);
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) =>
    `${name}="${String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`);
  return parts.length > 0 ? `{${parts.join(',')}}` : '';
}
