import { keep } from '../../../platform/words/contract.ts';
import { SmtpProblem, type MailConnection, type HandOverAnswer, type MailServer } from '../../transport/index.ts';
import { spellReason } from '../gate/gate-reasons.ts';
import type { ClaimedMessage } from '../gate/claim-batch.ts';
import { LiquidProblem } from '../content/liquid.ts';
import type { Handed, Journal } from '../journal/journal.ts';

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
/** The queue holds what goes out within about this time, so that claims are few and nothing waits long. */
const queueMs = 500;
/** Per connection, at the least. */
const smallestQueue = 2;
const largestQueue = 500;

type Composed = { mail: { envelopeFrom: string; to: string; bytes: Buffer } } | { problem: unknown };
interface Queued { message: ClaimedMessage; composing?: Promise<Composed>; ready?: Composed }
/** One connection, and the answer of its last mail that the journal has not got yet. */
interface Line { connection: MailConnection | null; owed: Handed | null }

export function createOutlet(first: MailServer, ports: OutletPorts, now: () => Date): Outlet {
  let server = first;
  let queue: Queued[] = [];
  let running = 0;
  let stopping = false;
  /** Messages a millisecond, smoothed. */
  let pace = 0;
  let takenSince = 0;
  let paceAt = now().getTime();
  let down = false;
  const idle: (() => void)[] = [];
  const lines = new Set<Promise<void>>();

  const capacity = () => Math.max(server.maxConnections * smallestQueue, Math.min(largestQueue, Math.ceil(pace * queueMs)));
  const measurePace = (at: number) => {
    if (at - paceAt < 100) return;
    pace = pace === 0 ? takenSince / (at - paceAt) : 0.5 * pace + (0.5 * takenSince) / (at - paceAt);
    takenSince = 0;
    paceAt = at;
  };
  const wakeIdle = (count = Infinity) => {
    for (let woken = 0; woken < count && idle.length > 0; woken++) idle.shift()!();
  };

  const take = (): Queued | null => {
    const next = queue.shift();
    if (next) takenSince += 1;
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
    (entry.composing ??= ports.compose(entry.message)
      .then((mail): Composed => ({ mail }), (problem: unknown): Composed => ({ problem }))
      .then((composed) => (entry.ready = composed)));

  /** Composes mails to come while others are on their way: one for each line. */
  const lookAhead = () => {
    for (const entry of queue.slice(0, running)) {
      if (entry.composing) continue;
      void composing(entry);
      return;
    }
  };

  const serverDown = async (error: unknown) => {
    if (down) return;
    down = true;
    const rest = queue.map((entry) => entry.message);
    queue = [];
    wakeIdle();
    await ports.onServerTrouble(server, error instanceof SmtpProblem ? error.kept : error instanceof Error ? error.message : String(error));
    ports.release(rest);
  };

  const connected = async (line: Line): Promise<MailConnection> => {
    if (line.connection?.isUsable) return line.connection;
    line.connection?.close();
    await settleOwed(line);
    return ports.connect(server);
  };

  /** One mail, from composing to the server's answer. */
  const process = async (entry: Queued, line: Line): Promise<void> => {
    const { message } = entry;
    const composed = entry.ready ?? (await settleOwed(line), await composing(entry));
    if ('problem' in composed) {
      await contentFailed(message, composed.problem);
      return;
    }
    if (stopping || now().getTime() - message.claimedAt.getTime() > verdictMs) {
      ports.release([message]);
      return;
    }
    try {
      line.connection = await connected(line);
    } catch (error) {
      line.connection = null;
      ports.release([message]);
      await serverDown(error);
      return;
    }
    const { owed } = line;
    line.owed = null;
    if (!(await ports.journal.begin(message, owed ?? undefined))) {
      ports.release([message]);
      return;
    }
    lookAhead();
    const answer = await handOverSafely(line.connection, composed.mail);
    line.owed = { message, answer };
    await afterAnswer(message, answer, line.connection);
  };

  /** Writes down the last answer without waiting for a next mail to go with it. */
  const settleOwed = async (line: Line): Promise<void> => {
    const { owed } = line;
    line.owed = null;
    if (owed) await ports.journal.answer(owed);
  };

  const contentFailed = async (message: ClaimedMessage, problem: unknown) => {
    if (problem instanceof LiquidProblem) {
      await ports.journal.drop(message, spellReason({ code: 'content_failed', detail: problem.message.slice(0, 300) }));
      return;
    }
    ports.onError(problem);
    await ports.journal.hold(message, spellReason({ code: 'not_ready', detail: (problem as Error).message.slice(0, 300) }));
    ports.release([message]);
  };

  const afterAnswer = async (message: ClaimedMessage, answer: HandOverAnswer, connection: MailConnection) => {
    if (answer.outcome === 'accepted') return ports.onAccepted(message);
    // A line that carried mail and then says 421 or breaks has had enough: a new one will do.
    if (answer.lineLost && answer.code === 421 && connection.accepted === 0) return serverDown(new SmtpProblem('hello', keep('The server answered: {answer}', { answer: answer.answer }), answer.code));
    if (answer.stage === 'sender' && answer.code !== null && answer.code !== 421) return ports.onLaneTrouble(message, answer.answer);
    return undefined;
  };

  const runLine = async (): Promise<void> => {
    const line: Line = { connection: null, owed: null };
    try {
      for (;;) {
        const entry = take() ?? (await settleOwed(line), await next());
        if (!entry) break;
        await process(entry, line);
      }
    } catch (error) {
      ports.onError(error);
    } finally {
      line.connection?.close();
      await settleOwed(line);
    }
  };

  const startLines = () => {
    const wanted = Math.min(server.maxConnections, queue.length + running - idle.length);
    while (running < wanted && !stopping && !down) {
      running += 1;
      const run = runLine().finally(() => {
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
      measurePace(at.getTime());
      return queue.length > capacity() / 2 ? 0 : Math.max(0, capacity() - queue.length);
    },
    add(messages) {
      if (messages.length === 0) return;
      if (stopping || down) {
        ports.release(messages);
        return;
      }
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
