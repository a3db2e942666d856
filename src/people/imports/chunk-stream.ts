import { Worker } from 'node:worker_threads';
import type { TravellingChunk, WorkerWord } from './chunk-worker.ts';
import type { ReadTask } from './read-chunks.ts';

/** The chunks of a file, read on a thread of their own. Ends the thread when the reader stops early. */
export async function* chunkStream(task: ReadTask): AsyncGenerator<TravellingChunk> {
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
