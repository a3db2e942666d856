import { lazy, Suspense, useEffect, useMemo } from 'react';
import { lettersRest, useHotkey } from '../platform/ui/hotkeys.ts';
import { useGo } from '../platform/ui/link.tsx';
import { useMe } from '../platform/ui/session.ts';
import { t } from '../platform/ui/words.ts';
import { createGoKeys } from './go-keys.ts';
import { closeOpened, openKeys, openPalette, useOpened } from './keyboard-state.ts';
import { commands, pages } from './pages.ts';
import { navSections } from './reachable.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

/** Keys that work everywhere: Cmd/Ctrl+K, G then a letter, ?, and each command's own. */
export function Keyboard() {
  const me = useMe();
  const go = useGo();
  const opened = useOpened();
  const targets = useMemo(() => new Map(navSections(pages, me).flat().map((page) => [page.nav.key.toLowerCase(), page.path])), [me]);

  useEffect(() => {
    const press = createGoKeys(targets);
    const heard = (event: KeyboardEvent): void => {
      // Where a text is written as it looks, the key means a link.
      const means = event.target instanceof Element && event.target.closest('[data-own-keys]') !== null;
      if (!means && event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.key.length !== 1 || lettersRest(event)) return;
      const { taken, go: target } = press(event.key, event.timeStamp);
      if (taken) event.preventDefault();
      if (target) go(target);
    };
    // Before the page's own letters: the C of "G C" is not its C.
    document.addEventListener('keydown', heard, { capture: true });
    return () => document.removeEventListener('keydown', heard, { capture: true });
  }, [targets, go]);
  useHotkey('?', t('These keys'), openKeys);

  return (
    <>
      {commands.filter((command) => command.key && (command.allow?.(me) ?? true)).map((command) => <CommandKey key={command.href} letter={command.key!} label={t(command.label)} run={() => go(command.href)} />)}
      <Suspense>
        {opened === 'palette' && <Palette onClose={closeOpened} />}
        {opened === 'keys' && <KeysDialog onClose={closeOpened} />}
      </Suspense>
    </>
  );
}

function CommandKey({ letter, label, run }: { letter: string; label: string; run: () => void }) {
  useHotkey(letter, label, run);
  return null;
}
