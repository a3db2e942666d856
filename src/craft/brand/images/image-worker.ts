import { parentPort, workerData } from 'node:worker_threads';
import type { ImageTask } from './judge-upload.ts';
import { makeImage, type MadeImage } from './make-image.ts';

// One picture, on a thread of its own: it holds nobody up, it can be given up, and its memory goes with it.

export type WorkerAnswer = { made: MadeImage } | { failed: string };

async function work(port: NonNullable<typeof parentPort>, { bytes, task }: { bytes: Uint8Array; task: ImageTask }): Promise<void> {
  let answer: WorkerAnswer;
  try {
    const made = await makeImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), task);
    answer = { made: { ...made, bytes: new Uint8Array(made.bytes) } };
  } catch (error) {
    answer = { failed: String(error) };
  }
  port.postMessage(answer);
  port.close();
}

if (parentPort) await work(parentPort, workerData as { bytes: Uint8Array; task: ImageTask });
