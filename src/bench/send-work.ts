import { randomBytes } from 'node:crypto';
import nodemailer from 'nodemailer';
import { createSigning, openMailConnection } from '../delivery/transport/index.ts';
import { prepareCompiled, startSender } from '../delivery/messages/index.ts';
import { trackingLinks } from '../delivery/tracking/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { percentile } from './bench.ts';
import { benchContent, benchLinks } from './send-email.ts';

// One round of the send bench in a process of its own, so that each has only its own memory:
// the product's sender, or bare nodemailer with ready-made bytes.

export interface SendWork {
  side: 'figure' | 'ceiling';
  count: number;
  connections: number;
  port: number;
  /** For the figure: the database, and which campaign is to go. */
  url?: string;
  workspaceId?: number;
  campaign?: number;
  secret?: string;
}

export interface SendReport {
  seconds: number;
  peakMiB: number;
  p99Ms?: number;
  mailBytes: number;
}

const keys = [{ id: 1, secret: randomBytes(32) }];
const links = trackingLinks(keys, 'https://links.example.com');

export async function workOff(work: SendWork): Promise<SendReport> {
  const report = work.side === 'figure' ? await sendByProduct(work) : await sendByNodemailer(work);
  return { ...report, peakMiB: process.resourceUsage().maxRSS / 1024 };
}

async function sendByProduct(work: SendWork): Promise<Omit<SendReport, 'peakMiB'>> {
  const db = openDatabase(work.url!, { max: 4, applicationName: 'kindred bench send' });
  const times: number[] = [];
  let mailBytes = 0;
  const sign = work.secret ? createSigning({ db, secret: work.secret, clock: systemClock }) : async (_w: number, _d: string, mail: string) => mail;
  const started = performance.now();
  const sender = startSender({
    databaseUrl: db.url, clock: systemClock, keys, links, sign,
    connect: async (server) => {
      const connection = await openMailConnection({ host: server.host!, port: server.port!, security: 'none', helloName: 'bench.example', mailsAtMost: server.mailsPerConnection });
      return {
        get isUsable() { return connection.isUsable; },
        get accepted() { return connection.accepted; },
        close: () => connection.close(),
        async handOver(mail) {
          const from = performance.now();
          const answer = await connection.handOver(mail);
          if (times.length < 100_000) times.push(performance.now() - from);
          mailBytes = mail.bytes.length;
          return answer;
        },
      };
    },
    onError: (error) => { process.stderr.write(`${String(error)}\n`); },
  });
  for (;;) {
    const { rows } = await db.query<{ done: number }>({
      name: 'done', text: `select coalesce(sum(change), 0)::int as done from rollup_changes where workspace_id = $1 and source_kind = 'campaign' and source_id = $2 and metric = 'accepted'`,
      values: [work.workspaceId, work.campaign],
    });
    if (rows[0]!.done >= work.count) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const seconds = (performance.now() - started) / 1000;
  await sender.stop();
  await db.close();
  return { seconds, p99Ms: percentile(times, 0.99), mailBytes };
}

/** As bare as it gets: pooled connections, each mail's bytes ready before the clock starts. */
async function sendByNodemailer(work: SendWork): Promise<Omit<SendReport, 'peakMiB'>> {
  const raw = Buffer.from(readyMail(), 'latin1');
  const transport = nodemailer.createTransport({
    pool: true, host: '127.0.0.1', port: work.port, secure: false, ignoreTLS: true, maxConnections: work.connections, maxMessages: Infinity,
  });
  let sent = 0;
  const line = async (first: number) => {
    for (let index = first; index < work.count; index += work.connections) {
      await transport.sendMail({ envelope: { from: 'bounces@sender.example', to: [`p${index}@people.example`] }, raw });
      sent += 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: work.connections }, (_, index) => line(index)));
  const seconds = (performance.now() - started) / 1000;
  transport.close();
  if (sent !== work.count) throw new Error(`nodemailer sent ${sent} of ${work.count}`);
  return { seconds, mailBytes: raw.length };
}

function readyMail(): string {
  const prepared = prepareCompiled({ workspaceId: 1, compiledId: 1, content: benchContent, links: benchLinks, purpose: 'marketing', sourceKind: 'campaign', sourceId: 1 }, links);
  return prepared.fill({
    messageId: 1, token: 'ready', name: 'Person 1', address: 'p1@people.example', pixel: true, date: new Date(),
    values: {
      contact: { email: 'p1@people.example', first_name: 'Person', last_name: '1', name: 'Person 1', job_title: '', phone: '', language: '', attributes: {} },
      company: { name: 'Acme' }, sender: { name: 'Ada' }, workspace: { name: 'Acme', postal_address: '1 Road' }, unsubscribe_url: '', vars: {},
    },
  });
}

if (process.send) {
  process.once('message', (work) => {
    workOff(work as SendWork).then((report) => process.send!(report, () => process.disconnect?.()), (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    });
  });
}
