import type { Listener } from '../../platform/listen/index.ts';
import type { LiveChange } from './contract.ts';

// One listening connection for the whole process, however many people watch. Each watcher gets what
// changed in its workspace, gathered for a quarter of a second: a campaign of a thousand mails a second
// is four messages, not a thousand.

/** What a watcher has not been told yet; `again`: sight of the database was lost, look at everything. */
interface Pending {
  topics: Map<string, Set<number>>;
  again: boolean;
  wake: () => void;
}

export interface LiveHub {
  /** Server-sent events for one watcher, until `signal` aborts. Its first event is `hello`. */
  watch(workspaceId: number, signal: AbortSignal): AsyncGenerator<string>;
  /** How many watch a workspace now. */
  watchersOf(workspaceId: number): number;
  /** How many of them watch this workspace. */
  watchersOf(workspaceId: number): number;
  close(): void;
}

const gatherMs = 250;
const heartbeatMs = 15_000;
const idsAtMost = 100;

/** Listens once and tells many. `timing` is for tests. */
export function createLiveHub(listener: Listener, timing: { gatherMs?: number; heartbeatMs?: number } = {}): LiveHub {
  const byWorkspace = new Map<number, Set<Pending>>();
  const stop = listener.on('kindred_live', (payload) => {
    if (payload === null) {
      for (const watchers of byWorkspace.values()) for (const pending of watchers) lookAgain(pending);
    } else if (isNotice(payload)) {
      for (const pending of byWorkspace.get(payload.w) ?? []) take(pending, payload);
    }
  });

  async function* watch(workspaceId: number, signal: AbortSignal): AsyncGenerator<string> {
    const pending: Pending = { topics: new Map(), again: false, wake: () => {} };
    const watchers = byWorkspace.get(workspaceId) ?? new Set();
    byWorkspace.set(workspaceId, watchers.add(pending));
    try {
      yield 'event: hello\ndata: {}\n\n';
      while (!signal.aborted) {
        await somethingFor(pending, timing.heartbeatMs ?? heartbeatMs, signal);
        if (signal.aborted) return;
        const message = messageOf(pending);
        yield message ?? ': still here\n\n';
        if (message !== null) await pause(timing.gatherMs ?? gatherMs, signal);
      }
    } finally {
      watchers.delete(pending);
      if (watchers.size === 0 && byWorkspace.get(workspaceId) === watchers) byWorkspace.delete(workspaceId);
    }
  }

  return {
    watch,
    watchersOf: (workspaceId) => byWorkspace.get(workspaceId)?.size ?? 0,
    close: stop,
  };
}

interface Notice { w: number; t: string; id?: number }

function isNotice(payload: unknown): payload is Notice {
  return typeof payload === 'object' && payload !== null && typeof (payload as Notice).w === 'number' && typeof (payload as Notice).t === 'string';
}

function take(pending: Pending, { t: topic, id }: Notice): void {
  const ids = pending.topics.get(topic) ?? new Set();
  if (id !== undefined && ids.size < idsAtMost) ids.add(id);
  pending.topics.set(topic, ids);
  pending.wake();
}

function lookAgain(pending: Pending): void {
  pending.again = true;
  pending.wake();
}

function messageOf(pending: Pending): string | null {
  const { topics, again } = pending;
  pending.topics = new Map();
  pending.again = false;
  if (again) return 'event: hello\ndata: {}\n\n';
  if (topics.size === 0) return null;
  const change: LiveChange = { topics: [...topics.keys()], ids: {} };
  for (const [topic, ids] of topics) if (ids.size > 0) change.ids[topic] = [...ids];
  return `event: changed\ndata: ${JSON.stringify(change)}\n\n`;
}

/** Resolves when there is something to tell, when a heartbeat is due, or when the watcher has gone. */
function somethingFor(pending: Pending, atMostMs: number, signal: AbortSignal): Promise<void> {
  if (pending.topics.size > 0 || pending.again) return Promise.resolve();
  return pause(atMostMs, signal, (wake) => { pending.wake = wake; });
}

function pause(ms: number, signal: AbortSignal, onWait: (wake: () => void) => void = () => {}): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    onWait(done);
  });
}
