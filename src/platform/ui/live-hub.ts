// One stream of server-sent events a tab, shared by all who listen. It closes while the tab is
// hidden: over HTTP/1.1 a browser allows six connections to a host, and six forgotten tabs would
// stop the seventh from loading anything.
import { readEvents, retryDelayMs } from './live-stream.ts';

/** What the server says has changed on GET /api/v1/live: topics, and ids for those that have them. */
export interface LiveChange {
  topics: readonly string[];
  ids: Readonly<Record<string, readonly number[]>>;
  /** Nobody knows what was missed (the line was cut): read everything anew. */
  again: boolean;
}

export type LiveListener = (change: LiveChange) => void;
export type LiveState = 'off' | 'connecting' | 'open';

/** What the hub needs of its surroundings. */
export interface LiveSurroundings {
  /** Opens the stream; throws when nobody answers. */
  open: (signal: AbortSignal) => Promise<AsyncIterable<string>>;
  /** Whether somebody looks. */
  visible: () => boolean;
  /** Runs later, answers how to call it off. */
  later: (run: () => void, delayMs: number) => () => void;
  chance: () => number;
}

export interface LiveHub {
  /** Answers how to stop listening. */
  listen: (listener: LiveListener) => () => void;
  /** Visibility or the session changed: open, close, or begin anew. */
  settle: (anew?: boolean) => void;
  state: () => LiveState;
  watch: (watcher: () => void) => () => void;
}

const leaveOpenMs = 1000;
const nothing = (): void => {};

/** Opens the stream while somebody listens and looks, and comes back after any loss. */
export function createLiveHub(around: LiveSurroundings): LiveHub {
  const listeners = new Set<LiveListener>();
  const watchers = new Set<() => void>();
  let state: LiveState = 'off';
  let abort: AbortController | null = null;
  let callOff: () => void = nothing;
  let attempt = 0;
  let greeted = false;

  const become = (next: LiveState): void => {
    state = next;
    for (const watcher of watchers) watcher();
  };
  const tell = (change: LiveChange): void => {
    for (const listener of listeners) listener(change);
  };
  const heard = (event: string, data: string): void => {
    // The server greets each line, and again when it lost sight of the database: after a gap, read anew.
    if (event === 'hello') {
      if (greeted) tell({ topics: [], ids: {}, again: true });
      greeted = true;
    } else if (event === 'changed') {
      const change = JSON.parse(data) as Partial<LiveChange>;
      tell({ topics: change.topics ?? [], ids: change.ids ?? {}, again: false });
    }
  };
  const connect = async (signal: AbortSignal): Promise<void> => {
    become('connecting');
    try {
      const chunks = await around.open(signal);
      attempt = 0;
      become('open');
      for await (const event of readEvents(chunks)) heard(event.event, event.data);
    } catch {
      // Lost or refused: the same as an end, tried again below unless it was we who left.
    }
    if (signal.aborted) return;
    become('connecting');
    callOff = around.later(() => void connect(signal), retryDelayMs(attempt, around.chance()));
    attempt += 1;
  };
  const settle = (anew = false): void => {
    const wanted = listeners.size > 0 && around.visible();
    if (abort && (anew || !wanted)) {
      abort.abort();
      abort = null;
      callOff();
      become('off');
    }
    if (!abort && wanted) {
      abort = new AbortController();
      void connect(abort.signal);
    }
  };
  return {
    listen(listener) {
      listeners.add(listener);
      settle();
      return () => {
        listeners.delete(listener);
        // The next page may be listening in a moment.
        around.later(() => settle(), leaveOpenMs);
      };
    },
    settle,
    state: () => state,
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
