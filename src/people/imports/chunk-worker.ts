import { parentPort, workerData } from 'node:worker_threads';
import { readChunks, type PlacedChunk, type ReadTask } from './read-chunks.ts';

// Reads and judges rows on a thread of its own, a few chunks ahead of the database: at 1,000,000
// rows the merge then never waits for the parser.

/** A chunk as it travels: the lines as one block of bytes, handed over without a copy. */
export interface TravellingChunk extends Omit<PlacedChunk, 'lines'> {
  copy: Uint8Array;
}
export type WorkerWord = { chunk: TravellingChunk } | { end: true } | { failed: { code: string | undefined; message: string } };

const ahead = 2;

async function work(port: NonNullable<typeof parentPort>, task: ReadTask): Promise<void> {
  let credit = ahead;
  let wake: (() => void) | undefined;
  port.on('message', () => {
    credit += 1;
    wake?.();
  });
  try {
    for await (const { lines, ...rest } of readChunks(task)) {
      // A buffer of its own, not of the pool: only such a one can be handed over.
      const copy = new TextEncoder().encode(lines.join(''));
      port.postMessage({ chunk: { ...rest, copy } } satisfies WorkerWord, [copy.buffer]);
      credit -= 1;
      while (credit <= 0) await new Promise<void>((resolve) => { wake = resolve; });
    }
    port.postMessage({ end: true } satisfies WorkerWord);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    port.postMessage({ failed: { code, message } } satisfies WorkerWord);
  } finally {
    port.close();
  }
}

if (parentPort) await work(parentPort, workerData as ReadTask);
