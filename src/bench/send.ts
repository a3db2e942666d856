import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { openLane, planForContacts, storeCompiled } from '../delivery/messages/index.ts';
import { makeDkimKey } from '../delivery/transport/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { CompiledEmailId, ServerId, WorkspaceId } from '../platform/identity/index.ts';
import { seal } from '../platform/sealing/index.ts';
import { countOption, median, processIo, runBench, withBenchDatabase, type BenchIo } from './bench.ts';
import { benchContent, benchLinks } from './send-email.ts';
import type { SendReport, SendWork } from './send-work.ts';

// `bin/kindred bench send`: personalised mails of 20 KB through plan, gate, journal and events to a
// local SMTP sink, against bare nodemailer that sends ready-made bytes over as many connections.

interface Place {
  db: Database;
  workspaceId: WorkspaceId;
  serverId: ServerId;
  compiledId: CompiledEmailId;
  port: number;
  connections: number;
  count: number;
}

const dkimRounds = 3;

export async function sendBench(args: readonly string[], io: BenchIo = processIo): Promise<void> {
  const count = countOption(args, 'count', 50_000);
  const connections = countOption(args, 'connections', 40);
  const rounds = countOption(args, 'rounds', 5);
  await withBenchDatabase(io, async ({ db }) => {
    const sink = fork(join(import.meta.dirname, 'send-sink.ts'));
    try {
      const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
      const place = await prepare(db, port, connections, count);
      io.progress(`${count} contacts are ready; the sink listens at ${port}`);
      const signed = await measureSigned(place, io);
      let mailBytes = 0;
      await runBench({
        bench: 'send', unit: 'mails/s', rounds,
        sizes: {
          count, connections, dkimFigure: signed.figure, dkimRatio: signed.ratio, dkimRounds,
          get mailBytes() { return mailBytes; },
        },
        figure: async (round) => {
          const report = await sendCampaign(place, round + 1);
          ({ mailBytes } = report);
          return { value: count / report.seconds, peakMiB: report.peakMiB, ...(report.p99Ms === undefined ? {} : { p99Ms: report.p99Ms }) };
        },
        ceiling: async () => ({ value: count / (await sendBare(place)).seconds }),
      }, io);
    } finally {
      sink.kill();
    }
  });
}

/** The same with a DKIM key; figure and ceiling alternate here, too. */
async function measureSigned(place: Place, io: BenchIo): Promise<{ figure: number; ratio: number }> {
  const secret = randomBytes(32).toString('base64url');
  const key = await makeDkimKey();
  const { rows } = await place.db.query<{ id: number }>({
    text: `insert into sending_domains (workspace_id, domain, dkim_selector, dkim_private_sealed, dkim_public) values ($1, 'sender.example', 'k1', $2, $3) returning id`,
    values: [place.workspaceId, seal(secret, key.privatePem), key.publicBase64],
  });
  const figures: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < dkimRounds; round++) {
    const ceiling = place.count / (await sendBare(place)).seconds;
    const figure = place.count / (await sendCampaign(place, 1000 + round, secret)).seconds;
    figures.push(figure);
    ratios.push(figure / ceiling);
    io.progress(`send, signed, round ${round + 1}: ${Math.round(figure)} of ${Math.round(ceiling)} mails/s`);
  }
  await place.db.query({ text: 'delete from sending_domains where workspace_id = $1 and id = $2', values: [place.workspaceId, rows[0]!.id] });
  return { figure: median(figures), ratio: median(ratios) };
}

async function prepare(db: Database, port: number, connections: number, count: number): Promise<Place> {
  const one = async <T>(text: string, values: unknown[]) => (await db.query<{ id: T }>({ text, values })).rows[0]!.id;
  const workspaceId = await one<WorkspaceId>(`insert into workspaces (name, postal_address) values ('Bench', '1 Road') returning workspace_id as id`, []);
  const serverId = await one<ServerId>(`insert into servers (workspace_id, name, kind, host, port, security, max_connections, mails_per_connection)
    values ($1, 'sink', 'smtp', '127.0.0.1', $2, 'none', $3, 100000) returning id`, [workspaceId, port, connections]);
  await db.query({
    text: `insert into contacts (workspace_id, email, email_key, first_name, last_name)
      select $1, 'p' || n || '@people.example', 'p' || n || '@people.example', 'Person', 'No ' || n from generate_series(1, $2::int) n`,
    values: [workspaceId, count],
  });
  const compiledId = await storeCompiled(db, workspaceId, benchContent, benchLinks);
  return { db, workspaceId, serverId, compiledId, port, connections, count };
}

/** Plans a campaign for all contacts (not timed), then sends it. */
async function sendCampaign(place: Place, campaign: number, secret?: string): Promise<SendReport> {
  const { db, workspaceId, serverId, compiledId } = place;
  const now = new Date();
  const laneId = await openLane(db, { workspaceId, sourceKind: 'campaign', sourceId: campaign, serverId, purpose: 'marketing', team: 'marketing' });
  const { rows } = await db.query<{ id: number }>({ text: 'select id from contacts where workspace_id = $1 order by id', values: [workspaceId] });
  for (let from = 0; from < rows.length; from += 10_000) {
    await planForContacts(db, {
      workspaceId, laneId, sourceKind: 'campaign', sourceId: campaign, step: 0, compiledId, contactIds: rows.slice(from, from + 10_000).map((row) => row.id),
      dueAt: now, expiresAt: null, now,
    });
  }
  await db.query({ text: 'vacuum analyze messages' });
  return inProcess({ side: 'figure', count: place.count, connections: place.connections, port: place.port, url: db.url, workspaceId, campaign, ...(secret ? { secret } : {}) });
}

const sendBare = (place: Place): Promise<SendReport> =>
  inProcess({ side: 'ceiling', count: place.count, connections: place.connections, port: place.port });

async function inProcess(work: SendWork): Promise<SendReport> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'send-work.ts'));
  child.send(work);
  const ended = once(child, 'exit').then(([code]) => { throw new Error(`a round ended with exit code ${String(code)}`); });
  const [report] = (await Promise.race([once(child, 'message'), ended])) as [SendReport];
  ended.catch(() => {});
  return report;
}
