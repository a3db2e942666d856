// Live: the process answers. Ready: it can do its work now. A load balancer asks for the
// second, whoever restarts processes for the first.

export interface HealthOptions {
  /** Fails, or takes too long, when the database cannot be used. */
  askDatabase: () => Promise<unknown>;
  /** Names of the roles that run in this process. */
  roles: () => readonly string[];
  /** True once a stop was asked for: nothing new should be sent here. */
  stopping: () => boolean;
  /** Milliseconds the database has to answer. Default 2000. */
  patienceMs?: number;
}

export interface HealthAnswer {
  status: 200 | 503;
  contentType: 'application/json';
  body: string;
}

/** `/healthz`: 200 when ready, else 503, and why. */
export async function readiness(options: HealthOptions): Promise<HealthAnswer> {
  const database = await answersWithin(options.askDatabase, options.patienceMs ?? 2000) ? 'up' : 'down';
  const stopping = options.stopping();
  const ready = database === 'up' && !stopping;
  return answer(ready ? 200 : 503, { live: true, ready, database, stopping, roles: options.roles() });
}

/** `/healthz/live`: 200 as long as the process can answer at all. */
export function liveness(): HealthAnswer {
  return answer(200, { live: true });
}

function answer(status: HealthAnswer['status'], body: object): HealthAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

async function answersWithin(ask: () => Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => { timer = setTimeout(resolve, ms, false); });
  try {
    return await Promise.race([late, ask().then(() => true, () => false)]);
  } finally {
    clearTimeout(timer);
  }
}
