import { CellBar, DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Count, Rate } from '../../../platform/ui/figure.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import type { EndlessList } from '../../../platform/ui/queries.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { Half } from '../../../platform/ui/who.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { CampaignSummary } from '../contract.ts';
import { hrefOf, underWay } from './status-words.ts';
import { Status } from './status.tsx';

const people = (row: CampaignSummary, did: string): string => `/campaigns/${row.id}?did=${did}#people`;

/** A rate in a cell, its fraction beneath; the fraction opens the people. */
function RateCell({ row, of, did }: { row: CampaignSummary; of: { numerator: number; denominator: number }; did: string }) {
  if (of.denominator === 0) return <span className="faint">–</span>;
  return (
    <>
      <Rate of={of} bare />
      <small><Link href={people(row, did)}>{t('{numerator} of {denominator}', { numerator: formatCount(of.numerator), denominator: formatCount(of.denominator) })}</Link></small>
    </>
  );
}

export const campaignColumns = (): readonly Column<CampaignSummary>[] => [
  {
    key: 'name',
    head: t('Campaign'),
    phone: 'title',
    cell: (row) => <><Link href={hrefOf(row)} className="strong">{row.name}</Link><small>{row.subject || t('no subject yet')}</small></>,
  },
  { key: 'who', head: <span className="sr">{t('By')}</span>, phone: 'hide', width: '40px', cell: (row) => row.createdBy && <Half name={row.createdBy.name} team={row.team} /> },
  { key: 'status', head: t('Status'), phone: 'end', nowrap: true, cell: (row) => <><Status of={row.status} /><small><When row={row} /></small></> },
  {
    key: 'audience',
    head: t('Audience'),
    align: 'right',
    phone: 'hide',
    cell: (row) => (row.launchedAt === null || row.status === 'scheduled' ? <span className="faint">–</span> : <><Count of={row.audienceSize} href={people(row, 'planned')} /><small>{t('{accepted} accepted', { accepted: formatCount(row.accepted) })}</small>{underWay.has(row.status) && row.audienceSize > 0 && <CellBar share={row.accepted / row.audienceSize} />}</>),
  },
  { key: 'open', head: t('Open rate'), align: 'right', phone: 'line', label: t('opened'), cell: (row) => <RateCell row={row} did="opened" of={{ numerator: row.opened, denominator: row.deliveredTracked }} /> },
  { key: 'click', head: t('Click-through'), align: 'right', phone: 'line', label: t('clicked'), cell: (row) => <RateCell row={row} did="clicked" of={{ numerator: row.clicked, denominator: row.delivered }} /> },
];

function When({ row }: { row: CampaignSummary }) {
  if (row.status === 'scheduled' && row.sendAt) return <TimeStamp at={row.sendAt} precision="minute" layout="inline" />;
  if (row.finishedAt) return <TimeStamp at={row.finishedAt} precision="minute" layout="inline" />;
  return <TimeStamp at={row.launchedAt ?? row.updatedAt} precision="minute" layout="inline" />;
}

/** Campaigns with their status, size, and the two main rates; J, K and Enter move through them. */
export function CampaignsTable({ campaigns, keyboard = true }: { campaigns: Pick<EndlessList<CampaignSummary>, 'items' | 'hasMore' | 'loadingMore' | 'loadMore'>; keyboard?: boolean }) {
  return (
    <DataTable
      caption={t('Campaigns')}
      columns={campaignColumns()}
      rows={campaigns.items}
      rowKey={(row) => row.id}
      rowHref={hrefOf}
      hasMore={campaigns.hasMore}
      loadingMore={campaigns.loadingMore}
      onMore={campaigns.loadMore}
      what={t('campaigns')}
      keyboard={keyboard}
    />
  );
}
