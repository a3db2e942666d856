import { Worker } from 'node:worker_threads';
import type { ImageTask } from './judge-upload.ts';
import { busy, damaged, tooLong } from './image-problems.ts';
import type { WorkerAnswer } from './image-worker.ts';
import type { MadeImage } from './make-image.ts';

export type MakeImage = (bytes: Buffer, task: ImageTask) => Promise<MadeImage>;

/** A photo of 24 million pixels took 1.5 s and 340 MB (two shared cores, 2026-11-24); files made to take long take forever. */
const patienceMs = 30_000;
/** Each waits with up to 10 MB in memory. */
const waitingAtMost = 16;

/** Makes pictures one at a time, each on a thread of its own: some 350 MB at worst, whoever uploads how many. */
export function createImageMaker(options: { patienceMs?: number } = {}): MakeImage {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (bytes, task) => {
    if (waiting >= waitingAtMost) throw busy();
    waiting += 1;
    const mine = tail.then(() => onThread(bytes, task, options.patienceMs ?? patienceMs));
    tail = mine.catch(() => {});
    return mine.finally(() => { waiting -= 1; });
  };
}

async function onThread(bytes: Buffer, task: ImageTask, patience: number): Promise<MadeImage> {
  const worker = new Worker(new URL('./image-worker.ts', import.meta.url), {
    workerData: { bytes: new Uint8Array(bytes), task }, execArgv: [], // the process's own flags (a test runner's, --input-type) are not the thread's
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    // Codecs complain to the console of what they cannot read.
    stdout: true, stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<MadeImage>((resolve, reject) => {
      timer = setTimeout(() => reject(tooLong()), patience);
      worker.once('message', (answer: WorkerAnswer) => ('made' in answer ? resolve(answer.made) : reject(damaged())));
      worker.once('error', () => reject(damaged()));
      worker.once('exit', () => reject(damaged()));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
