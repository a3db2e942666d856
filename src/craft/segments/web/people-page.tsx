import { contactColumns } from '../../../people/contacts/web/index.ts';
import { Button, ButtonLink } from '../../../platform/ui/button.tsx';
import { download } from '../../../platform/ui/call.ts';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { usePlace } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useEndpoint, usePages } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { exportSegment, getSegment, listSegmentPeople, type SegmentView } from '../contract.ts';

export function SegmentPeoplePage() {
  const { params } = usePlace();
  const segment = useEndpoint(getSegment, { params: { segmentId: Number(params['segmentId']) } });
  return <Loaded query={segment}>{(data) => <People segment={data} />}</Loaded>;
}

/** Who is in a segment at this moment. */
function People({ segment }: { segment: SegmentView }) {
  const toast = useToast();
  const mayExport = useCan('canExport');
  const params = { segmentId: segment.id };
  const people = usePages(listSegmentPeople, { params, query: {} }, { keep: true });
  const exported = () => void download(exportSegment, { params, query: { bom: true } }, `${segment.name}.csv`).catch(toast.problem);
  return (
    <>
      <TopBar title={t('People in {name}', { name: segment.name })} crumb={{ label: segment.name, href: `/segments/${segment.id}` }} actions={<>
        <ButtonLink href={`/contacts?segmentId=${segment.id}`}>{t('Filter its people')}</ButtonLink>
        {mayExport && <Button onClick={exported}>{t('Export as CSV')}</Button>}
      </>} />
      <Pad tight><p className="soft">{segment.words}</p></Pad>
      {people.problem ? <Pad><Failed error={people.problem} onRetry={people.retry} /></Pad> : people.loading ? <SkeletonRows /> : (
        <Pad tight>{people.items.length === 0
          ? <Empty title={t('Nobody is in it now')}>{t('As soon as somebody fits the condition, they are here.')}</Empty>
          : <DataTable caption={t('Contacts in {name}', { name: segment.name })} columns={contactColumns()} rows={people.items} rowKey={(row) => row.id} rowHref={(row) => `/contacts/${row.id}`} hasMore={people.hasMore} loadingMore={people.loadingMore} onMore={people.loadMore} what={t('contacts')} />}</Pad>
      )}
    </>
  );
}
