import type { ReactNode } from 'react';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getAccount } from '../contract.ts';
import { PasswordForm } from './password-form.tsx';
import { PersonForm } from './person-form.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** One's own name, password and second factor. */
export function AccountPage() {
  const account = useEndpoint(getAccount);
  return (
    <SettingsFrame part="account">
      <Loaded query={account}>{(data) => (
        <>
          <Part title={t('Me')}><PersonForm account={data} /></Part>
          {data.hasPassword
            ? <><Part title={t('Password')}><PasswordForm email={data.email} /></Part><Part title={t('Second factor')} last><SecondFactorSection on={data.secondFactor} /></Part></>
            : <Part title={t('Password')} last><p className="soft">{t('You sign in through your company, so there is no password to keep here.')}</p></Part>}
        </>
      )}</Loaded>
    </SettingsFrame>
  );
}

function Part({ title, last, children }: { title: string; last?: boolean; children: ReactNode }) {
  return <Pad band={!last}><section aria-label={title}><Head title={title} />{children}</section></Pad>;
}
