import type { ReactNode } from 'react';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';

const parts = () => ([
  { value: 'contacts', label: t('Contacts'), href: '/contacts' },
  { value: 'companies', label: t('Companies'), href: '/companies' },
  { value: 'lists', label: t('Lists'), href: '/lists' },
  { value: 'segments', label: t('Segments'), href: '/segments' },
  { value: 'imports', label: t('Imports'), href: '/imports' },
  { value: 'suppressions', label: t('Suppressions'), href: '/suppressions' },
  { value: 'attributes', label: t('Attributes'), href: '/attributes' },
] as const);

export type PeoplePart = (ReturnType<typeof parts>)[number]['value'];

/** The bar and the parts of what is about people. */
export function PeopleFrame({ part, title, actions, children }: { part: PeoplePart; title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <TopBar title={title} actions={actions} />
      <div className="px-4 pt-2 phone:px-6"><Tabs label={t('People')} tabs={[...parts()]} value={part} /></div>
      {children}
    </>
  );
}
