import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { lockData, lockHolder } from './data-lock.ts';

async function emptyFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-lock-'));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

test('one at a time: the second is told who has it', async (context) => {
  const folder = await emptyFolder(context);
  const lock = await lockData(folder);
  assert.equal(await lockHolder(folder), process.pid);
  await assert.rejects(lockData(folder, 60), (error: Error & { code: string }) => error.code === 'already_running' && error.message.includes(`process ${process.pid}`));
  await lock.release();
  assert.equal(await lockHolder(folder), null);
  await (await lockData(folder)).release();
  assert.deepEqual(await readdir(folder), []);
});

test('one that was killed, and one whose pid is another\'s by now, hold nothing', async (context) => {
  const folder = await emptyFolder(context);
  for (const holder of [{ pid: 2 ** 22 + 1, start: '1' }, { pid: process.pid, start: 'another time' }, 'not even JSON']) {
    await writeFile(join(folder, 'kindred.lock'), typeof holder === 'string' ? holder : JSON.stringify({ ...holder, stopping: false }));
    assert.equal(await lockHolder(folder), null);
    await (await lockData(folder)).release();
  }
});

test('one that is ending is waited for', async (context) => {
  const folder = await emptyFolder(context);
  const first = await lockData(folder);
  await first.stopping();
  const second = lockData(folder);
  await first.release();
  await (await second).release();
});
