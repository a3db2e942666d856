import { Fragment, useState } from 'react';
import { Dialog } from '../platform/ui/dialog.tsx';
import { activeHotkeys } from '../platform/ui/hotkeys.ts';
import { Key } from '../platform/ui/key.tsx';
import { useMe } from '../platform/ui/session.ts';
import { t } from '../platform/ui/words.ts';
import { pages } from './pages.ts';
import { navSections } from './reachable.ts';

/** What the keyboard can do on this page and everywhere. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const [here] = useState(activeHotkeys);
  const names = new Map(here.filter((hotkey) => hotkey.label !== '').map((hotkey) => [hotkey.key, hotkey.label]));
  return (
    <Dialog open onClose={onClose} title={t('Keys')}>
      <dl className="keys">
        {[...names].map(([key, label]) => <Fragment key={key}><dt><Key>{key.length === 1 ? key.toUpperCase() : key}</Key></dt><dd>{label}</dd></Fragment>)}
        <dt><Key>{t('Ctrl')}</Key> <Key>K</Key></dt><dd>{t('Search or do')}</dd>
        {navSections(pages, me).flat().map((page) => <Fragment key={page.path}><dt><Key>G</Key> <Key>{page.nav.key.toUpperCase()}</Key></dt><dd>{t(page.nav.label)}</dd></Fragment>)}
        <dt><Key>{t('Esc')}</Key></dt><dd>{t('Leave what is open')}</dd>
      </dl>
    </Dialog>
  );
}
