import pg from 'pg';
import type { Queryable } from '../db/index.ts';

export type Channel = 'kindred_due' | 'kindred_hits' | 'kindred_live' | 'kindred_outbox' | 'kindred_mailboxes';

/** Tells every process that something happened; heard after the surrounding transaction commits. */
export async function notify(on: Queryable, channel: Channel, payload: unknown = {}): Promise<void> {
  await on.query({ name: 'listen.notify', text: 'select pg_notify($1, $2)', values: [channel, JSON.stringify(payload)] });
}

export interface Listener {
  /** Calls back on each notice; answers a function that ends it. A lost connection calls back with `null` once it is back: look again. */
  on(channel: Channel, callback: (payload: unknown) => void): () => void;
  close(): Promise<void>;
}

const reconnectMs = 500;

/** One connection that listens on behalf of the whole process and reconnects by itself. */
export function createListener(url: string): Listener {
  const callbacks = new Map<Channel, Set<(payload: unknown) => void>>();
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const tell = (channel: Channel, payload: unknown) => {
    for (const callback of callbacks.get(channel) ?? []) callback(payload);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'kindred listen', keepAlive: true });
    next.on('notification', (notice) => tell(notice.channel as Channel, parse(notice.payload)));
    next.on('error', () => {});
    next.on('end', () => {
      if (client === next) client = undefined;
      if (!closed) timer = setTimeout(attempt, reconnectMs);
    });
    await next.connect();
    if (closed) return void (await next.end());
    client = next;
    for (const channel of callbacks.keys()) await next.query(`listen ${channel}`);
    for (const channel of callbacks.keys()) tell(channel, null);
  };
  const attempt = () => {
    connect().catch(() => {
      if (!closed) timer = setTimeout(attempt, reconnectMs);
    });
  };
  attempt();

  return {
    on(channel, callback) {
      const known = callbacks.get(channel);
      if (known) known.add(callback);
      else {
        callbacks.set(channel, new Set([callback]));
        client?.query(`listen ${channel}`).catch(() => {});
      }
      return () => void callbacks.get(channel)?.delete(callback);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

function parse(payload: string | undefined): unknown {
  try {
    return JSON.parse(payload ?? 'null');
  } catch {
    return null;
  }
}
