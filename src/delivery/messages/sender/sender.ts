import type { Clock } from '../../../platform/clock/index.ts';
import { openDatabase, type Database } from '../../../platform/db/index.ts';
import { startLoop, type Loop } from '../../../platform/jobs/index.ts';
import { notify, type Listener } from '../../../platform/listen/index.ts';
import type { MailConnection, MailServer } from '../../transport/index.ts';
import type { SigningKeys, TrackingLinks } from '../../tracking/index.ts';
import { createShelf } from '../content/compiled-shelf.ts';
import { claimBatch, type ClaimedMessage } from '../gate/claim-batch.ts';
import { listOpenLanes, type OpenLane } from '../gate/open-lanes.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import { composeMail } from './compose-mail.ts';
import { registerInstance, type Instance } from './instance.ts';
import { createOutlet, type Outlet } from './outlet.ts';
import { reapDeadSenders, releaseClaims } from './reap-dead-senders.ts';
import { settleUnknownByHits } from '../unknown/settle-by-hits.ts';
import { clearTroubles, holdLaneFor, pauseServerFor } from './trouble.ts';

// The sender: claims due messages lane by lane in turns, feeds each server's outlet, takes over from
// senders that died. One life lasts as long as its lock; a lost lock ends it, and a new one begins.

export interface SenderOptions {
  /** Where messages are; the sender opens connections of its own. */
  databaseUrl: string;
  clock: Clock;
  /** Wakes the sender when something was planned; without it, it looks every second. */
  listener?: Listener;
  keys: SigningKeys;
  links: TrackingLinks;
  /** Connects to a server; throws with words when it cannot be used. */
  connect(server: MailServer): Promise<MailConnection>;
  /** Adds a DKIM signature when the workspace has a key for the From domain. */
  sign(workspaceId: number, fromDomain: string, mail: string): Promise<string>;
  onError(error: unknown): void;
  /** How often to look without being woken, milliseconds. Default 1000. */
  everyMs?: number;
  /** How often to look for dead senders, milliseconds. Default 5000. */
  reapEveryMs?: number;
}

export interface Sender {
  wake(): void;
  /**
   * Hands over what is under way, gives back the rest, signs off. With the database away it gives up after
   * `withinMs` (default 10,000): then the next sender takes over as after a crash.
   */
  stop(withinMs?: number): Promise<void>;
}

interface Life {
  instance: Instance;
  journal: Journal;
  outlets: Map<string, Outlet>;
  releasing: Set<number>;
  lastReap: number;
  /** Lanes that failed to be claimed from, and until when they are left alone. */
  ailing: Map<string, number>;
  /** Lanes that yielded all that was asked of them when last asked. */
  full: Map<string, OpenLane>;
}

// The sender's statements look up batches by key, always the same way. Left to itself, PostgreSQL plans many of
// them anew each time (a claim took 5.4 ms, most of it planning), or, with stale statistics, by a full scan.
const sessionSettings = { plan_cache_mode: 'force_generic_plan', enable_hashjoin: 'off', enable_mergejoin: 'off', enable_seqscan: 'off', jit: 'off' };

const keyOf = (lane: OpenLane): string => `${lane.workspaceId}/${lane.laneId}`;

const ailingMs = 10_000;
const claimAtMost = 500;

export function startSender(options: SenderOptions): Sender {
  const { clock } = options;
  const db = openDatabase(options.databaseUrl, { max: 4, applicationName: 'kindred sender', pipeline: true, settings: sessionSettings });
  const shelf = createShelf(options.links);
  let life: Life | null = null;
  let turn = 0;
  let loop: Loop;

  const begin = async (): Promise<Life> => {
    const instance = await registerInstance(db.url);
    instance.onLost(() => loop.wake());
    const journal = createJournal({ db, clock, instanceId: instance.id, onError: options.onError });
    return { instance, journal, outlets: new Map(), releasing: new Set(), lastReap: 0, ailing: new Map(), full: new Map() };
  };

  const outletFor = (current: Life, server: MailServer): Outlet => {
    const key = `${server.workspaceId}/${server.id}`;
    const there = current.outlets.get(key);
    if (there) {
      there.update(server);
      return there;
    }
    const outlet = createOutlet(server, portsOf(current), () => clock.now());
    current.outlets.set(key, outlet);
    return outlet;
  };

  const cleared = new Set<string>();
  const portsOf = (current: Life) => ({
    journal: current.journal,
    connect: options.connect,
    compose: (message: ClaimedMessage) => composeMail(message, options, clock.now()),
    release: (messages: readonly ClaimedMessage[]) => {
      for (const message of messages) current.releasing.add(message.messageId);
      loop.wake();
    },
    onServerTrouble: (server: MailServer, words: string) => pauseServerFor(db, server, words, clock.now()).catch(options.onError),
    onLaneTrouble: ({ lane }: ClaimedMessage, words: string) => holdLaneFor(db, lane, words, clock.now()).catch(options.onError),
    onAccepted: ({ lane }: ClaimedMessage) => {
      if (lane.troubles.server + lane.troubles.lane === 0) return;
      const key = `${lane.workspaceId}/${lane.laneId}/${lane.troubles.server}/${lane.troubles.lane}`;
      if (cleared.has(key)) return;
      cleared.add(key);
      clearTroubles(db, lane).finally(() => cleared.delete(key)).catch(options.onError);
    },
    onHungry: () => loop.wake(),
    onError: options.onError,
  });

  /** Ends a life: what is under way is finished and written down, the rest is given back. */
  const end = async (ending: Life): Promise<void> => {
    ending.journal.stopBeginning();
    await Promise.all([...ending.outlets.values()].map((outlet) => outlet.stop()));
    await ending.journal.idle();
    await releaseAll(db, ending, clock.now());
    await tellScreens(db, ending);
    await ending.instance.leave();
  };

  const run = async (): Promise<boolean> => {
    if (life && !life.instance.isAlive) {
      await end(life);
      life = null;
    }
    life ??= await begin();
    const now = clock.now();
    await releaseAll(db, life, now);
    if (now.getTime() - life.lastReap >= (options.reapEveryMs ?? 5000)) {
      await reapDeadSenders(db, now, [life.instance.id]);
      await settleUnknownByHits(db, now);
      life.lastReap = now.getTime();
    }
    const lanes = await listOpenLanes(db, now, [...life.full.values()]);
    const open = new Set(lanes.map(keyOf));
    for (const key of life.full.keys()) if (!open.has(key)) life.full.delete(key);
    const more = await fillOutlets(life, lanes);
    await tellScreens(db, life);
    return more;
  };

  /** Claims for every server that has room; answers whether there is more to claim at once. */
  const fillOutlets = async (current: Life, lanes: readonly OpenLane[]): Promise<boolean> => {
    let more = false;
    for (const served of Map.groupBy(lanes, (lane) => `${lane.workspaceId}/${lane.server.id}`).values()) {
      const outlet = outletFor(current, served[0]!.server);
      for (const peers of Map.groupBy(served, (lane) => lane.priority).values()) {
        if (await claimInTurns(current, outlet, peers)) more = true;
      }
    }
    turn += 1;
    return more;
  };

  /** Lanes of one urgency share the room; who begins changes each time. */
  const claimInTurns = async (current: Life, outlet: Outlet, peers: readonly OpenLane[]): Promise<boolean> => {
    const room = outlet.room(clock.now());
    if (room <= 0) return false;
    const share = Math.min(claimAtMost, Math.max(1, Math.ceil(room / peers.length)));
    let left = room;
    let more = false;
    for (let index = 0; index < peers.length && left > 0; index++) {
      const lane = peers[(index + turn) % peers.length]!;
      const limit = Math.min(share, left);
      const taken = await claimSafely(current, lane, limit);
      outlet.add(taken.claimed);
      left -= taken.claimed.length;
      if (taken.judged < limit) current.full.delete(keyOf(lane));
      else {
        more = true;
        current.full.set(keyOf(lane), lane);
      }
    }
    return more && outlet.room(clock.now()) > 0;
  };

  /** One lane that cannot be claimed from must not stall the others. */
  const claimSafely = async (current: Life, lane: OpenLane, limit: number): Promise<{ claimed: ClaimedMessage[]; judged: number }> => {
    const key = keyOf(lane);
    const now = clock.now();
    if ((current.ailing.get(key) ?? 0) > now.getTime()) return { claimed: [], judged: 0 };
    try {
      return await claimBatch(db, shelf, { instanceId: current.instance.id, lane, limit, now });
    } catch (error) {
      current.ailing.set(key, now.getTime() + ailingMs);
      options.onError(error);
      return { claimed: [], judged: 0 };
    }
  };

  loop = startLoop({
    name: 'sender',
    everyMs: options.everyMs ?? 1000,
    run,
    ...(options.listener ? { wakeOn: { listener: options.listener, channels: ['kindred_due' as const] } } : {}),
    onError: options.onError,
  });

  return {
    wake: () => loop.wake(),
    async stop(withinMs = 10_000) {
      const leave = async () => {
        await loop.stop();
        if (life) await end(life);
        life = null;
        await db.close();
      };
      let timer: NodeJS.Timeout | undefined;
      const giveUp = new Promise<void>((resolve) => { timer = setTimeout(resolve, withinMs); });
      await Promise.race([leave().catch(options.onError), giveUp]);
      clearTimeout(timer);
    },
  };
}

async function releaseAll(db: Database, life: Life, now: Date): Promise<void> {
  if (life.releasing.size === 0) return;
  const ids = [...life.releasing];
  await releaseClaims(db, life.instance.id, ids, now);
  for (const id of ids) life.releasing.delete(id);
}

async function tellScreens(db: Database, life: Life): Promise<void> {
  for (const { workspaceId, sourceKind, sourceId } of life.journal.takeTouched()) {
    await notify(db, 'kindred_live', { w: workspaceId, t: sourceKind === 'campaign' ? 'campaign' : 'messages', id: sourceId });
  }
}
