import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { startSink, type SunkMail } from '../../src/bench/smtp-sink.ts';
import { returnPathToken } from '../../src/delivery/messages/index.ts';
import { addCompiled, addContacts, addLane, makeWorld, plan, statesOf, until, type World } from '../../src/delivery/messages/testing/sending-world.ts';
import type { Database } from '../../src/platform/db/index.ts';

// A campaign to a mail server that writes down every Message-ID, while its senders are killed with -9.

export interface KillPlan {
  mails: number;
  kills: number;
  /** Sender processes at a time; one of them is killed, another takes over. */
  senders: number;
  /** Connections a sender may open. */
  connections: number;
  say?: (line: string) => void;
}

export interface KillReport extends KillPlan {
  accepted: number;
  unknown: number;
  /** Most unknown messages that are allowed: connections x kills. */
  unknownAtMost: number;
  /** Unknown ones that had in fact arrived. */
  unknownArrived: number;
  /** Accepted here, never seen by the mail server. */
  lost: number;
  /** Seen twice by the mail server. */
  twice: number;
  /** Neither accepted nor listed as unknown. */
  unfinished: number;
  /** Differences between the counts and the messages, the journal, the touches and the log. */
  miscounts: string[];
  seconds: number;
}

const secret = randomBytes(32);

/** Runs the campaign to its end and counts; asserts nothing itself. */
export async function campaignUnderKills(db: Database, planned: KillPlan): Promise<KillReport> {
  const started = performance.now();
  const seen = new Map<string, number>();
  const sink = await startSink({ onMail: (mail: SunkMail) => seen.set(mail.messageId, (seen.get(mail.messageId) ?? 0) + 1) });
  const world = await makeWorld(db, sink.port, { maxConnections: planned.connections });
  const contacts = await addContacts(world, planned.mails);
  await plan(world, await addLane(world), await addCompiled(world), contacts);

  const senders = Array.from({ length: planned.senders }, () => startProcess(db.url));
  try {
    for (let kill = 1; kill <= planned.kills; kill++) {
      const goal = Math.floor((planned.mails * kill) / (planned.kills + 1));
      await until(() => sink.count() >= goal, 120_000);
      const victim = senders.shift()!;
      victim.kill('SIGKILL');
      await once(victim, 'exit');
      senders.push(startProcess(db.url));
      planned.say?.(`kill ${kill} of ${planned.kills} after ${sink.count()} mails`);
    }
    await until(async () => (await inHand(world)) === 0, 120_000);
  } finally {
    for (const sender of senders) sender.kill('SIGKILL');
    await Promise.all(senders.map((sender) => sender.exitCode ?? sender.signalCode ?? once(sender, 'exit')));
    await sink.close();
  }
  return { ...planned, ...(await count(world, seen)), unknownAtMost: planned.connections * planned.kills, seconds: (performance.now() - started) / 1000 };
}

const startProcess = (url: string): ChildProcess => fork(join(import.meta.dirname, 'sender-process.ts'), [url, secret.toString('hex')]);

async function inHand(world: World): Promise<number> {
  const { planned = 0, claimed = 0, handing = 0 } = await statesOf(world);
  return planned + claimed + handing;
}

async function count(world: World, seen: ReadonlyMap<string, number>): Promise<Omit<KillReport, keyof KillPlan | 'seconds' | 'unknownAtMost'>> {
  const { rows } = await world.db.query<{ id: number; state: string }>({ text: 'select id, state from messages where workspace_id = $1', values: [world.workspaceId] });
  const timesSeen = (id: number) => seen.get(`<${returnPathToken([{ id: 1, secret }], world.workspaceId, id)}@sender.example>`) ?? 0;
  const inState = (state: string) => rows.filter((row) => row.state === state);
  return {
    accepted: inState('accepted').length,
    unknown: inState('unknown').length,
    unknownArrived: inState('unknown').filter((row) => timesSeen(row.id) > 0).length,
    lost: inState('accepted').filter((row) => timesSeen(row.id) === 0).length,
    twice: rows.filter((row) => timesSeen(row.id) > 1).length,
    unfinished: rows.filter((row) => row.state !== 'accepted' && row.state !== 'unknown').length,
    miscounts: await miscounts(world),
  };
}

/** Counts against messages, journal, touches and log. */
async function miscounts(world: World): Promise<string[]> {
  const figures: [string, string][] = [
    ['accepted in the counts', `select coalesce(sum(change), 0)::int as n from rollup_changes where workspace_id = $1 and metric = 'accepted'`],
    ['accepted in the log', `select count(*)::int as n from events where workspace_id = $1 and kind = 'message.accepted'`],
    ['touches', `select count(*)::int as n from touches where workspace_id = $1`],
    ['accepted in the journal', `select count(*)::int as n from attempts where workspace_id = $1 and outcome = 'accepted'`],
  ];
  const unknownFigures: [string, string][] = [
    ['unknown in the counts', `select coalesce(sum(change), 0)::int as n from rollup_changes where workspace_id = $1 and metric = 'unknown'`],
    ['unknown in the journal', `select count(*)::int as n from attempts where workspace_id = $1 and outcome = 'unknown'`],
  ];
  const states = await statesOf(world);
  const wrong: string[] = [];
  for (const [wanted, list] of [[states['accepted'] ?? 0, figures], [states['unknown'] ?? 0, unknownFigures]] as const) {
    for (const [name, text] of list) {
      const { rows } = await world.db.query<{ n: number }>({ text, values: [world.workspaceId] });
      if (rows[0]!.n !== wanted) wrong.push(`${name}: ${rows[0]!.n} instead of ${wanted}`);
    }
  }
  return wrong;
}
