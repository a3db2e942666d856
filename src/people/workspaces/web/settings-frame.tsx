import type { ReactNode } from 'react';
import { useMe } from '../../../platform/ui/session.ts';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';

const parts = [
  { value: 'company', label: 'Company', href: '/settings', needs: null },
  { value: 'members', label: 'Members', href: '/settings/members', needs: null },
  { value: 'sending', label: 'Sending', href: '/settings/sending', needs: null },
  { value: 'api-keys', label: 'API keys', href: '/settings/api-keys', needs: 'canMakeKeys' },
  { value: 'audit', label: 'Audit log', href: '/settings/audit', needs: 'canReadAudit' },
  { value: 'account', label: 'My account', href: '/account', needs: null },
] as const;

export type SettingsPart = (typeof parts)[number]['value'];

/** The bar and the parts of the settings that this member may see. */
export function SettingsFrame({ part, actions, children }: { part: SettingsPart; actions?: ReactNode; children: ReactNode }) {
  const { permissions } = useMe();
  const seen = parts.filter(({ needs }) => needs === null || permissions.includes(needs));
  return (
    <>
      <TopBar title="Settings" actions={actions} />
      <div className="px-4 pt-2 phone:px-6"><Tabs label="Settings" tabs={[...seen]} value={part} /></div>
      {children}
    </>
  );
}
