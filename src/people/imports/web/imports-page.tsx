import { Upload } from 'lucide-react';
import { ButtonLink } from '../../../platform/ui/button.tsx';
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
import { listImports, type ImportLine } from '../contract.ts';
import { statusWords } from './import-words.ts';

const count = (of: (counts: NonNullable<ImportLine['progress']['counts']>) => number) => (row: ImportLine) => (row.progress.counts ? formatCount(of(row.progress.counts)) : '');

const columns = (): Column<ImportLine>[] => [
  { key: 'file', head: t('File'), phone: 'title', cell: (row) => <Link className="strong" href={`/imports/${row.id}`}>{row.fileName}</Link> },
  { key: 'kind', head: t('Holds'), phone: 'hide', cell: (row) => <span className="soft">{row.kind === 'contacts' ? t('People') : t('Suppressions')}</span> },
  { key: 'status', head: t('State'), phone: 'line', cell: (row) => t(statusWords[row.status]) },
  { key: 'new', head: t('New'), label: t('new'), phone: 'line', align: 'right', cell: count((counts) => counts.new) },
  { key: 'changed', head: t('Changed'), label: t('changed'), phone: 'line', align: 'right', cell: count((counts) => counts.changed) },
  { key: 'refused', head: t('Refused'), label: t('refused'), phone: 'line', align: 'right', cell: count((counts) => counts.refused) },
  { key: 'by', head: t('By'), phone: 'hide', cell: (row) => <span className="soft">{row.createdBy}</span> },
  { key: 'at', head: t('When'), phone: 'end', nowrap: true, cell: (row) => <TimeStamp at={row.createdAt} precision="minute" /> },
];

/** What came in, when, by whom, and what waits. */
export function ImportsPage() {
  const imports = usePages(listImports);
  const mayImport = useCan('canImport');
  useFreshOn(['import'], [listImports], { atMostEveryMs: 1000 });
  const begin = mayImport && <ButtonLink variant="primary" href="/imports/new" icon={Upload}>{t('Import a sheet')}</ButtonLink>;
  return (
    <PeopleFrame part="imports" title={t('People')} actions={begin}>
      {imports.problem ? <Pad><Failed error={imports.problem} onRetry={imports.retry} /></Pad> : imports.loading ? <SkeletonRows /> : (
        <Pad>{imports.items.length === 0
          ? <Empty title={t('Nothing imported yet')} action={begin}>{t('A sheet of people comes in with a look beforehand: what is new, what changes, what is refused and why.')}</Empty>
          : <DataTable caption={t('Imports, newest first')} columns={columns()} rows={imports.items} rowKey={(row) => row.id} rowHref={(row) => `/imports/${row.id}`} hasMore={imports.hasMore} loadingMore={imports.loadingMore} onMore={imports.loadMore} what={t('imports')} />}</Pad>
      )}
    </PeopleFrame>
  );
}
