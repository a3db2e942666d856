import type { Clock } from './platform/clock/index.ts';
import type { Config, RoleName } from './platform/config/index.ts';
import type { HealthAnswer } from './platform/health/index.ts';
import type { Log } from './platform/log/index.ts';
import type { MetricsRegistry } from './platform/metrics-registry/index.ts';

/** What every role is started with. Each opens the pools it needs on `databaseUrl`. */
export interface RoleContext {
  config: Config;
  /** Migrated, and reached a moment ago. */
  databaseUrl: string;
  /** What sessions and sealed passwords rest on. */
  secret: string;
  clock: Clock;
  log: Log;
  metrics: MetricsRegistry;
  /** All roles of this process: with `web` and `hits` together, one server takes both. */
  roles: readonly RoleName[];
  /** The built web app; null where it was not built. */
  webFolder: string | null;
  /** Answers of `/healthz` and `/healthz/live`. */
  health: { ready(): Promise<HealthAnswer>; live(): HealthAnswer };
}

export interface RunningRole {
  /** Takes nothing new, finishes what is under way, closes its pools. */
  stop(): Promise<void>;
}

export type StartRole = (context: RoleContext) => Promise<RunningRole>;
