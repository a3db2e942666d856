import type { ReactNode } from 'react';
import { useMe } from '../../../platform/ui/session.ts';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';

const parts = () => ([
  { value: 'company', label: t('Company'), href: '/settings', needs: null },
  { value: 'members', label: t('Members'), href: '/settings/members', needs: null },
  { value: 'topics', label: t('Topics'), href: '/settings/topics', needs: null },
  { value: 'brand', label: t('Brand'), href: '/settings/brand', needs: null },
  { value: 'mailbox', label: t('Your mailbox'), href: '/settings/mailbox', needs: 'canSend' },
  { value: 'sending', label: t('Sending'), href: '/settings/sending', needs: null },
  { value: 'api-keys', label: t('API keys'), href: '/settings/api-keys', needs: 'canMakeKeys' },
  { value: 'audit', label: t('Audit log'), href: '/settings/audit', needs: 'canReadAudit' },
  { value: 'account', label: t('My account'), href: '/account', needs: null },
] as const);

export type SettingsPart = (ReturnType<typeof parts>)[number]['value'];

/** The bar and the parts of the settings that this member may see. */
export function SettingsFrame({ part, actions, children }: { part: SettingsPart; actions?: ReactNode; children: ReactNode }) {
  const { permissions } = useMe();
  const seen = parts().filter(({ needs }) => needs === null || permissions.includes(needs));
  return (
    <>
      <TopBar title={t('Settings')} actions={actions} />
      <div className="px-4 pt-2 phone:px-6"><Tabs label={t('Settings')} tabs={[...seen]} value={part} /></div>
      {children}
    </>
  );
}
