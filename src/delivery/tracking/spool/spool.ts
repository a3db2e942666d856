import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hit } from '../taking/hit.ts';
import { hitLine, readHitLines } from './hit-lines.ts';

// Where hits wait while the database cannot take them. Any number of processes may share the folder:
//
//   <name>.spool     somebody appends to it. An append is good once it is on disk and the file still has this name.
//   <name>.replay    claimed by renaming: one's own files, and others' that nobody has written to for a while. Whoever
//                    appended at that moment all the same sees the name gone and writes anew elsewhere, so everything
//                    acknowledged is in the file before it is read. Removed when all of it is in the database.
//   <name>.damaged   held lines that do not fit their checksums; what could be read is in the database.

export interface Spool {
  /** On disk when it resolves; false when the disk does not take it. */
  append(hits: readonly Hit[]): Promise<boolean>;
  /**
   * Hands every waiting hit to `store`, a file at a time in parts, and removes what was stored. Stops at an error of
   * `store` and rethrows: what was not stored waits, and what was is handed over again, so storing must be idempotent.
   */
  replay(store: (hits: readonly Hit[]) => Promise<void>): Promise<{ replayed: number; damaged: number }>;
  /** Bytes that wait on disk, all processes' together. */
  waitingBytes(): Promise<number>;
  close(): Promise<void>;
}

const segmentBytes = 16 * 1024 * 1024;
const replayPart = 1000;

/** `staleMs`: how long another process's file must have been left alone. Claiming what is being written would make both do their work over and over. */
export function openSpool(folder: string, { staleMs = 5000 } = {}): Spool {
  const own = new Set<string>();
  let segment: Segment | null = null;
  let queue: { text: string; done: (kept: boolean) => void }[] = [];
  let sealing: (() => void)[] = [];
  let writing: Promise<void> | null = null;

  const discard = async () => {
    const last = segment;
    segment = null;
    await last?.file.close().catch(() => {});
    // A full disk would else collect an empty file a try.
    if (last?.size === 0) await unlink(last.path).catch(() => {});
  };

  /** Writes one part for all who wait: one fsync for many. */
  const writeOut = async () => {
    while (queue.length > 0 || sealing.length > 0) {
      const [waiting, seals] = [queue, sealing];
      [queue, sealing] = [[], []];
      if (waiting.length > 0) {
        const kept = await keep(Buffer.from(waiting.map((entry) => entry.text).join('')));
        for (const entry of waiting) entry.done(kept);
      }
      if (seals.length > 0) await discard();
      for (const sealed of seals) sealed();
    }
    writing = null;
  };
  /** From here on, everything appended so far stands in files that nobody of us writes to. */
  const seal = () => new Promise<void>((sealed) => {
    sealing.push(sealed);
    writing ??= writeOut();
  });
  const isClaimable = async (name: string): Promise<boolean> => {
    if (name.endsWith('.replay') || (own.has(name) && segment?.name !== name)) return true;
    const found = await stat(join(folder, name)).catch(() => null);
    return found !== null && Date.now() - found.mtimeMs >= staleMs;
  };

  const keep = async (bytes: Buffer): Promise<boolean> => {
    try {
      for (;;) {
        if (!segment) {
          segment = await openSegment(folder);
          own.add(segment.name);
        }
        await writeWhole(segment, bytes);
        const stillOurs = await stat(segment.path).then(() => true, () => false);
        if (stillOurs && segment.size < segmentBytes) return true;
        await discard();
        if (stillOurs) return true;
      }
    } catch {
      await discard();
      return false;
    }
  };

  return {
    append: (hits) => new Promise((done) => {
      queue.push({ text: hits.map(hitLine).join(''), done });
      writing ??= writeOut();
    }),
    async replay(store) {
      const total = { replayed: 0, damaged: 0 };
      await seal();
      for (const name of await namesIn(folder, /\.(spool|replay)$/)) {
        if (!(await isClaimable(name))) continue;
        const claimed = name.replace(/\.spool$/, '.replay');
        if (claimed !== name && !(await renamed(folder, name, claimed))) continue;
        const text = await readFile(join(folder, claimed), 'utf8').catch(() => null);
        if (text === null) continue; // another process has just finished it
        const { hits, damaged } = readHitLines(text);
        for (let at = 0; at < hits.length; at += replayPart) await store(hits.slice(at, at + replayPart));
        if (damaged > 0) await renamed(folder, claimed, claimed.replace(/\.replay$/, '.damaged'));
        else await unlink(join(folder, claimed)).catch(() => {});
        own.delete(name);
        total.replayed += hits.length;
        total.damaged += damaged;
      }
      return total;
    },
    async waitingBytes() {
      const sizes = await Promise.all((await namesIn(folder, /\.(spool|replay)$/)).map((name) => stat(join(folder, name)).then((found) => found.size, () => 0)));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    async close() {
      await writing;
      await discard();
    },
  };
}

interface Segment {
  name: string;
  path: string;
  file: FileHandle;
  /** What is known to be whole. */
  size: number;
}

async function openSegment(folder: string): Promise<Segment> {
  await mkdir(folder, { recursive: true });
  const name = `hits-${randomUUID()}.spool`;
  const path = join(folder, name);
  const file = await open(path, 'ax', 0o600);
  await syncFolder(folder);
  return { name, path, file, size: 0 };
}

/** Appends all of it and syncs. When that fails, what was written of it is cut off, so that no acknowledged line follows a torn one. */
async function writeWhole(segment: Segment, bytes: Buffer): Promise<void> {
  try {
    await segment.file.appendFile(bytes);
    await segment.file.datasync();
    segment.size += bytes.length;
  } catch (error) {
    await segment.file.truncate(segment.size).catch(() => {});
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function renamed(folder: string, from: string, to: string): Promise<boolean> {
  return rename(join(folder, from), join(folder, to)).then(() => true, () => false);
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name)).toSorted();
}
