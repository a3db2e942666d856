import { useState } from 'react';
import { useHotkey } from './hotkeys.ts';
import { t } from './words.ts';

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
  const [kept, setAt] = useState(options.start ?? -1);
  // A list that has become shorter takes the cursor with it.
  const at = Math.min(kept, count - 1);
  const step = (by: number): void => {
    if (count === 0) return;
    const next = Math.max(0, Math.min(count - 1, at + by));
    setAt(next);
    onMove?.(next);
  };
  useHotkey('j', t('Next {name}', { name }), () => step(1), enabled);
  useHotkey('k', t('Former {name}', { name }), () => step(-1), enabled);
  useHotkey('Enter', t('Open the {name}', { name }), () => onOpen?.(at), enabled && Boolean(onOpen) && at >= 0);
  return { at, moveTo: setAt };
}
