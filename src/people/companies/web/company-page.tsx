import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { usePlace } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useEndpoint, usePages } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listContacts } from '../../contacts/contract.ts';
import { contactColumns } from '../../contacts/web/index.ts';
import { getCompany } from '../contract.ts';
import { CompanyDialog } from './company-dialog.tsx';

/** A company and who works there. */
export function CompanyPage() {
  const { params } = usePlace();
  const companyId = Number(params['companyId']);
  const company = useEndpoint(getCompany, { params: { companyId } });
  const contacts = usePages(listContacts, { query: { companyId } });
  const mayEdit = useCan('canEditPeople');
  const [editing, setEditing] = useState(false);
  return (
    <Loaded query={company}>{(data) => <>
      <TopBar title={data.name} crumb={{ label: t('Companies'), href: '/companies' }} beside={data.domain} actions={mayEdit && <Button icon={Pencil} hotkey="e" onClick={() => setEditing(true)}>{t('Edit')}</Button>} />
      {contacts.loading ? <SkeletonRows /> : (
        <Pad tight>{contacts.items.length === 0
          ? <Empty title={t('Nobody works here yet')}>{t('Contacts whose company this is stand here.')}</Empty>
          : <DataTable caption={t('Contacts at {name}', { name: data.name })} columns={contactColumns().filter((column) => column.key !== 'company')} rows={contacts.items} rowKey={(row) => row.id} rowHref={(row) => `/contacts/${row.id}`} hasMore={contacts.hasMore} loadingMore={contacts.loadingMore} onMore={contacts.loadMore} total={data.contacts} what={t('contacts')} />}</Pad>
      )}
      {editing && <CompanyDialog company={data} onClose={() => setEditing(false)} />}
    </>}</Loaded>
  );
}
