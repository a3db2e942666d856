import { useCallback, useEffect, useRef, useState } from 'react';
import { useHotkey } from './hotkeys.ts';

export interface ListCursor {
  /** The row the keyboard stands on; -1 before the first J. */
  at: number;
  moveTo: (index: number) => void;
}

/**
 * J and K through a list, Enter opens. The cursor stays within the list as it grows and shrinks.
 * @param onMove scroll or focus the row; called after J and K only
 */
export function useListCursor(options: { count: number; onOpen?: ((index: number) => void) | undefined; onMove?: (index: number) => void; start?: number; enabled?: boolean; name?: string }): ListCursor {
  const { count, onOpen, onMove, enabled = true, name = 'row' } = options;
  const [at, setAt] = useState(options.start ?? -1);
  const latest = useRef({ at, count, onMove });
  latest.current = { at, count, onMove };
  useEffect(() => {
    if (at >= count) setAt(count - 1);
  }, [at, count]);
  const step = useCallback((by: number) => {
    const { at: from, count: of, onMove: moved } = latest.current;
    if (of === 0) return;
    const next = Math.max(0, Math.min(of - 1, from + by));
    setAt(next);
    moved?.(next);
  }, []);
  useHotkey('j', `Next ${name}`, () => step(1), enabled);
  useHotkey('k', `Former ${name}`, () => step(-1), enabled);
  useHotkey('Enter', `Open the ${name}`, () => { if (at >= 0) onOpen?.(at); }, enabled && Boolean(onOpen) && at >= 0);
  return { at, moveTo: setAt };
}
