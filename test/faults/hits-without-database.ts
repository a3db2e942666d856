import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addBenchMailing, type BenchMailing } from '../../src/bench/bench-mailing.ts';
import { checkCounts } from '../../src/delivery/events/index.ts';
import { judgeNow, loadSigningKeys, trackingLinks } from '../../src/delivery/tracking/index.ts';
import { movableClock } from '../../src/platform/clock/index.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { startEmbedded } from '../../src/platform/postgres/index.ts';

export interface HitsOutageReport {
  stoppedSeconds: number;
  /** Hits answered as they should be, and how many of them while the database was down. */
  answered: number;
  answeredDuring: number;
  /** Answered otherwise, or not at all although the process lived. */
  failed: number;
  /** Tries while the process lay killed: nobody was there to answer. */
  whileDead: number;
  slowestMs: number;
  /** Answered, and not in the database afterwards; in it more than once. */
  lost: number;
  doubled: number;
  /** What a recount of everything found to differ. */
  differing: number;
}

const readers = 8;

/** Readers follow links and fetch pixels while PostgreSQL is stopped, and the hits process killed `kills` times meanwhile; then counts what became of it. */
export async function hitsWithoutDatabase(stoppedSeconds: number, kills: number): Promise<HitsOutageReport> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-hits-outage-'));
  let postgres = await startEmbedded({ dataFolder: join(folder, 'data') });
  let hits: ChildProcess | undefined;
  try {
    await migrate(postgres.url);
    const { url } = postgres;
    const before = openDatabase(url);
    const mailing = await addBenchMailing(before, Math.ceil((stoppedSeconds + 20) * 400), new Date());
    const links = linksOf(mailing, await loadSigningKeys(before, folder));
    await before.close();
    let port: number;
    [hits, port] = await startHits(url, folder, 0);

    const report: HitsOutageReport = { stoppedSeconds, answered: 0, answeredDuring: 0, failed: 0, whileDead: 0, slowestMs: 0, lost: 0, doubled: 0, differing: 0 };
    const acknowledged = new Set<number>();
    const state = { next: 0, running: true, isDown: false, isDead: false };
    const reading = Array.from({ length: readers }, async () => {
      while (state.running && state.next < mailing.count) {
        const n = state.next;
        state.next += 1;
        const started = performance.now();
        const wasDead = state.isDead;
        const status = await statusOf(`http://127.0.0.1:${port}${links(n)}`);
        if (status === (n % 3 === 0 ? 302 : 200)) {
          acknowledged.add(mailing.firstMessageId + n);
          report.slowestMs = Math.max(report.slowestMs, Math.round(performance.now() - started));
          if (state.isDown) report.answeredDuring += 1;
        } else if (wasDead || state.isDead) {
          report.whileDead += 1;
        } else report.failed += 1;
        await pause(20);
      }
    });

    await pause(1000);
    await postgres.stop();
    state.isDown = true;
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(stoppedSeconds * 1000 / (kills + 1));
      state.isDead = true;
      hits.kill('SIGKILL');
      await once(hits, 'exit');
      [hits] = await startHits(url, folder, port);
      state.isDead = false;
    }
    await pause(stoppedSeconds * 1000 / (kills + 1));
    state.isDown = false;
    postgres = await startEmbedded({ dataFolder: join(folder, 'data') });
    await pause(1000);
    state.running = false;
    await Promise.all(reading);
    report.answered = acknowledged.size;
    await untilSpoolIsEmpty(hits);

    const db = openDatabase(postgres.url);
    const { rows } = await db.query<{ message_id: number; times: number }>({ text: 'select message_id, count(*)::int as times from hits group by message_id' });
    const times = new Map(rows.map((row) => [row.message_id, row.times]));
    report.lost = [...acknowledged].filter((id) => !times.has(id)).length;
    report.doubled = rows.filter((row) => row.times > 1).length;
    await judgeNow(db, movableClock(new Date(Date.now() + 3_600_000)));
    report.differing = (await checkCounts(db)).differing;
    await db.close();
    return report;
  } finally {
    hits?.kill('SIGKILL');
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts the process; a start that finds no database takes the keys it had kept. */
async function startHits(url: string, folder: string, port: number): Promise<[ChildProcess, number]> {
  const child = fork(join(import.meta.dirname, 'hits-process.ts'), [url, folder, String(port)]);
  const [message] = (await once(child, 'message')) as [{ port: number }];
  return [child, message.port];
}

function linksOf(mailing: BenchMailing, keys: Parameters<typeof trackingLinks>[0]): (n: number) => string {
  const links = trackingLinks(keys, '');
  const first = mailing.links[0]!;
  const linkToken = links.linkToken(mailing.workspaceId, mailing.compiledId, first.index, first.target);
  return (n) => {
    const token = links.messageToken(mailing.workspaceId, mailing.firstMessageId + n, mailing.compiledId);
    return n % 3 === 0 ? links.clickUrl(token, linkToken) : links.pixelUrl(token);
  };
}

function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const call = request(url, { agent: false, timeout: 10_000, headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' } }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode!));
      response.on('error', () => resolve(0));
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(0));
    call.end();
  });
}

async function untilSpoolIsEmpty(hits: ChildProcess): Promise<void> {
  const end = Date.now() + 120_000;
  for (;;) {
    hits.send('how much?');
    const [{ waiting }] = (await once(hits, 'message')) as [{ waiting: number }];
    if (waiting === 0) return;
    if (Date.now() > end) throw new Error(`${waiting} bytes still wait on disk`);
    await pause(100);
  }
}
