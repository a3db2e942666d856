import { PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Queryable } from '../db/index.ts';

// Work that is done later, once, by any process of the role `worker`: pg-boss in the schema `jobs`.
// Messages do not go this way (they have their outbox), nor do imports (they hold a lock and resume).
// A job whose process was killed is free again after `expireInSeconds`, so running twice must change nothing.

export interface Job<Payload = unknown> {
  /** `slice.what-it-does`. */
  name: string;
  schema: z.ZodType<Payload>;
  handle: (payload: Payload, signal: AbortSignal) => Promise<void>;
  /** When it runs by itself, as cron in UTC; its payload is then `{}`. */
  cron?: string;
  /** A run that takes longer counts as dead. Default 60 s. */
  expireInSeconds?: number;
  /** Tries after the first, with growing waits. Default 5. */
  retries?: number;
}

/** Declares a job: data and a door. */
export const defineJob = <Payload>(job: Job<Payload>): Job<Payload> => job;

export interface Jobs {
  /** Asks for a run, in the transaction `on` when one is given: it happens when that commits. A payload that does not fit is an error here, not later. */
  send<Payload>(job: Job<Payload>, payload: Payload, options?: { at?: Date; on?: Queryable }): Promise<void>;
  /** Lets the runs under way finish, ten seconds at most. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  url: string;
  jobs: readonly Job<any>[];
  onError: (error: unknown) => void;
  /** Only sends, takes nothing: for the web role. Default true. */
  work?: boolean;
  /** How often waiting jobs are looked for. Default 2 s. */
  pollingIntervalSeconds?: number;
}

/** Supervision frees what a killed process left; pg-boss's own default is a minute, and a day for the rest. */
const superviseIntervalSeconds = 10;

/** Starts pg-boss, makes the queues, and works on them. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const works = options.work ?? true;
  const boss = new PgBoss({
    connectionString: options.url, schema: 'jobs', application_name: 'kindred jobs', max: works ? 4 : 2,
    supervise: works, schedule: works, superviseIntervalSeconds, maintenanceIntervalSeconds: 3600,
  });
  boss.on('error', options.onError);
  await boss.start();
  for (const job of options.jobs) {
    const settings = { expireInSeconds: job.expireInSeconds ?? 60, retryLimit: job.retries ?? 5, retryDelay: 1, retryBackoff: true, deleteAfterSeconds: 7 * 86_400 };
    await boss.createQueue(job.name, settings);
    await boss.updateQueue(job.name, settings);
    if (!works) continue;
    if (job.cron) await boss.schedule(job.name, job.cron, {});
    await boss.work<unknown>(job.name, { pollingIntervalSeconds: options.pollingIntervalSeconds ?? 2, batchSize: 1 }, async ([taken]) => {
      if (!taken) return;
      try {
        await job.handle(job.schema.parse(taken.data ?? {}), taken.signal);
      } catch (error) {
        options.onError(error);
        throw error; // pg-boss tries again
      }
    });
  }
  return {
    async send(job, payload, { at, on } = {}) {
      const data = job.schema.parse(payload) as object;
      await boss.send(job.name, data, { ...(at && { startAfter: at }), ...(on && { db: through(on) }) });
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

const through = (on: Queryable) => ({ executeSql: (text: string, values?: unknown[]) => on.query({ text, values: values ?? [] }) });
