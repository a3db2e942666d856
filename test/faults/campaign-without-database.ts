import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startSink } from '../../src/bench/smtp-sink.ts';
import { addCompiled, addContacts, addLane, makeWorld, plan, senderFor, statesOf, until } from '../../src/delivery/messages/testing/sending-world.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { startEmbedded } from '../../src/platform/postgres/index.ts';

export interface OutageReport {
  mails: number;
  stoppedSeconds: number;
  /** Mails the server had taken when the database stopped, and when it was back. */
  before: number;
  during: number;
  accepted: number;
  unknown: number;
  arrivedTwice: number;
  unfinished: number;
}

/** Sends a campaign over a PostgreSQL of its own, stops that for a while in the middle, and counts what became of it. */
export async function campaignWithoutDatabase(mails: number, stoppedSeconds: number, connections = 4): Promise<OutageReport> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-outage-'));
  const seen = new Map<string, number>();
  const sink = await startSink({ onMail: (mail) => seen.set(mail.messageId, (seen.get(mail.messageId) ?? 0) + 1) });
  let server = await startEmbedded({ dataFolder: folder });
  try {
    await migrate(server.url);
    const db = openDatabase(server.url);
    const world = await makeWorld(db, sink.port, { maxConnections: connections });
    await plan(world, await addLane(world), await addCompiled(world), await addContacts(world, mails));
    const sender = senderFor(db, { onError: () => {}, reapEveryMs: 200 });
    await until(() => sink.count() >= mails / 4, 60_000);
    await server.stop();
    const before = sink.count();
    await pause(stoppedSeconds * 1000);
    const during = sink.count();
    server = await startEmbedded({ dataFolder: folder });
    await until(async () => {
      const states = await statesOf(world).catch(() => null);
      return states !== null && (states['planned'] ?? 0) + (states['claimed'] ?? 0) + (states['handing'] ?? 0) === 0;
    }, 120_000);
    await sender.stop();
    const { accepted = 0, unknown = 0, ...others } = await statesOf(world);
    await db.close();
    return {
      mails, stoppedSeconds, before, during, accepted, unknown,
      arrivedTwice: [...seen.values()].filter((times) => times > 1).length,
      unfinished: Object.values(others).reduce((sum, count) => sum + count, 0),
    };
  } finally {
    await server.stop();
    await sink.close();
    await rm(folder, { recursive: true, force: true });
  }
}
