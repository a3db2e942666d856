import { parentPort, workerData } from 'node:worker_threads';
import { keeping, speakIn } from '../../platform/words/index.ts';
import { readTravelling, type ReadTask, type TravellingChunk } from './read-chunks.ts';

// Reads and judges rows on a thread of its own, a few chunks ahead of the database: at 1,000,000
// rows the merge then never waits for the parser.

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
    for await (const chunk of readTravelling(task)) {
      port.postMessage({ chunk } satisfies WorkerWord, [chunk.copy.buffer]);
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

// What is wrong with a row is kept, and told to whoever looks.
if (parentPort) {
  const port = parentPort;
  await speakIn(keeping, () => work(port, workerData as ReadTask));
}
