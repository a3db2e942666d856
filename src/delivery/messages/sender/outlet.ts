import type { MailConnection, HandOverAnswer, MailServer } from '../../transport/index.ts';
import { spellReason } from '../gate/gate-reasons.ts';
import type { ClaimedMessage } from '../gate/claim-batch.ts';
import { LiquidProblem } from '../content/liquid.ts';
import type { Journal } from '../journal/journal.ts';

// One mail server's way out of this process: a queue of claimed messages and some connections that
// empty it. Each connection hands over one mail at a time, so a kill leaves at most as many unknown
// messages as there are connections.

export interface OutletPorts {
  journal: Journal;
  /** Connects and signs in; throws with words when the server cannot be used. */
  connect(server: MailServer): Promise<MailConnection>;
  /** The finished mail, signed; throws LiquidProblem when the content fails for this person. */
  compose(message: ClaimedMessage): Promise<{ envelopeFrom: string; to: string; bytes: Buffer }>;
  /** Back to planned, for whoever comes next; never fails, it is tried until it is done. */
  release(messages: readonly ClaimedMessage[]): void;
  /** The whole server refuses for now: pause it. */
  onServerTrouble(server: MailServer, words: string): Promise<void>;
  /** The server refuses this lane's sender: hold the lane. */
  onLaneTrouble(message: ClaimedMessage, words: string): Promise<void>;
  /** A mail was accepted: earlier trouble is over. */
  onAccepted(message: ClaimedMessage): void;
  /** There is room for more messages. */
  onHungry(): void;
  onError(error: unknown): void;
}

export interface Outlet {
  readonly serverId: number;
  /** How many more messages it would take now. */
  room(now: Date): number;
  add(messages: readonly ClaimedMessage[]): void;
  /** Newer settings of the server, for connections to come. */
  update(server: MailServer): void;
  /** Hands over what is under way, gives the rest back, closes all lines. */
  stop(): Promise<void>;
  readonly isIdle: boolean;
}

/** A verdict of the gate is good for this long; then the message is judged again. */
const verdictMs = 60_000;
const idleLineMs = 5_000;
/** Messages waiting per connection: enough to keep them busy while the next claim runs. */
const smallestQueue = 2;
const largestQueue = 32;

type Composed = { mail: { envelopeFrom: string; to: string; bytes: Buffer } } | { problem: unknown };
interface Queued { message: ClaimedMessage; composed?: Promise<Composed> }

export function createOutlet(first: MailServer, ports: OutletPorts, now: () => Date): Outlet {
  let server = first;
  let queue: Queued[] = [];
  let running = 0;
  let stopping = false;
  let depth = smallestQueue;
  let lastFill = 0;
  let down = false;
  const idle: (() => void)[] = [];
  const lines = new Set<Promise<void>>();

  const capacity = () => server.maxConnections * depth;
  const wakeIdle = (count = Infinity) => {
    for (let woken = 0; woken < count && idle.length > 0; woken++) idle.shift()!();
  };

  const take = (): Queued | null => {
    const next = queue.shift();
    if (queue.length < capacity() / 2) ports.onHungry();
    return next ?? null;
  };

  /** Waits for a message; null when there is none for a while or the outlet stops. */
  const next = async (): Promise<Queued | null> => {
    const there = take();
    if (there || stopping || down) return there;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        const at = idle.indexOf(wake);
        if (at >= 0) idle.splice(at, 1);
        resolve();
      }, idleLineMs);
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      idle.push(wake);
    });
    return stopping || down ? null : take();
  };

  const composing = (entry: Queued): Promise<Composed> =>
    (entry.composed ??= ports.compose(entry.message).then((mail) => ({ mail }), (problem: unknown) => ({ problem })));

  /** Composes the next mail while the current one is on its way. */
  const lookAhead = () => {
    if (queue[0]) void composing(queue[0]);
  };

  const serverDown = async (error: unknown) => {
    if (down) return;
    down = true;
    const rest = queue.map((entry) => entry.message);
    queue = [];
    wakeIdle();
    await ports.onServerTrouble(server, error instanceof Error ? error.message : String(error));
    ports.release(rest);
  };

  const connected = async (connection: MailConnection | null): Promise<MailConnection> => {
    if (connection?.isUsable) return connection;
    connection?.close();
    return ports.connect(server);
  };

  /** One mail, from composing to the answer's way into the journal; answers the line to go on with. */
  const process = async (entry: Queued, open: MailConnection | null): Promise<MailConnection | null> => {
    const { message } = entry;
    const composed = await composing(entry);
    if ('problem' in composed) {
      await contentFailed(message, composed.problem);
      return open;
    }
    if (stopping || now().getTime() - message.claimedAt.getTime() > verdictMs) {
      ports.release([message]);
      return open;
    }
    let connection: MailConnection;
    try {
      connection = await connected(open);
    } catch (error) {
      ports.release([message]);
      await serverDown(error);
      return null;
    }
    if (!(await ports.journal.begin(message))) {
      ports.release([message]);
      return connection;
    }
    lookAhead();
    const answer = await handOverSafely(connection, composed.mail);
    // Not awaited: the next begin joins the same commit. It cannot be lost; the journal keeps trying.
    void ports.journal.answer(message, answer);
    await afterAnswer(message, answer, connection);
    return connection;
  };

  const contentFailed = async (message: ClaimedMessage, problem: unknown) => {
    if (problem instanceof LiquidProblem) {
      await ports.journal.drop(message, spellReason({ code: 'content_failed', detail: problem.message.slice(0, 300) }));
      return;
    }
    ports.onError(problem);
    await ports.journal.hold(message, spellReason({ code: 'not_ready', detail: (problem as Error).message.slice(0, 300) }));
  };

  const afterAnswer = async (message: ClaimedMessage, answer: HandOverAnswer, connection: MailConnection) => {
    if (answer.outcome === 'accepted') return ports.onAccepted(message);
    // A line that carried mail and then says 421 or breaks has had enough: a new one will do.
    if (answer.lineLost && answer.code === 421 && connection.accepted === 0) return serverDown(new Error(`The server answered: ${answer.answer}`));
    if (answer.stage === 'sender' && answer.code !== null && answer.code !== 421) return ports.onLaneTrouble(message, answer.answer);
    return undefined;
  };

  const line = async (): Promise<void> => {
    let connection: MailConnection | null = null;
    try {
      for (let entry = await next(); entry; entry = await next()) connection = await process(entry, connection);
    } catch (error) {
      ports.onError(error);
    } finally {
      connection?.close();
    }
  };

  const startLines = () => {
    const wanted = Math.min(server.maxConnections, queue.length + running - idle.length);
    while (running < wanted && !stopping && !down) {
      running += 1;
      const run = line().finally(() => {
        running -= 1;
        lines.delete(run);
        if (queue.length > 0) startLines();
      });
      lines.add(run);
    }
  };

  return {
    get serverId() {
      return server.id;
    },
    get isIdle() {
      return running === 0 && queue.length === 0;
    },
    room: (at) => {
      if (stopping || down) return 0;
      // A queue that empties within half a second is too short, one that lasts for many is too long.
      const sinceFill = at.getTime() - lastFill;
      if (queue.length === 0 && sinceFill < 500) depth = Math.min(largestQueue, depth * 2);
      else if (queue.length > 0 && sinceFill > 5_000) depth = Math.max(smallestQueue, Math.floor(depth / 2));
      return queue.length > capacity() / 2 ? 0 : Math.max(0, capacity() - queue.length);
    },
    add(messages) {
      if (messages.length === 0) return;
      if (stopping || down) {
        ports.release(messages);
        return;
      }
      lastFill = now().getTime();
      queue.push(...messages.map((message) => ({ message })));
      // Stable: within a priority the order of claiming stays, which takes turns between lanes.
      queue.sort((a, b) => a.message.lane.priority - b.message.lane.priority);
      wakeIdle(messages.length);
      startLines();
    },
    update(newer) {
      server = newer;
      if (running === 0) down = false;
    },
    async stop() {
      stopping = true;
      const rest = queue.map((entry) => entry.message);
      queue = [];
      wakeIdle();
      await Promise.all([...lines]);
      ports.release(rest);
    },
  };
}

async function handOverSafely(connection: MailConnection, mail: { envelopeFrom: string; to: string; bytes: Buffer }): Promise<HandOverAnswer> {
  try {
    return await connection.handOver(mail);
  } catch (error) {
    // Ours, before a byte left: an address that cannot stand in a command. It would fail on every try.
    return { outcome: 'refused', stage: 'recipient', code: null, enhanced: null, answer: (error as Error).message, lineLost: false };
  }
}
