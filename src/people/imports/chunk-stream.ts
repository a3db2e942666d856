import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { WorkerWord } from './chunk-worker.ts';
import { readTravelling, type ReadTask, type TravellingChunk } from './read-chunks.ts';

/** Read in some ten milliseconds; a thread takes 0.4 s to begin. */
const smallBytes = 256 * 1024;

/** The chunks of a file; a large one is read on a thread of its own, which ends when the reader stops early. */
export async function* chunkStream(task: ReadTask): AsyncGenerator<TravellingChunk> {
  yield* (await stat(task.path)).size <= smallBytes ? readTravelling(task) : readOnThread(task);
}

async function* readOnThread(task: ReadTask): AsyncGenerator<TravellingChunk> {
  const worker = new Worker(new URL('./chunk-worker.ts', import.meta.url), {
    workerData: task, execArgv: [], // the process's own flags (a test runner's, --input-type) are not the thread's
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 },
  });
  const words: WorkerWord[] = [];
  let broken: Error | undefined;
  let wake: (() => void) | undefined;
  worker.on('message', (word: WorkerWord) => { words.push(word); wake?.(); });
  worker.on('error', (error) => { broken = error as Error; wake?.(); });
  try {
    for (;;) {
      while (words.length === 0 && !broken) await new Promise<void>((resolve) => { wake = resolve; });
      if (broken) throw broken;
      const word = words.shift()!;
      if ('end' in word) return;
      if ('failed' in word) throw Object.assign(new Error(word.failed.message), { code: word.failed.code });
      yield word.chunk;
      worker.postMessage('more');
    }
  } finally {
    await worker.terminate();
  }
}
