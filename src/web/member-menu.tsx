import { useQueryClient } from '@tanstack/react-query';
import { CircleUser, LogOut } from 'lucide-react';
import { signOut } from '../people/workspaces/contract.ts';
import { useGo } from '../platform/ui/link.tsx';
import { Menu } from '../platform/ui/menu.tsx';
import { useAction } from '../platform/ui/queries.ts';
import { useMe } from '../platform/ui/session.ts';
import { Half } from '../platform/ui/who.tsx';
import { t } from '../platform/ui/words.ts';
import { sessionChanged } from './session-client.ts';

/** Who is signed in, their other companies, and the way out. */
export function MemberMenu() {
  const me = useMe();
  const client = useQueryClient();
  const go = useGo();
  const out = useAction(signOut, { onDone: () => void sessionChanged(client, null) });
  const others = me.workspaces.filter((workspace) => workspace.id !== me.workspace.id);
  return (
    <Menu align="start" trigger={<button type="button" className="me-menu"><Half {...me.member} /><span className="clip">{me.member.name}</span></button>} entries={[
      { kind: 'label', label: me.member.email },
      { label: t('My account'), icon: CircleUser, onSelect: () => go('/account') },
      others.length > 0 && { kind: 'line' },
      others.length > 0 && { kind: 'label', label: t('Other companies') },
      ...others.map((workspace) => ({ label: workspace.name, onSelect: () => void sessionChanged(client, workspace.id) })),
      { kind: 'line' },
      { label: t('Sign out'), icon: LogOut, onSelect: () => out.mutate({}) },
    ]} />
  );
}
