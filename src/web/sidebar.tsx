import { useQueryClient } from '@tanstack/react-query';
import { Contrast, LogOut, Search } from 'lucide-react';
import { signOut } from '../people/workspaces/contract.ts';
import { Button } from '../platform/ui/button.tsx';
import { formatCount } from '../platform/ui/format.ts';
import { Icon } from '../platform/ui/icon.tsx';
import { Key } from '../platform/ui/key.tsx';
import { Link, usePlace } from '../platform/ui/link.tsx';
import { Menu } from '../platform/ui/menu.tsx';
import { useAction } from '../platform/ui/queries.ts';
import { useMe } from '../platform/ui/session.ts';
import { Half } from '../platform/ui/who.tsx';
import { Brand } from './brand.tsx';
import { openPalette } from './keyboard-state.ts';
import { pages } from './pages.ts';
import { currentNav, navSections, type NavPage } from './reachable.ts';
import { sessionChanged } from './session-client.ts';
import { switchTheme } from './theme.ts';

const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';

/** Where one can go, who one is. On a phone it slides in from the tab bar's "More". */
export function Sidebar() {
  const me = useMe();
  const { path } = usePlace();
  const sections = navSections(pages, me);
  const current = currentNav(sections, path);
  return (
    <header className="side" id="side" popover="auto">
      <Brand company={me.workspace.name} />
      <button className="find" type="button" onClick={openPalette}><Icon of={Search} /> Search or do <Key>{commandKey}</Key></button>
      <nav aria-label="Main">
        {sections.map((section) => (
          <ul className="nav" key={section[0]!.nav.section}>{section.map((page) => <NavItem key={page.path} page={page} current={page === current} />)}</ul>
        ))}
      </nav>
      <div className="foot"><Member /></div>
    </header>
  );
}

const noCount = (): null => null;

function NavItem({ page, current }: { page: NavPage; current: boolean }) {
  const { icon, label, key, useCount = noCount } = page.nav;
  const count = useCount();
  return (
    <li>
      <Link href={page.path} aria-current={current ? 'page' : undefined}>
        <Icon of={icon} /> {label}
        {count !== null && <span className="n">{formatCount(count)}</span>}
        <kbd className="go" aria-hidden="true">G {key.toUpperCase()}</kbd>
      </Link>
    </li>
  );
}

function Member() {
  const me = useMe();
  const client = useQueryClient();
  const out = useAction(signOut, { onDone: () => void sessionChanged(client, null) });
  const others = me.workspaces.filter((workspace) => workspace.id !== me.workspace.id);
  return (
    <div className="me">
      <Menu align="start" trigger={<button type="button" className="me-menu"><Half name={me.member.name} team={me.member.team} /><span className="clip">{me.member.name}</span></button>} entries={[
        { kind: 'label', label: me.member.email },
        ...(others.length > 0 ? [{ kind: 'line' as const }, { kind: 'label' as const, label: 'Other companies' }, ...others.map((workspace) => ({ label: workspace.name, onSelect: () => void sessionChanged(client, workspace.id) }))] : []),
        { kind: 'line' },
        { label: 'Sign out', icon: LogOut, onSelect: () => out.mutate({}) },
      ]} />
      <Button variant="quiet" iconOnly icon={Contrast} onClick={switchTheme}>Switch between light and dark</Button>
    </div>
  );
}
