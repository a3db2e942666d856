// One stream of server-sent events a tab, shared by all who listen. It closes while the tab is
// hidden: over HTTP/1.1 a browser allows six connections to a host, and six forgotten tabs would
// stop the seventh from loading anything.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { callHeaders } from './call.ts';
import { readEvents, retryDelayMs } from './live-stream.ts';
import { endpointKey } from './queries.ts';

/** What the server says on GET /api/v1/live: `t` names what changed, the rest depends on it. */
export interface LiveSignal {
  t: string;
  id?: number;
  [key: string]: unknown;
}

type Listener = (signal: LiveSignal) => void;
export type LiveState = 'off' | 'connecting' | 'open';

const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: LiveState = 'off';
let abort: AbortController | null = null;
let attempt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let opened = 0;

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
    opened += 1;
    become('open');
    // After a gap nobody knows what was missed: listeners hear one `reconnected`.
    if (opened > 1) tell({ t: 'reconnected' });
    const text = response.body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>);
    for await (const event of readEvents(text as unknown as AsyncIterable<string>)) tell(parse(event.event, event.data));
  } catch {
    if (signal.aborted) return;
  }
  if (signal.aborted) return;
  become('connecting');
  timer = setTimeout(() => void connect(), retryDelayMs(attempt++, Math.random()));
}

function parse(event: string, data: string): LiveSignal {
  try {
    const value = JSON.parse(data) as object;
    return { t: event, ...value } as LiveSignal;
  } catch {
    return { t: event };
  }
}

function tell(signal: LiveSignal): void {
  for (const listener of listeners) listener(signal);
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

/** Calls `listener` with each signal whose `t` is among `kinds` (all of them when empty), and with `reconnected`. */
export function useLive(kinds: readonly string[], listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  const asked = kinds.join(' ');
  useEffect(() => {
    const wanted = new Set(asked.split(' ').filter(Boolean));
    const heard: Listener = (signal) => {
      if (wanted.size === 0 || wanted.has(signal.t) || signal.t === 'reconnected') latest.current(signal);
    };
    listeners.add(heard);
    settle();
    return () => {
      listeners.delete(heard);
      // Wait a moment: the next page may be listening already.
      setTimeout(settle, 1000);
    };
  }, [asked]);
}

/** Asks the endpoints again when something of these kinds came in; a burst is one question. */
export function useFreshOn(kinds: readonly string[], endpoints: readonly { method: string; path: string }[], options: { atMostEveryMs?: number; when?: (signal: LiveSignal) => boolean } = {}): void {
  const client = useQueryClient();
  const pending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(pending.current), []);
  useLive(kinds, (signal) => {
    if (pending.current !== undefined || (signal.t !== 'reconnected' && options.when && !options.when(signal))) return;
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
