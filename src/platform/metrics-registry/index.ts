import { monitorEventLoopDelay } from 'node:perf_hooks';
import { contentType, type MetricsRegistry } from './registry.ts';

export { createMetricsRegistry, type Counter, type Gauge, type Histogram, type Labels, type MetricsRegistry } from './registry.ts';

/** What every process says of itself. */
export function addProcessMetrics(registry: MetricsRegistry): void {
  const delay = monitorEventLoopDelay();
  delay.enable();
  registry.gauge('process_start_time_seconds', 'When the process started, in seconds since 1970.').set(Math.round(performance.timeOrigin / 1000));
  registry.gauge('process_resident_memory_bytes', 'Memory in use.', () => process.memoryUsage.rss());
  registry.gauge('process_cpu_seconds_total', 'Processor time used.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  registry.gauge('nodejs_eventloop_delay_seconds', 'Mean delay of the event loop since the last look.', () => {
    const seconds = delay.mean / 1e9;
    delay.reset();
    return Number.isFinite(seconds) ? seconds : 0;
  });
}

/** The page `/metrics`. */
export async function metricsPage(registry: MetricsRegistry): Promise<{ contentType: string; body: string }> {
  return { contentType, body: await registry.render() };
}
