import { execFile } from 'node:child_process';
import { readFile, readlink, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

// A pid alone proves nothing: it may have been given to another program since. These tell
// a process by when it started and where it works. Linux answers from /proc, others from ps.

const run = promisify(execFile);
const hasProc = existsSync('/proc/self/stat');

/** Whether some process has this pid (zombies count as gone). */
export async function isAlive(pid: number): Promise<boolean> {
  return (await startOf(pid)) !== null;
}

/** A text that is the same for one process as long as it lives; null when there is none. */
export async function startOf(pid: number): Promise<string | null> {
  if (hasProc) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    // The second field is the program's name and may hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    return state === 'Z' || state === 'X' ? null : `${startTicks}`;
  }
  const answer = await run('ps', ['-p', String(pid), '-o', 'lstart=']).catch(() => null);
  return answer?.stdout.trim() || null;
}

/** Whether this process is a PostgreSQL that works in `folder`: each of its processes stands in its cluster's folder. */
export async function worksIn(pid: number, folder: string): Promise<boolean> {
  if (hasProc) return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === folder;
  const answer = await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => null);
  return answer?.stdout.includes(folder) ?? false;
}

/** Every process that works in `folder` (Linux only; elsewhere none is found). */
export async function processesIn(folder: string): Promise<number[]> {
  if (!hasProc) return [];
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const found = await Promise.all(pids.map(async (pid) => ((await worksIn(pid, folder)) && (await isAlive(pid)) ? pid : 0)));
  return found.filter((pid) => pid > 0);
}

/** Waits until `pid` is gone; false when it still lives after `ms`. */
export async function waitUntilGone(pid: number, ms: number): Promise<boolean> {
  const until = Date.now() + ms;
  while (await isAlive(pid)) {
    if (Date.now() > until) return false;
    await pause(20);
  }
  return true;
}

/** Sends a signal; a process that has just gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
