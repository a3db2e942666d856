// Two first starts at once must not install into the same folder.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { say, scratch } from './words.mjs';

/**
 * Runs `work` while no other process of this checkout sets up.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(work) {
  mkdirSync(scratch, { recursive: true });
  const lock = join(scratch, 'setup.lock');
  const draft = `${lock}.${process.pid}`;
  let told = false;
  for (;;) {
    writeFileSync(draft, String(process.pid));
    try {
      linkSync(draft, lock);
      break;
    } catch {
      if (!isAlive(holder(lock))) {
        rmSync(lock, { force: true });
        continue;
      }
      if (!told) say('Another start is setting up; waiting for it.');
      told = true;
      await pause(200);
    } finally {
      rmSync(draft, { force: true });
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function holder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
