import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { freshDatabase } from '../../../test/support/database.ts';
import { defineJob, startJobs } from './jobs.ts';

const { db, url, close } = await freshDatabase();

test('a job runs once with its payload; a failed one is tried again; a rolled-back one never runs', async () => {
  const ran: number[] = [];
  const errors: unknown[] = [];
  let finished = () => {};
  const done = new Promise<void>((resolve) => { finished = resolve; });
  const count = defineJob({
    name: 'test.count', schema: z.object({ number: z.number() }),
    handle: async ({ number }) => {
      ran.push(number);
      if (number === 2 && ran.filter((each) => each === 2).length === 1) throw new Error('once more');
      if (ran.includes(1) && ran.filter((each) => each === 2).length === 2) finished();
    },
  });
  const jobs = await startJobs({ url, jobs: [count], onError: (error) => errors.push(error), pollingIntervalSeconds: 0.5 });
  try {
    await assert.rejects(jobs.send(count, { number: 'x' } as unknown as { number: number }), z.ZodError);
    await db.transaction(async (tx) => {
      await jobs.send(count, { number: 3 }, { on: tx });
      throw new Error('undone');
    }).catch(() => {});
    await jobs.send(count, { number: 1 });
    await db.transaction((tx) => jobs.send(count, { number: 2 }, { on: tx }));
    await done;
    assert.deepEqual(ran.toSorted(), [1, 2, 2]);
    assert.deepEqual(errors.map((error) => (error as Error).message), ['once more']);
  } finally {
    await jobs.stop();
  }
  await close();
});
