import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { PeopleFrame } from '../../contacts/web/index.ts';
import { listLists, type ListView } from '../contract.ts';
import { ListDialog } from './list-dialog.tsx';

const columns = (): Column<ListView>[] => [
  { key: 'name', head: t('List'), phone: 'title', cell: (row) => <Link className="strong" href={`/lists/${row.id}`}>{row.name}</Link> },
  { key: 'description', head: t('For'), phone: 'line', cell: (row) => <span className="soft">{row.description}</span> },
  { key: 'size', head: t('Contacts'), label: t('contacts'), align: 'right', phone: 'line', cell: (row) => <Link underlined href={`/lists/${row.id}`}>{formatCount(row.size)}</Link> },
  { key: 'since', head: t('Since'), phone: 'hide', nowrap: true, cell: (row) => <TimeStamp at={row.createdAt} precision="minute" /> },
];

export function ListsPage() {
  const [archived, setArchived] = useState<'yes' | 'no'>('no');
  const [making, setMaking] = useState(false);
  const lists = usePages(listLists, { query: { archived } }, { keep: true });
  const mayEdit = useCan('canEditPeople');
  useFreshOn(['import'], [listLists], { atMostEveryMs: 5000 });
  const make = mayEdit && <Button variant="primary" icon={Plus} hotkey="n" onClick={() => setMaking(true)}>{t('New list')}</Button>;
  return (
    <PeopleFrame part="lists" title={t('People')} actions={make}>
      <Pad tight><Chip pressed={archived === 'yes'} onPress={() => setArchived(archived === 'yes' ? 'no' : 'yes')}>{t('Put away // done')}</Chip></Pad>
      {lists.problem ? <Pad><Failed error={lists.problem} onRetry={lists.retry} /></Pad> : lists.loading ? <SkeletonRows /> : (
        <Pad tight>{lists.items.length === 0
          ? <Empty title={archived === 'yes' ? t('No list was put away') : t('No lists yet')} action={archived === 'no' && mayEdit && <Button variant="primary" onClick={() => setMaking(true)}>{t('Make the first')}</Button>}>{t('A list is a fixed set of contacts. Campaigns take lists in, and leave lists out.')}</Empty>
          : <DataTable caption={t('Lists by name')} columns={columns()} rows={lists.items} rowKey={(row) => row.id} rowHref={(row) => `/lists/${row.id}`} hasMore={lists.hasMore} loadingMore={lists.loadingMore} onMore={lists.loadMore} what={t('lists')} />}</Pad>
      )}
      {making && <ListDialog list={null} onClose={() => setMaking(false)} />}
    </PeopleFrame>
  );
}
