import { Plus, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { PeopleFrame } from '../../contacts/web/index.ts';
import { listCompanies, type CompanyView } from '../contract.ts';
import { CompanyDialog } from './company-dialog.tsx';

const columns = (): Column<CompanyView>[] => [
  { key: 'name', head: t('Company'), phone: 'title', cell: (row) => <Link className="strong" href={`/companies/${row.id}`}>{row.name}</Link> },
  { key: 'domain', head: t('Domain'), phone: 'line', cell: (row) => <span className="soft">{row.domain}</span> },
  { key: 'contacts', head: t('Contacts'), label: t('contacts'), align: 'right', phone: 'end', cell: (row) => <Link underlined href={`/companies/${row.id}`}>{formatCount(row.contacts)}</Link> },
];

export function CompaniesPage() {
  const [search, setSearch] = useState('');
  const [making, setMaking] = useState(false);
  const asked = useDeferredValue(search.trim());
  const companies = usePages(listCompanies, { query: { search: asked || undefined } }, { keep: true });
  const mayEdit = useCan('canEditPeople');
  return (
    <PeopleFrame part="companies" title={t('People')} actions={mayEdit && <Button variant="primary" icon={Plus} hotkey="n" onClick={() => setMaking(true)}>{t('New company')}</Button>}>
      <Pad tight><TextField quiet label={t('Find a company')} type="search" icon={Search} placeholder={t('How its name begins')} value={search} onChange={setSearch} /></Pad>
      {companies.problem ? <Pad><Failed error={companies.problem} onRetry={companies.retry} /></Pad> : companies.loading ? <SkeletonRows /> : (
        <Pad tight>{companies.items.length === 0
          ? <Empty title={asked ? t('None begins so') : t('No companies yet')}>{asked ? t('Try the first letters of its name.') : t('A company is made when a contact or a sheet names it.')}</Empty>
          : <DataTable caption={t('Companies by name')} columns={columns()} rows={companies.items} rowKey={(row) => row.id} rowHref={(row) => `/companies/${row.id}`} hasMore={companies.hasMore} loadingMore={companies.loadingMore} onMore={companies.loadMore} what={t('companies')} />}</Pad>
      )}
      {making && <CompanyDialog company={null} onClose={() => setMaking(false)} />}
    </PeopleFrame>
  );
}
