import { Plus } from 'lucide-react';
import { useState } from 'react';
import { ButtonLink } from '../../../platform/ui/button.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listForms, type FormLine } from '../contract.ts';
import { languageName } from './form-words.ts';

const columns = (): Column<FormLine>[] => [
  { key: 'name', head: t('Form'), phone: 'title', cell: (row) => <Link className="strong" href={`/forms/${row.id}`}>{row.name}</Link> },
  { key: 'languages', head: t('Languages'), phone: 'line', cell: (row) => <span className="soft">{row.languages.map(languageName).join(', ')}</span> },
  { key: 'submitted', head: t('Signed up'), label: t('signed up'), align: 'right', phone: 'line', cell: (row) => <Link underlined href={`/forms/${row.id}?tab=submissions`}>{formatCount(row.counts.submitted)}</Link> },
  { key: 'confirmed', head: t('Confirmed'), label: t('confirmed'), align: 'right', phone: 'line', cell: (row) => <Link underlined href={`/forms/${row.id}?tab=submissions&state=confirmed`}>{formatCount(row.counts.confirmed)}</Link> },
  { key: 'since', head: t('Since'), phone: 'hide', nowrap: true, cell: (row) => <TimeStamp at={row.createdAt} precision="minute" /> },
];

/** Where people sign up by themselves. */
export function FormsPage() {
  const [archived, setArchived] = useState<'yes' | 'no'>('no');
  const forms = useEndpoint(listForms, { query: { archived } }, { keep: true });
  const mayMake = useCan('canWriteEmails');
  return (
    <>
      <TopBar title={t('Sign-up forms')} actions={mayMake && <ButtonLink variant="primary" icon={Plus} href="/forms/new">{t('New form')}</ButtonLink>} />
      <Pad tight><Chip pressed={archived === 'yes'} onPress={() => setArchived(archived === 'yes' ? 'no' : 'yes')}>{t('Closed')}</Chip></Pad>
      <Loaded query={forms}>{({ items }) => (
        <Pad tight>{items.length === 0
          ? <Empty title={archived === 'yes' ? t('No form was closed') : t('No forms yet')} action={archived === 'no' && mayMake && <ButtonLink variant="primary" href="/forms/new">{t('Make the first')}</ButtonLink>}>{t('People sign up on a page of yours or on your own site, confirm by mail, and say what they want to read about. What they agreed to is kept.')}</Empty>
          : <DataTable caption={t('Sign-up forms')} columns={columns()} rows={items} rowKey={(row) => row.id} rowHref={(row) => `/forms/${row.id}`} />}</Pad>
      )}</Loaded>
    </>
  );
}
