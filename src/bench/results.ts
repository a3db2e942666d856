import { checkCounts, foldRollups } from '../delivery/events/index.ts';
import { settleDue } from '../delivery/tracking/settling/settle-due.ts';
import { storySettler } from '../delivery/tracking/settling/settle-stories.ts';
import { storeHits } from '../delivery/tracking/storing/store-hits.ts';
import { hitIds } from '../delivery/tracking/taking/hit.ts';
import { reportsRoutes } from '../insight/reports/index.ts';
import { createAuditLog } from '../people/workspaces/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { createWebServer, type WebServer } from '../platform/http/index.ts';
import { asId, type Actor } from '../platform/identity/index.ts';
import { addBenchMailing, addCampaignOf, type BenchMailing } from './bench-mailing.ts';
import { countOption, median, percentile, processIo, runBench, withBenchDatabase, type BenchIo, type Measure } from './bench.ts';
import { resultsHits } from './results-hits.ts';

// `bin/kindred bench results`: the time the server takes for a campaign's results page (figures, opens over time, clicks
// by link, the first people) over many hits, beside the same page of a campaign with a tenth of them. All hits come in
// by the product's own ingest and judgement, and every count is checked against the log before a page is asked for.

const looks = 20;
const batch = 1000;

export async function run(args: readonly string[], io: BenchIo = processIo): Promise<void> {
  const count = countOption(args, 'count', 1_000_000);
  const hitsEach = countOption(args, 'hits-each', 10);
  const rounds = countOption(args, 'rounds', 5);
  await withBenchDatabase(io, async ({ db }) => {
    const sentAt = new Date('2026-11-02T09:00:00Z');
    const few = await addBenchMailing(db, count, sentAt, 1);
    const many = await addBenchMailing(db, count, sentAt, 2);
    io.progress(`results: two campaigns of ${count} messages are out`);
    const ingest = { few: await takeIn(db, few, 1, sentAt, io), many: await takeIn(db, many, hitsEach, sentAt, io) };
    const check = await checkCounts(db);
    if (check.differing > 0) throw new Error(`counts and log disagree: ${JSON.stringify(check.differences.slice(0, 3))}`);
    io.progress(`results: ${check.engagements} engagements and ${check.counts} counts agree with a recount`);
    await db.query({ text: 'vacuum analyze' });
    const pages = await openPages(db, [few, many]);
    try {
      await runBench({
        bench: 'results', unit: 'ms', rounds, sizes: {
          count, hits: count * hitsEach, ceilingHits: count, looks, storedPerSecond: ingest.many.storedPerSecond, judgedPerSecond: ingest.many.judgedPerSecond, countsAgree: true,
        },
        figure: () => look(pages, many),
        ceiling: () => look(pages, few),
      }, io);
    } finally {
      await pages.close();
    }
  });
}

/** Stores and judges all hits, two at a time as the server does; then folds the counts. */
async function takeIn(db: Database, mailing: BenchMailing, each: number, sentAt: Date, io: BenchIo): Promise<{ storedPerSecond: number; judgedPerSecond: number }> {
  const nextId = hitIds();
  const total = mailing.count * each;
  const started = performance.now();
  let next = 0;
  const perBatch = Math.max(1, Math.floor(batch / each));
  await inParallel(2, async () => {
    const from = next;
    next += perBatch;
    const messages = Math.min(perBatch, mailing.count - from);
    if (messages <= 0) return false;
    await storeHits(db, Array.from({ length: messages }, (_, n) => resultsHits(mailing, from + n, each, sentAt.getTime(), nextId)).flat());
    return true;
  });
  const stored = performance.now();
  const settle = storySettler();
  const now = new Date(sentAt.getTime() + 60 * 86_400_000);
  await inParallel(2, async () => (await settleDue(db, { settle, now, batch, which: 'quiet' })) > 0);
  const judged = performance.now();
  while ((await foldRollups(db)) > 0);
  const rate = (ms: number) => Math.round(total / ms * 1000);
  io.progress(`results: ${total} hits came in at ${rate(stored - started)} a second and were judged at ${rate(judged - stored)} a second`);
  return { storedPerSecond: rate(stored - started), judgedPerSecond: rate(judged - stored) };
}

async function inParallel(workers: number, step: () => Promise<boolean>): Promise<void> {
  await Promise.all(Array.from({ length: workers }, async () => { while (await step()); }));
}

interface Pages {
  ask(mailing: BenchMailing): Promise<void>;
  close(): Promise<void>;
}

/** The product's own server and routes; only the question who asks is answered here. */
async function openPages(db: Database, mailings: readonly BenchMailing[]): Promise<Pages> {
  const actors = new Map<string, Actor>();
  const campaigns = new Map<BenchMailing, number>();
  for (const mailing of mailings) {
    const { campaignId, memberId } = await addCampaignOf(db, mailing);
    campaigns.set(mailing, campaignId);
    actors.set(String(mailing.workspaceId), { workspaceId: asId(mailing.workspaceId), memberId: asId(memberId), name: 'Bench', team: 'both', role: 'owner' });
  }
  const web: WebServer = await createWebServer({
    db, clock: systemClock, baseUrl: 'http://localhost:4400', routes: reportsRoutes({ db }), audit: createAuditLog(db), log: { error: (fields) => console.error(fields) },
    identify: async ({ headers }) => {
      const actor = actors.get(headers.get('x-bench-workspace') ?? '');
      return actor && { actor, through: 'session', userId: 'bench' };
    },
  });
  const get = async (mailing: BenchMailing, path: string) => {
    const answer = await web.app.inject({ method: 'GET', url: `/api/v1/campaigns/${campaigns.get(mailing)}/${path}`, headers: { 'x-bench-workspace': String(mailing.workspaceId) } });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body.slice(0, 500)}`);
  };
  return {
    ask: async (mailing) => void (await Promise.all(['results', 'series', 'links', 'people?did=opened&limit=50'].map((path) => get(mailing, path)))),
    close: () => web.close(),
  };
}

async function look(pages: Pages, mailing: BenchMailing): Promise<Measure> {
  const times: number[] = [];
  for (let n = 0; n < looks; n += 1) {
    const started = performance.now();
    await pages.ask(mailing);
    times.push(performance.now() - started);
  }
  return { value: median(times), p99Ms: percentile(times, 0.99) };
}

if (import.meta.main) await run(process.argv.slice(2));
