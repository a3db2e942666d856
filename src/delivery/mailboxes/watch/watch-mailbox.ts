import type { ImapFlow } from 'imapflow';
import { Problem } from '../../../platform/errors/index.ts';
import { keep, keeping } from '../../../platform/words/contract.ts';
import { speakIn } from '../../../platform/words/index.ts';
import { findFolders, type Folder } from '../imap/find-folders.ts';
import { closeImap, ImapProblem, openImap, type ImapAccount, type ImapTimes } from '../imap/open-imap.ts';
import { readFolder, type ReadPorts } from './read-folder.ts';
import { reconnectWait } from './reconnect-wait.ts';

// One mailbox, one line: reads what is new, then idles on the inbox until something comes. The other folders are asked now and then.

export interface WatchPorts extends ReadPorts {
  /** How to sign in now; throws with words when there is no way. */
  account(): Promise<ImapAccount>;
  /** Everything up to now was read. */
  onRead(): Promise<void>;
  /** It cannot be read: why, how often in a row, and whether the account was refused. */
  onTrouble(words: string, failures: number, refused: boolean): Promise<void>;
  /** 0-1, for the waits. */
  chance(): number;
  times?: ImapTimes;
  /** How often the folders that nobody idles on are asked, and a line that idles proves itself, milliseconds. */
  lookEveryMs: number;
}

export interface MailboxWatch {
  /** Looks again at once, or tries again at once. */
  wake(): void;
  stop(): Promise<void>;
}

/** The account says no, or its provider does: trying again soon would not help. */
const isRefusal = (error: unknown): boolean =>
  (error instanceof ImapProblem && error.step === 'login') || (error instanceof Problem && (error.code === 'sign_in_refused' || error.code === 'sign_in_again'));

/** Watches until stopped; a broken line is opened again, after growing waits. */
export function watchMailbox(ports: WatchPorts): MailboxWatch {
  let stopped = false;
  let client: ImapFlow | null = null;
  let bell: (() => void) | null = null;
  let rung = false;
  const ring = () => {
    rung = true;
    bell?.();
  };
  const pause = async (ms: number) => {
    if (!rung && !stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        bell = () => { clearTimeout(timer); resolve(); };
      });
    }
    bell = null;
    rung = false;
  };

  const readAll = async (line: ImapFlow, folders: readonly Folder[]) => {
    // The inbox last: it stays open, and IDLE tells of it.
    for (const folder of folders.toReversed()) await readFolder(line, folder, ports);
    await ports.onRead();
  };

  const session = async (onGood: () => void) => {
    // What went wrong is kept as a sentence, and told to whoever looks in their language.
    const line = await speakIn(keeping, async () => openImap(await ports.account(), ports.times));
    client = line;
    try {
      line.on('exists', ring);
      line.on('close', ring);
      const folders = await findFolders(line);
      while (!stopped && line.usable) {
        rung = false;
        await readAll(line, folders);
        onGood();
        // Ends when the next command is given, or with the line.
        void line.idle().catch(() => {});
        await pause(ports.lookEveryMs);
      }
      if (!stopped) throw new ImapProblem('connect', keep('The server closed the line.'));
    } finally {
      client = null;
      await closeImap(line);
    }
  };

  const run = (async () => {
    let failures = 0;
    while (!stopped) {
      try {
        await session(() => { failures = 0; });
      } catch (error) {
        if (stopped) return;
        failures += 1;
        const refused = isRefusal(error);
        await ports.onTrouble(error instanceof ImapProblem || error instanceof Problem ? error.message : (error as Error).message.slice(0, 300), failures, refused).catch(() => {});
        rung = false;
        await pause(reconnectWait(failures, ports.chance(), refused));
      }
    }
  })();

  return {
    wake: ring,
    async stop() {
      stopped = true;
      ring();
      // A read under way is cut off: what it had not given is given next time.
      client?.close();
      await run;
    },
  };
}
