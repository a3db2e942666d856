// Whether the palette or the list of keys is open; the sidebar and the keyboard both open it.
import { useSyncExternalStore } from 'react';

export type Opened = 'palette' | 'keys' | null;

let opened: Opened = null;
const watchers = new Set<() => void>();

function become(next: Opened): void {
  opened = next;
  for (const watcher of watchers) watcher();
}

export const openPalette = (): void => become('palette');
export const openKeys = (): void => become('keys');
export const closeOpened = (): void => become(null);

export function useOpened(): Opened {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, () => opened);
}
