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
import { PeopleFrame } from '../../contacts/web/index.ts';
import { listImports, type ImportLine } from '../contract.ts';
import { statusWords } from './import-words.ts';

const count = (of: (counts: NonNullable<ImportLine['progress']['counts']>) => number) => (row: ImportLine) => (row.progress.counts ? formatCount(of(row.progress.counts)) : '');

const columns: Column<ImportLine>[] = [
  { key: 'file', head: 'File', phone: 'title', cell: (row) => <Link className="strong" href={`/imports/${row.id}`}>{row.fileName}</Link> },
  { key: 'kind', head: 'Holds', phone: 'hide', cell: (row) => <span className="soft">{row.kind === 'contacts' ? 'People' : 'Suppressions'}</span> },
  { key: 'status', head: 'State', phone: 'line', cell: (row) => statusWords[row.status] },
  { key: 'new', head: 'New', label: 'new', phone: 'line', align: 'right', cell: count((counts) => counts.new) },
  { key: 'changed', head: 'Changed', label: 'changed', phone: 'line', align: 'right', cell: count((counts) => counts.changed) },
  { key: 'refused', head: 'Refused', label: 'refused', phone: 'line', align: 'right', cell: count((counts) => counts.refused) },
  { key: 'by', head: 'By', phone: 'hide', cell: (row) => <span className="soft">{row.createdBy}</span> },
  { key: 'at', head: 'When', phone: 'end', nowrap: true, cell: (row) => <TimeStamp at={row.createdAt} precision="minute" /> },
];

/** What came in, when, by whom, and what waits. */
export function ImportsPage() {
  const imports = usePages(listImports);
  const mayImport = useCan('canImport');
  useFreshOn(['import'], [listImports], { atMostEveryMs: 1000 });
  const begin = mayImport && <ButtonLink variant="primary" href="/imports/new" icon={Upload}>Import a sheet</ButtonLink>;
  return (
    <PeopleFrame part="imports" title="People" actions={begin}>
      {imports.problem ? <Pad><Failed error={imports.problem} onRetry={imports.retry} /></Pad> : imports.loading ? <SkeletonRows /> : (
        <Pad>{imports.items.length === 0
          ? <Empty title="Nothing imported yet" action={begin}>A sheet of people comes in with a look beforehand: what is new, what changes, what is refused and why.</Empty>
          : <DataTable caption="Imports, newest first" columns={columns} rows={imports.items} rowKey={(row) => row.id} rowHref={(row) => `/imports/${row.id}`} hasMore={imports.hasMore} loadingMore={imports.loadingMore} onMore={imports.loadMore} what="imports" />}</Pad>
      )}
    </PeopleFrame>
  );
}
