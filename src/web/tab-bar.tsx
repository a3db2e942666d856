import { Menu as MenuIcon } from 'lucide-react';
import { Icon } from '../platform/ui/icon.tsx';
import { Link, usePlace } from '../platform/ui/link.tsx';
import { useMe } from '../platform/ui/session.ts';
import { t } from '../platform/ui/words.ts';
import { pages } from './pages.ts';
import { currentNav, navSections } from './reachable.ts';

/** The four most used places at a phone's bottom, and "More" for the sidebar. */
export function TabBar() {
  const me = useMe();
  const { path } = usePlace();
  const sections = navSections(pages, me);
  const current = currentNav(sections, path);
  return (
    <nav className="tabbar" aria-label={t('Short')}>
      {sections.flat().filter((page) => page.nav.phone).slice(0, 4).map((page) => (
        <Link key={page.path} href={page.path} aria-current={page === current ? 'page' : undefined}><Icon of={page.nav.icon} />{t(page.nav.label)}</Link>
      ))}
      <button type="button" popoverTarget="side"><Icon of={MenuIcon} />{t('More')}</button>
    </nav>
  );
}
