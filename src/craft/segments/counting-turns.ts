import { Problem } from '../../platform/errors/index.ts';
import { t } from '../../platform/words/contract.ts';

// Live counts take a core or two for as long as they run. Each workspace has two at a time in a process, whoever
// asks; the others wait in line. A screen that asks anew stops what it asked before, running or waiting.

export interface Asker {
  workspaceId: number;
  /** The screen that shows the answer, one member's; undefined: a program, which waits for each of its answers. */
  screen?: string | undefined;
}

interface Turn {
  screen: string | undefined;
  stop: AbortController;
  begin: () => void;
}

interface Line {
  running: Set<Turn>;
  waiting: Turn[];
}

export interface CountingTurns {
  /** Runs in its turn; `run` gets a signal that is aborted when the answer is of no use any more. Throws `count_superseded`, `counts_busy`, or the signal's reason. */
  take<T>(asker: Asker, signal: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export function createCountingTurns({ atOnce = 2, inLine = 50 }: { atOnce?: number; inLine?: number } = {}): CountingTurns {
  const lines = new Map<number, Line>();

  const next = (workspaceId: number, line: Line): void => {
    while (line.running.size < atOnce && line.waiting.length > 0) {
      const turn = line.waiting.shift()!;
      line.running.add(turn);
      turn.begin();
    }
    if (line.running.size === 0) lines.delete(workspaceId);
  };

  return {
    async take({ workspaceId, screen }, signal, run) {
      signal?.throwIfAborted();
      const line = lines.get(workspaceId) ?? { running: new Set(), waiting: [] };
      if (screen !== undefined) for (const older of [...line.running, ...line.waiting]) if (older.screen === screen) older.stop.abort(superseded());
      if (line.waiting.length >= inLine) throw busy();
      lines.set(workspaceId, line);
      const stop = new AbortController();
      const end = () => stop.abort(signal?.reason);
      signal?.addEventListener('abort', end, { once: true });
      const begun = Promise.withResolvers<void>();
      const turn: Turn = { screen, stop, begin: begun.resolve };
      stop.signal.addEventListener('abort', () => {
        const at = line.waiting.indexOf(turn);
        if (at >= 0) line.waiting.splice(at, 1);
        begun.reject(stop.signal.reason as Error);
      }, { once: true });
      line.waiting.push(turn);
      next(workspaceId, line);
      try {
        await begun.promise;
        stop.signal.throwIfAborted();
        return await run(stop.signal);
      } catch (error) {
        // Whatever the database said of being stopped: this is why it was.
        throw stop.signal.aborted ? stop.signal.reason : error;
      } finally {
        signal?.removeEventListener('abort', end);
        line.running.delete(turn);
        next(workspaceId, line);
      }
    },
  };
}

const superseded = () => new Problem('conflict', 'count_superseded', t('A newer question of the same screen took the place of this one.'));
const busy = () => new Problem('unavailable', 'counts_busy', t('Too many counts are waiting already. Nothing was changed; try again in a moment.'));
