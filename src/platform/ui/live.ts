// What has just changed on the server, for screens: see live-hub.ts for the one stream behind it.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { callHeaders } from './call.ts';
import { createLiveHub, type LiveChange, type LiveListener, type LiveState } from './live-hub.ts';
import { endpointKey } from './queries.ts';

export type { LiveChange, LiveState } from './live-hub.ts';

const hub = createLiveHub({
  // Through fetch: an EventSource can send no header, and the workspace is named in one.
  async open(signal) {
    const response = await fetch('/api/v1/live', { headers: { Accept: 'text/event-stream', ...callHeaders() }, signal, credentials: 'same-origin' });
    if (!response.ok || !response.body) throw new Error(`live answered ${response.status}`);
    return response.body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>) as unknown as AsyncIterable<string>;
  },
  visible: () => document.visibilityState === 'visible',
  later(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  chance: Math.random,
});

document.addEventListener('visibilitychange', () => hub.settle());

/** Starts afresh, after signing in or changing the workspace. */
export const restartLive = (): void => hub.settle(true);

/** Calls `listener` when one of these topics changed (any, when empty), and when everything is to be read anew. */
export function useLive(topics: readonly string[], listener: LiveListener): void {
  const hear = useEffectEvent(listener);
  const asked = topics.join(' ');
  useEffect(() => {
    const wanted = asked.split(' ').filter(Boolean);
    return hub.listen((change) => {
      if (change.again || wanted.length === 0 || wanted.some((topic) => change.topics.includes(topic))) hear(change);
    });
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
  return useSyncExternalStore(hub.watch, hub.state);
}
