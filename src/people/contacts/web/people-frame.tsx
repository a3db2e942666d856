import type { ReactNode } from 'react';
import { Tabs } from '../../../platform/ui/tabs.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';

const parts = [
  { value: 'contacts', label: 'Contacts', href: '/contacts' },
  { value: 'companies', label: 'Companies', href: '/companies' },
  { value: 'lists', label: 'Lists', href: '/lists' },
  { value: 'imports', label: 'Imports', href: '/imports' },
  { value: 'suppressions', label: 'Suppressions', href: '/suppressions' },
  { value: 'attributes', label: 'Attributes', href: '/attributes' },
] as const;

export type PeoplePart = (typeof parts)[number]['value'];

/** The bar and the parts of what is about people. */
export function PeopleFrame({ part, title, actions, children }: { part: PeoplePart; title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <TopBar title={title} actions={actions} />
      <div className="px-4 pt-2 phone:px-6"><Tabs label="People" tabs={[...parts]} value={part} /></div>
      {children}
    </>
  );
}
