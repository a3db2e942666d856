import type { Database, Transaction } from '../../../platform/db/index.ts';
import type { Clock } from '../../../platform/clock/index.ts';
import type { HandOverAnswer } from '../../transport/index.ts';
import type { ClaimedMessage } from '../gate/claim-batch.ts';
import { settleAnswer } from './settle-answer.ts';
import { beginHandOvers, dropClaimed, holdClaimed, type Begin, type Drop } from './begin-hand-overs.ts';
import { writeAnswers, type Answered } from './write-answers.ts';

// The journal by group commit. Every connection that has finished leaves its answer and asks to
// begin the next mail; whoever waits when a writer is free is written in one transaction. There
// is no timer: a lone connection waits for nobody, many share one commit. Two writers take turns,
// so that one's mails are on their way while the other commits.

export interface Journal {
  /**
   * Writes the attempt down and commits; false when the message is ours no more (paused, cancelled, or taken over).
   * `previous`, the line's last answer, goes into the same transaction: so never more than one mail a line is in the open.
   */
  begin(message: ClaimedMessage, previous?: Handed): Promise<boolean>;
  /** Writes down what the server said; keeps trying while the database is away. */
  answer(handed: Handed): Promise<void>;
  /** Ends a claimed message whose content failed for this person. */
  drop(message: ClaimedMessage, reason: string): Promise<void>;
  /** Puts a claimed message back for a while: it cannot be made ready now, and that is not its own fault. */
  hold(message: ClaimedMessage, reason: string): Promise<void>;
  /** Sources written about since the last call, for the screens. */
  takeTouched(): { workspaceId: number; sourceKind: string; sourceId: number }[];
  /** From now on nothing begins; answers are still written. */
  stopBeginning(): void;
  /** Resolves when nothing waits to be written. */
  idle(): Promise<void>;
}

/** A mail that was handed over, and what the server said. */
export interface Handed {
  message: ClaimedMessage;
  answer: HandOverAnswer;
}

export interface JournalOptions {
  db: Database;
  clock: Clock;
  instanceId: number;
  /** Called with each failed write; it is tried again. */
  onError: (error: unknown) => void;
  retryMs?: number;
}

const writersAtMost = 2;

type Entry =
  | { kind: 'begin'; item: Begin; done: (begun: boolean) => void }
  | { kind: 'answer'; item: Answered; done: () => void }
  | { kind: 'drop' | 'hold'; item: Drop; done: () => void };

export function createJournal(options: JournalOptions): Journal {
  const { db, clock, instanceId } = options;
  let waiting: Entry[] = [];
  const writing = new Set<Promise<void>>();
  let gathering = false;
  let stopped = false;
  const touched = new Map<string, { workspaceId: number; sourceKind: string; sourceId: number }>();

  const writeWaiting = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const begun = await writeUntilDone(batch);
      for (const entry of batch) {
        if (entry.kind === 'begin') entry.done(begun.has(entry.item.message.messageId));
        else entry.done();
        if (entry.kind !== 'begin') note(entry.item.message);
      }
    }
  };

  /** While the database is away the batch waits: an answer is evidence and is never thrown away. */
  const writeUntilDone = async (batch: Entry[]): Promise<Set<number>> => {
    // Decided once: a begin whose commit got lost may have been written, and is then found again.
    const beginning = !stopped;
    for (;;) {
      try {
        return await db.transaction((tx) => writeBatch(tx, instanceId, clock.now(), batch, beginning));
      } catch (error) {
        options.onError(error);
        await new Promise((resolve) => setTimeout(resolve, options.retryMs ?? 500));
      }
    }
  };

  const note = ({ lane, sourceKind, sourceId }: ClaimedMessage) => {
    touched.set(`${lane.workspaceId}/${sourceKind}/${sourceId}`, { workspaceId: lane.workspaceId, sourceKind, sourceId });
  };
  const startWriter = () => {
    if (gathering || writing.size >= writersAtMost) return;
    gathering = true;
    // After this round of the loop: what other connections have just brought shares the commit.
    setImmediate(() => {
      gathering = false;
      const run: Promise<void> = writeWaiting().finally(() => {
        writing.delete(run);
        if (waiting.length > 0) startWriter();
      });
      writing.add(run);
    });
  };
  const enqueue = (entry: Entry) => {
    waiting.push(entry);
    startWriter();
  };
  const enqueueAnswer = ({ message, answer }: Handed, done: () => void) => {
    const at = clock.now();
    const tried = { messageId: message.messageId, attempts: message.attempts + 1, expiresAt: message.expiresAt, holdExpiryDays: message.lane.rules.holdExpiryDays };
    enqueue({ kind: 'answer', item: { message, answer, settled: settleAnswer(answer, tried, at), number: message.attempts + 1, at }, done });
  };

  return {
    begin: (message, previous) => new Promise((done) => {
      if (previous) enqueueAnswer(previous, () => {});
      if (stopped) done(false);
      else enqueue({ kind: 'begin', item: { message }, done });
    }),
    answer: (handed) => new Promise((done) => enqueueAnswer(handed, done)),
    drop: (message, reason) => new Promise((done) => enqueue({ kind: 'drop', item: { message, reason }, done })),
    hold: (message, reason) => new Promise((done) => enqueue({ kind: 'hold', item: { message, reason }, done })),
    takeTouched() {
      const list = [...touched.values()];
      touched.clear();
      return list;
    },
    stopBeginning() {
      stopped = true;
    },
    async idle() {
      while (writing.size > 0 || waiting.length > 0) {
        await Promise.all([...writing]);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

async function writeBatch(tx: Transaction, instanceId: number, now: Date, batch: readonly Entry[], beginning: boolean): Promise<Set<number>> {
  const begun = new Set<number>();
  for (const [workspaceId, entries] of Map.groupBy(batch, (entry) => entry.item.message.lane.workspaceId)) {
    const answers = entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.item] : []));
    const drops = entries.flatMap((entry) => (entry.kind === 'drop' ? [entry.item] : []));
    const holds = entries.flatMap((entry) => (entry.kind === 'hold' ? [entry.item] : []));
    const begins = beginning ? entries.flatMap((entry) => (entry.kind === 'begin' ? [entry.item] : [])) : [];
    const place = { workspaceId, instanceId, now };
    if (drops.length > 0) await dropClaimed(tx, place, drops);
    if (holds.length > 0) await holdClaimed(tx, place, holds);
    const [ids] = await Promise.all([
      begins.length > 0 ? beginHandOvers(tx, place, begins) : [],
      answers.length > 0 ? writeAnswers(tx, place, answers) : undefined,
    ]);
    for (const id of ids) begun.add(id);
  }
  return begun;
}
