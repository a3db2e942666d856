import { useMemo, useRef } from 'react';

/**
 * Where the focus goes when a dialog opens and closes: to its first field, if it has one, rather
 * than to the cross; and back to whatever opened it. Radix does the latter only for a trigger of
 * its own, and ours open by state.
 */
export function useReturnFocus(): { onOpenAutoFocus: (event: Event) => void; onCloseAutoFocus: (event: Event) => void } {
  const opener = useRef<HTMLElement | null>(null);
  return useMemo(() => ({
    onOpenAutoFocus: (event) => {
      opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      const field = event.currentTarget instanceof HTMLElement ? event.currentTarget.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select') : null;
      if (!field) return;
      event.preventDefault();
      field.focus();
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      if (opener.current?.isConnected) opener.current.focus();
    },
  }), []);
}
