import { Plus } from 'lucide-react';
import { useState } from 'react';
import { PeopleFrame } from '../../../people/contacts/web/index.ts';
import { ButtonLink } from '../../../platform/ui/button.tsx';
import { Chip } from '../../../platform/ui/chip.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { usePages } from '../../../platform/ui/queries.ts';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listSegments, type SegmentLine } from '../contract.ts';

const columns = (): Column<SegmentLine>[] => [
  { key: 'name', head: t('Segment'), phone: 'title', cell: (row) => <Link className="strong" href={`/segments/${row.id}`}>{row.name}</Link> },
  { key: 'words', head: t('Who is in it'), phone: 'line', cell: (row) => (row.flaws.length > 0 ? <span>{t('Finds nobody: {flaw}', { flaw: row.flaws[0]! })}</span> : <span className="soft">{row.words}</span>) },
  { key: 'count', head: t('Contacts'), label: t('contacts'), align: 'right', phone: 'line', nowrap: true, cell: (row) => (row.counted ? <Link underlined href={`/segments/${row.id}/people`}>{formatCount(row.counted.count)}</Link> : <span className="faint">{t('not counted')}</span>) },
  { key: 'at', head: t('Counted'), phone: 'hide', nowrap: true, cell: (row) => (row.counted ? <TimeStamp at={row.counted.at} precision="minute" /> : null) },
  { key: 'used', head: t('Used by'), phone: 'hide', cell: (row) => <span className="soft">{row.usedBy.map((use) => use.name).join(', ')}</span> },
  { key: 'owner', head: t('Made by'), phone: 'hide', nowrap: true, cell: (row) => <span className="soft">{row.owner?.name ?? ''}</span> },
];

export function SegmentsPage() {
  const [archived, setArchived] = useState<'yes' | 'no'>('no');
  const segments = usePages(listSegments, { query: { archived } }, { keep: true });
  const mayEdit = useCan('canEditPeople');
  return (
    <PeopleFrame part="segments" title={t('People')} actions={mayEdit && <ButtonLink variant="primary" icon={Plus} href="/segments/new">{t('New segment')}</ButtonLink>}>
      <Pad tight><Chip pressed={archived === 'yes'} onPress={() => setArchived(archived === 'yes' ? 'no' : 'yes')}>{t('Put away')}</Chip></Pad>
      {segments.problem ? <Pad><Failed error={segments.problem} onRetry={segments.retry} /></Pad> : segments.loading ? <SkeletonRows /> : (
        <Pad tight>{segments.items.length === 0
          ? <Empty title={archived === 'yes' ? t('No segment was put away') : t('No segments yet')} action={archived === 'no' && mayEdit && <ButtonLink variant="primary" href="/segments/new">{t('Make the first')}</ButtonLink>}>{t('A segment is a condition, such as “opened something in the last 30 days and is on Newsletter”. Who fits is found anew each time it is used.')}</Empty>
          : <DataTable caption={t('Segments by name')} columns={columns()} rows={segments.items} rowKey={(row) => row.id} rowHref={(row) => `/segments/${row.id}`} hasMore={segments.hasMore} loadingMore={segments.loadingMore} onMore={segments.loadMore} what={t('segments')} />}</Pad>
      )}
    </PeopleFrame>
  );
}
