import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isAlive, processesIn, signal, startOf, waitUntilGone, worksIn } from './processes.ts';

const linux = process.platform === 'linux';
/** A process that ends when told. */
const sleeper = (cwd: string) => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { cwd, stdio: 'ignore' });

test('a process is known by its pid and its start, and gone when it is', async () => {
  const child = sleeper('/');
  const start = await startOf(child.pid!);
  assert.ok(start);
  assert.equal(await startOf(child.pid!), start);
  assert.notEqual(await startOf(process.pid), start);
  signal(child.pid!, 'SIGKILL');
  assert.ok(await waitUntilGone(child.pid!, 5000));
  assert.equal(await isAlive(child.pid!), false);
  signal(child.pid!, 'SIGTERM'); // Nobody there: no error.
});

test('one that lives on is said to', async () => {
  const child = sleeper('/');
  assert.equal(await waitUntilGone(child.pid!, 30), false);
  child.kill('SIGKILL');
});

test('who works in a folder is found by it', { skip: !linux && 'needs /proc' }, async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-processes-')));
  const child = sleeper(folder);
  assert.equal(await worksIn(child.pid!, folder), true);
  assert.equal(await worksIn(process.pid, folder), false);
  assert.deepEqual(await processesIn(folder), [child.pid!]);
  child.kill('SIGKILL');
  await waitUntilGone(child.pid!, 5000);
  assert.deepEqual(await processesIn(folder), []);
  rmSync(folder, { recursive: true });
});
