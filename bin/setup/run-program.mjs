// Runs a program under the pinned Node as if it were this process: same terminal, signals passed on, same exit code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root, scratch } from './words.mjs';

/**
 * @param {string} node
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 * @returns {Promise<number>} its exit code
 */
export function runProgram(node, args, options = {}) {
  const child = spawn(node, args, {
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: join(scratch, 'compile-cache'), ...options.env },
  });
  // A Ctrl-C reaches the child by itself too; it takes both for one.
  for (const name of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, () => child.kill(name));
  const watch = watchLauncher(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * Under `npm start` we are npm's child: when npm is killed we would go on unseen, so we stop.
 * Started directly (nohup, a service) nobody is watched.
 * @param {() => void} onGone
 */
function watchLauncher(onGone) {
  if (process.env['npm_lifecycle_event'] !== 'start') return undefined;
  const npm = process.ppid;
  return setInterval(() => { if (process.ppid !== npm) onGone(); }, 500).unref();
}

/** @param {string} path below the root */
export const program = (path) => join(root, path);
