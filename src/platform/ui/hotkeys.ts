// One listener for the letter on a button. Letters rest while a field is written in or a dialog is open.
import { useEffect, useEffectEvent } from 'react';

export interface Hotkey {
  key: string;
  /** What it does, for the list under `?`. */
  label: string;
  run: (event: KeyboardEvent) => void;
}

const stack: Hotkey[] = [];

const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !/^(checkbox|radio|button|submit)$/.test((target as HTMLInputElement).type ?? '');

/** Whether a plain letter means text here rather than a command. */
export function lettersRest(event: KeyboardEvent): boolean {
  return event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing || writing(event.target) || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

function heard(event: KeyboardEvent): void {
  if (lettersRest(event)) return;
  // Space and Enter belong to a focused button or link first.
  if ((event.key === ' ' || event.key === 'Enter') && event.target instanceof HTMLElement && event.target.closest('button, a, summary, [role="button"]')) return;
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const hotkey = stack.findLast((one) => one.key === pressed);
  if (!hotkey) return;
  event.preventDefault();
  hotkey.run(event);
}

/** The keys that work on this page now, oldest first; of two on one key the later one wins. */
export function activeHotkeys(): readonly Hotkey[] {
  return [...stack];
}

/** Binds a key while the component is on screen: `useHotkey('e', 'Done', done)`. The newest wins. */
export function useHotkey(key: string | undefined, label: string, run: (event: KeyboardEvent) => void, enabled = true): void {
  const pressed = useEffectEvent(run);
  useEffect(() => {
    if (!key || !enabled) return;
    const hotkey: Hotkey = { key: key.length === 1 ? key.toLowerCase() : key, label, run: (event) => pressed(event) };
    if (stack.length === 0) document.addEventListener('keydown', heard);
    stack.push(hotkey);
    return () => {
      stack.splice(stack.indexOf(hotkey), 1);
      if (stack.length === 0) document.removeEventListener('keydown', heard);
    };
  }, [key, label, enabled]);
}
