import { spawn, type ChildProcess } from 'node:child_process';

// Whoever started a server may be killed without a chance to stop it. A shell of three lines
// holds the other end of a pipe: when that closes, for whatever reason, it asks the server to
// stop. It looks at the pid file first, as the pid may be another's by then.

const script = `
read -r _
read -r pid < "$1/postmaster.pid" && [ "$pid" = "$2" ] && kill -INT "$2"
`;

/** Stops the server when this process ends. */
export function watchOver(folder: string, pid: number): ChildProcess {
  const watchdog = spawn('/bin/sh', ['-c', script, 'kindred-watchdog', folder, String(pid)], {
    cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => {}); // No shell: then the next start finds the server and stops it.
  watchdog.unref();
  (watchdog.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return watchdog;
}
