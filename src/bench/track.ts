import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createHits, createHitsServer, loadSigningKeys, trackingLinks, type SigningKeys } from '../delivery/tracking/index.ts';
import { pixel } from '../delivery/tracking/taking/answer.ts';
import { systemClock } from '../platform/clock/index.ts';
import { addBenchMailing, type BenchMailing } from './bench-mailing.ts';
import { countOption, processIo, runBench, withBenchDatabase, type BenchIo, type Measure } from './bench.ts';
import type { LoadReport, LoadWork } from './track-load.ts';

// `bin/kindred bench track`: hits a second, each of another message and each answered after its commit, beside what a
// bare node:http server gives that always answers the same. One process serves, another asks, PostgreSQL is a third.

const quiet = { info() {}, warn: console.error, error: console.error } as unknown as Parameters<typeof createHits>[0]['log'];

export async function run(args: readonly string[], io: BenchIo = processIo): Promise<void> {
  const count = countOption(args, 'count', 30_000);
  const connections = countOption(args, 'connections', 64);
  const rounds = countOption(args, 'rounds', 5);
  await withBenchDatabase(io, async ({ db, folder }) => {
    const warmUp = 5000;
    const mailing = await addBenchMailing(db, warmUp + count * rounds, new Date());
    io.progress(`${mailing.count} messages are out`);
    const keys = await loadSigningKeys(db, folder);
    const hits = createHits({ db, keys, spoolFolder: join(folder, 'spool'), clock: systemClock, log: quiet, trustedProxies: [] });
    const server = createHitsServer(hits);
    const bare = createServer((_, response) => void response.writeHead(200, { 'content-type': 'image/gif', 'content-length': pixel.length }).end(pixel, 'latin1'));
    const load = fork(join(import.meta.dirname, 'track-load.ts'));
    try {
      const [port, barePort] = [await listen(server), await listen(bare)];
      await ask(load, { port, connections, paths: pathsOf(keys, mailing, 0, warmUp) });
      await ask(load, { port: barePort, connections, paths: pathsOf(keys, mailing, 0, warmUp) });
      const paths = (round: number) => pathsOf(keys, mailing, warmUp + round * count, count);
      await runBench({
        bench: 'track', unit: 'hits/s', rounds, sizes: { count, connections, clicksInTen: 2 },
        figure: (round) => measure(load, { port, connections, paths: paths(round) }),
        ceiling: (round) => measure(load, { port: barePort, connections, paths: paths(round) }),
      }, { ...io, out: () => {} }).then(async (result) => {
        const { rows } = await db.query<{ stored: number }>({ text: 'select count(*)::int as stored from hits' });
        const stored = rows[0]!.stored;
        if (stored !== warmUp + count * rounds) throw new Error(`${warmUp + count * rounds} hits were acknowledged, ${stored} are stored`);
        io.out(JSON.stringify({ ...result, stored, spooled: hits.counts.spooled }));
      });
    } finally {
      load.kill();
      for (const one of [server, bare]) one.close().closeAllConnections();
      await hits.close();
    }
  });
}

async function measure(load: ChildProcess, work: LoadWork): Promise<Measure> {
  const report = await ask(load, work);
  const answered = (report.statuses['200'] ?? 0) + (report.statuses['302'] ?? 0);
  if (answered !== work.paths.length) throw new Error(`not every request was answered: ${JSON.stringify(report.statuses)}`);
  return { value: work.paths.length / report.seconds, p99Ms: report.p99Ms };
}

async function ask(load: ChildProcess, work: LoadWork): Promise<LoadReport> {
  load.send(work);
  const [report] = (await once(load, 'message')) as [LoadReport];
  return report;
}

/** Pixels, and a click at two of ten. */
function pathsOf(keys: SigningKeys, mailing: BenchMailing, from: number, count: number): string[] {
  const links = trackingLinks(keys, '');
  const linkTokens = mailing.links.map((link) => links.linkToken(mailing.workspaceId, mailing.compiledId, link.index, link.target));
  return Array.from({ length: count }, (_, n) => {
    const token = links.messageToken(mailing.workspaceId, mailing.firstMessageId + from + n, mailing.compiledId);
    return n % 5 === 4 ? links.clickUrl(token, linkTokens[n % linkTokens.length]!) : links.pixelUrl(token);
  });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

if (import.meta.main) await run(process.argv.slice(2));
