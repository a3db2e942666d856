import { openDatabase, statement, type Queryable } from '../../../platform/db/index.ts';
import type { Log } from '../../../platform/log/index.ts';
import type { Spool } from '../spool/spool.ts';
import type { Hit } from '../taking/hit.ts';
import { applyUnsubscribe } from '../unsubscribe/apply-unsubscribe.ts';
import { transactionWithinTime, withinTime } from './bounded-pool.ts';
import { isBadInput, withRetries } from './database-errors.ts';
import { startReach } from './reach.ts';
import { storeFreshHits } from './store-hits.ts';
import { throttled } from './throttled.ts';

/** Where a hit is safe: in the database, on the local disk, or nowhere (the disk takes nothing, or the database refused it for good). */
export type Kept = 'stored' | 'spooled' | 'lost';

export interface HitWriter {
  /** Calls back once the hit is safe, after `patienceMs` and a write to disk at the latest. */
  write(hit: Hit, done: (kept: Kept) => void): void;
  /** Asks the database something for a page; null when it does not answer in time. */
  ask<T>(question: (on: Queryable) => Promise<T>): Promise<T | null>;
  readonly counts: Readonly<Record<Kept | 'replayed' | 'damaged', number>>;
  /** Waits until everything taken is safe. */
  close(): Promise<void>;
}

export interface HitWriterOptions {
  databaseUrl: string;
  spool: Spool;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Connections that flush, the second one only once a good batch waits. Default 2: no better with 3 or 4 on two cores. */
  connections?: number;
  /** A flush that takes longer is given up, and its hits go to the spool. Default 2000. */
  patienceMs?: number;
}

interface Waiting {
  hit: Hit;
  done: (kept: Kept) => void;
}

const batchAtMost = 1000;
/**
 * While a flush is under way, another starts only for this many. A flush costs PostgreSQL 260 µs and 17 µs a hit: with
 * 64 readers at once, two eager connections flushed 20 hits at a time, one flushes 32 and answers a third more.
 */
const worthAnotherFlush = 64;
const replayPatienceMs = 30_000;
const lookForLeftoversMs = 60_000;
/** A notice holds a lock that every commit with a notice waits for: a few a second are as good as one a flush. */
const tellEveryMs = 100;

const tellStatement = statement('tracking.tell', `
  select pg_notify('kindred_hits', '{}'), pg_notify('kindred_live', json_build_object('w', w, 't', 'hits')::text) from unnest($1::int[]) w`);

/**
 * Writes hits in groups: a flush starts whenever a connection is free and takes all that wait. While the database
 * cannot be reached, or is too slow, hits go to the spool, and from there into the database once it is back.
 */
export function startHitWriter(options: HitWriterOptions): HitWriter {
  const { spool, log } = options;
  const { connections = 2, patienceMs = 2000 } = options;
  const db = openDatabase(options.databaseUrl, { max: connections + 1, applicationName: 'kindred hits' });
  // Opt-outs open transactions of their own; pages read. Neither may take a connection from the flushes.
  const side = openDatabase(options.databaseUrl, { max: 4, applicationName: 'kindred hits, pages' });
  const counts = { stored: 0, spooled: 0, lost: 0, replayed: 0, damaged: 0 };
  let waiting: Waiting[] = [];
  let flushes = 0;
  let scheduled = false;
  let replaying: Promise<void> | null = null;
  let closing: Promise<void> | undefined;
  const underWay = new Set<Promise<void>>();

  const track = (work: Promise<void>) => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const finish = (batch: readonly Waiting[], kept: Kept) => {
    counts[kept] += batch.length;
    for (const entry of batch) entry.done(kept);
  };
  const toSpool = async (batch: readonly Waiting[]) => {
    const kept = await spool.append(batch.map((entry) => entry.hit));
    if (!kept) log.error({ hits: batch.length, lost: counts.lost + batch.length }, 'hits were lost: neither the database nor the disk takes them');
    finish(batch, kept ? 'spooled' : 'lost');
  };
  const store = async (hits: readonly Hit[], ms: number): Promise<void> => {
    const plain = hits.filter((hit) => hit.kind !== 'unsubscribe');
    if (plain.length > 0) await withRetries(() => withinTime(db, ms, (on) => storeFreshHits(on, plain)));
    for (const hit of hits) if (hit.kind === 'unsubscribe') await withRetries(() => transactionWithinTime(side, ms, (tx) => applyUnsubscribe(tx, hit)));
    tell(hits.map((hit) => hit.workspaceId));
  };
  /** Stores what can be stored; answers what PostgreSQL refuses for good, found by halving. */
  const storeGood = async (hits: readonly Hit[], ms: number): Promise<Hit[]> => {
    try {
      await store(hits, ms);
      return [];
    } catch (error) {
      if (!isBadInput(error)) throw error;
      if (hits.length === 1) {
        log.error({ err: error, hit: hits[0] }, 'a hit cannot be stored');
        return [...hits];
      }
      const half = Math.ceil(hits.length / 2);
      return [...await storeGood(hits.slice(0, half), ms), ...await storeGood(hits.slice(half), ms)];
    }
  };
  /** Stores a batch; answers what is left to do for those who wait. */
  const flush = async (batch: readonly Waiting[]): Promise<() => Promise<void> | void> => {
    try {
      const refused = new Set(await storeGood(batch.map((entry) => entry.hit), patienceMs));
      if (refused.size === 0) return () => finish(batch, 'stored');
      return () => {
        finish(batch.filter((entry) => !refused.has(entry.hit)), 'stored');
        finish(batch.filter((entry) => refused.has(entry.hit)), 'lost');
      };
    } catch (error) {
      reach.lost(error);
      return () => toSpool(batch);
    }
  };
  const mayFlush = () => flushes < connections && waiting.length >= (flushes === 0 ? 1 : worthAnotherFlush);
  const pump = () => {
    scheduled = false;
    if (!reach.ok && waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      track(toSpool(batch));
    }
    while (mayFlush()) {
      flushes += 1;
      track(flush(waiting.splice(0, batchAtMost)).then((answer) => {
        // The next flush leaves before this one's readers are answered: PostgreSQL works while we write.
        flushes -= 1;
        pump();
        return answer();
      }));
    }
  };
  const replay = () => {
    replaying ??= spool.replay(async (hits) => { counts.lost += (await storeGood(hits, replayPatienceMs)).length; })
      .then((result) => {
        counts.replayed += result.replayed;
        counts.damaged += result.damaged;
        if (result.replayed + result.damaged > 0) log.info(result, 'hits that had waited on disk are in the database');
      })
      .catch((error: unknown) => reach.lost(error))
      .finally(() => { replaying = null; });
    return replaying;
  };

  const tell = throttled(tellEveryMs, (workspaces: Set<number>) => withinTime(db, patienceMs, (on) => tellStatement.run(on, [[...workspaces]])));
  const reach = startReach({
    ask: () => withinTime(db, patienceMs, (on) => on.query({ text: 'select 1' })),
    onLost: (error) => {
      log.warn({ err: error }, 'the database cannot be reached; hits wait on disk');
      pump();
    },
    onBack: () => {
      log.info('the database is back');
      pump();
      void replay();
    },
  });
  void replay();
  const leftovers = setInterval(() => { if (reach.ok) void replay(); }, lookForLeftoversMs);
  leftovers.unref();

  return {
    counts,
    write(hit, done) {
      waiting.push({ hit, done });
      if (scheduled || (reach.ok && !mayFlush())) return;
      // All that this turn of the event loop reads goes into one flush.
      scheduled = true;
      setImmediate(pump);
    },
    async ask(question) {
      if (!reach.ok) return null;
      return withinTime(side, patienceMs, question).catch(() => null);
    },
    close: () => (closing ??= close()),
  };

  async function close(): Promise<void> {
    clearInterval(leftovers);
    while (waiting.length > 0 || underWay.size > 0) await (underWay.size > 0 ? Promise.race(underWay) : new Promise((resolve) => setImmediate(resolve)));
    await reach.close();
    await replaying;
    await tell.close();
    await spool.close();
    await Promise.all([db.close(), side.close()]);
  }
}
