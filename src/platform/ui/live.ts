// One stream of server-sent events a tab, shared by all who listen. It closes while the tab is
// hidden: over HTTP/1.1 a browser allows six connections to a host, and six forgotten tabs would
// stop the seventh from loading anything.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { callHeaders } from './call.ts';
import { readEvents, retryDelayMs } from './live-stream.ts';
import { endpointKey } from './queries.ts';

/** What the server says has changed on GET /api/v1/live: topics, and ids for those that have them. */
export interface LiveChange {
  topics: readonly string[];
  ids: Readonly<Record<string, readonly number[]>>;
  /** Nobody knows what was missed (the line was cut): read everything anew. */
  again: boolean;
}

type Listener = (change: LiveChange) => void;
export type LiveState = 'off' | 'connecting' | 'open';

const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: LiveState = 'off';
let abort: AbortController | null = null;
let attempt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let greeted = false;

function become(next: LiveState): void {
  state = next;
  for (const watcher of watchers) watcher();
}

async function connect(): Promise<void> {
  abort = new AbortController();
  const { signal } = abort;
  become('connecting');
  try {
    const response = await fetch('/api/v1/live', { headers: { Accept: 'text/event-stream', ...callHeaders() }, signal, credentials: 'same-origin' });
    if (!response.ok || !response.body) throw new Error(`live answered ${response.status}`);
    attempt = 0;
    become('open');
    const text = response.body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>);
    for await (const event of readEvents(text as unknown as AsyncIterable<string>)) heard(event.event, event.data);
  } catch {
    if (signal.aborted) return;
  }
  if (signal.aborted) return;
  become('connecting');
  timer = setTimeout(() => void connect(), retryDelayMs(attempt++, Math.random()));
}

function heard(event: string, data: string): void {
  // The server greets each line, and again when it lost sight of the database: after a gap, read anew.
  if (event === 'hello') {
    if (greeted) tell({ topics: [], ids: {}, again: true });
    greeted = true;
  } else if (event === 'changed') {
    const change = JSON.parse(data) as Partial<LiveChange>;
    tell({ topics: change.topics ?? [], ids: change.ids ?? {}, again: false });
  }
}

function tell(change: LiveChange): void {
  for (const listener of listeners) listener(change);
}

function settle(): void {
  const wanted = listeners.size > 0 && document.visibilityState === 'visible';
  if (wanted && !abort) void connect();
  if (!wanted && abort) {
    abort.abort();
    abort = null;
    clearTimeout(timer);
    become('off');
  }
}

/** Starts afresh, after signing in or changing the workspace. */
export function restartLive(): void {
  abort?.abort();
  abort = null;
  clearTimeout(timer);
  settle();
}

if (typeof document !== 'undefined') document.addEventListener('visibilitychange', settle);

/** Calls `listener` when one of these topics changed (any, when empty), and when everything is to be read anew. */
export function useLive(topics: readonly string[], listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  const asked = topics.join(' ');
  useEffect(() => {
    const wanted = asked.split(' ').filter(Boolean);
    const told: Listener = (change) => {
      if (change.again || wanted.length === 0 || wanted.some((topic) => change.topics.includes(topic))) latest.current(change);
    };
    listeners.add(told);
    settle();
    return () => {
      listeners.delete(told);
      // Wait a moment: the next page may be listening already.
      setTimeout(settle, 1000);
    };
  }, [asked]);
}

/** Asks the endpoints again when something of these topics changed; a burst is one question. */
export function useFreshOn(topics: readonly string[], endpoints: readonly { method: string; path: string }[], options: { atMostEveryMs?: number; when?: (change: LiveChange) => boolean } = {}): void {
  const client = useQueryClient();
  const pending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(pending.current), []);
  useLive(topics, (change) => {
    if (pending.current !== undefined || (!change.again && options.when && !options.when(change))) return;
    pending.current = setTimeout(() => {
      pending.current = undefined;
      for (const endpoint of endpoints) void client.invalidateQueries({ queryKey: endpointKey(endpoint) });
    }, options.atMostEveryMs ?? 400);
  });
}

/** Whether what comes back is arriving: for the dot beside a live page's title. */
export function useLiveState(): LiveState {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, () => state);
}
