import { Contrast, Search } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button } from '../platform/ui/button.tsx';
import { formatCount } from '../platform/ui/format.ts';
import { Icon } from '../platform/ui/icon.tsx';
import { Key } from '../platform/ui/key.tsx';
import { Link, usePlace } from '../platform/ui/link.tsx';
import { rich } from '../platform/ui/rich-words.tsx';
import { useMe } from '../platform/ui/session.ts';
import { Half } from '../platform/ui/who.tsx';
import { t } from '../platform/ui/words.ts';
import { Brand } from './brand.tsx';
import { openPalette } from './keyboard-state.ts';
import { pages } from './pages.ts';
import { currentNav, navSections, type NavPage } from './reachable.ts';
import { switchTheme } from './theme.ts';

// Menus bring their own positioning code, which the first paint can do without.
const MemberMenu = lazy(async () => ({ default: (await import('./member-menu.tsx')).MemberMenu }));

const commandKey = (): string => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : t('Ctrl K'));

/** Where one can go, who one is. On a phone it slides in from the tab bar's "More". */
export function Sidebar() {
  const me = useMe();
  const { path } = usePlace();
  const sections = navSections(pages, me);
  const current = currentNav(sections, path);
  return (
    <header className="side" id="side" popover="auto">
      <Brand company={me.workspace.name} />
      <button className="find" type="button" onClick={openPalette}><Icon of={Search} />{' '}{rich('Search or do {key}', { key: <Key>{commandKey()}</Key> })}</button>
      <nav aria-label={t('Main')}>
        {sections.map((section) => (
          <ul className="nav" key={section[0]!.nav.section}>{section.map((page) => <NavItem key={page.path} page={page} current={page === current} />)}</ul>
        ))}
      </nav>
      <div className="foot">
        <div className="me">
          <Suspense fallback={<span className="me-menu"><Half {...me.member} /><span className="clip">{me.member.name}</span></span>}><MemberMenu /></Suspense>
          <Button variant="quiet" iconOnly icon={Contrast} onClick={switchTheme}>{t('Switch between light and dark')}</Button>
        </div>
      </div>
    </header>
  );
}

const noCount = (): null => null;

function NavItem({ page, current }: { page: NavPage; current: boolean }) {
  const { icon, label, key, useCount = noCount } = page.nav;
  // Pages are fixed at build time, so each item calls the same hook at every draw.
  // oxlint-disable-next-line react/hooks
  const count = useCount();
  return (
    <li>
      <Link href={page.path} aria-current={current ? 'page' : undefined}>
        <Icon of={icon} /> {t(label)}
        {count !== null && <span className="n">{formatCount(count)}</span>}
        <kbd className="go" aria-hidden="true">G {key.toUpperCase()}</kbd>
      </Link>
    </li>
  );
}
