import { Chart } from '../../../platform/ui/chart.tsx';
import { CellBar } from '../../../platform/ui/data-table.tsx';
import { FigureStrip } from '../../../platform/ui/figure-strip.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { Columns, Verdict } from '../../../platform/ui/panel.tsx';
import { Failed } from '../../../platform/ui/problem.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { SkeletonRows } from '../../../platform/ui/skeleton.tsx';
import { TimeStamp, useNow } from '../../../platform/ui/time-stamp.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { shortTarget } from '../../feed/web/index.ts';
import { campaignLinks, campaignSeries, type ResultsView } from '../contract.ts';
import { peopleHref, stripFigures } from './figures.ts';
import { dayBars, hourBars, summaryOf } from './series.ts';
import { verdictOf } from './verdict.ts';

/** The verdict and the figures: what came of a campaign so far. */
export function Figures({ results }: { results: ResultsView }) {
  const anonymous = results.counts.anonymousOpens + results.counts.anonymousClicks;
  return (
    <>
      <div className="pad band" style={{ paddingBottom: 16 }}>
        <Verdict>{verdictOf(results).map((part, index) => (part.did ? <Link key={index} href={peopleHref(part.did)} underlined><b>{part.text}</b></Link> : <span key={index}>{part.text}</span>))}</Verdict>
        <p className="small faint" style={{ marginTop: 8 }}>
          {rich('As of {when}, counted by message.', { when: <TimeStamp at={results.asOf} layout="inline" /> })}
          {anonymous > 0 && ` ${t('{opens} and {clicks} more are kept without a person.', { opens: tn(results.counts.anonymousOpens, '{count} open', '{count} opens'), clicks: tn(results.counts.anonymousClicks, '{count} click', '{count} clicks') })}`}
        </p>
      </div>
      <FigureStrip figures={stripFigures(results).map(({ all, ...figure }) => ({ ...figure, ...(all ? { note: <Link href={all.href}>{all.text}</Link> } : {}) }))} />
    </>
  );
}

/** When it was opened, and which links were followed. */
export function OverTime({ campaignId, startedAt }: { campaignId: number; startedAt: string | null }) {
  return (
    <Columns wide band>
      <section aria-label={t('Opens over time')}><OpensChart campaignId={campaignId} startedAt={startedAt} /></section>
      <section aria-label={t('Clicks by link')}><LinksTable campaignId={campaignId} /></section>
    </Columns>
  );
}

const longStoryMs = 4 * 86_400_000;

function OpensChart({ campaignId, startedAt }: { campaignId: number; startedAt: string | null }) {
  const now = useNow();
  const by = startedAt !== null && now.getTime() - Date.parse(startedAt) > longStoryMs ? 'day' : 'hour';
  const series = useEndpoint(campaignSeries, { params: { campaignId }, query: { by } }, { keep: true });
  if (series.error && !series.data) return <Failed error={series.error} onRetry={() => void series.refetch()} />;
  if (!series.data) return <SkeletonRows rows={4} />;
  const { points, zone } = series.data;
  const bars = series.data.by === 'day' ? dayBars(points, zone, now) : hourBars(points, startedAt ?? points[0]?.at ?? now.toISOString(), zone, now);
  const note = bars.by === 'hour'
    ? [t('By hour since the first was handed over, {zone}.', { zone }), ...(bars.later > 0 ? [t('{count} more came later.', { count: bars.later })] : [])].join(' ')
    : t('By day, {zone}. The first open of each message counts.', { zone });
  return (
    <Chart
      title={t('Opens over time')}
      summary={summaryOf(bars)}
      series={[{ key: 'person', label: t('Persons and proxies'), look: 'person' }, { key: 'machine', label: t('Machine only'), look: 'machine' }]}
      points={bars.points}
      pointHead={bars.by === 'day' ? t('Day') : t('Hour')}
      note={note}
    />
  );
}

function LinksTable({ campaignId }: { campaignId: number }) {
  const links = useEndpoint(campaignLinks, { params: { campaignId } });
  return (
    <Loaded query={links} waiting={<SkeletonRows rows={4} />}>
      {({ items }) => {
        const counted = items.filter((item) => item.counts);
        const most = Math.max(1, ...counted.map((item) => item.persons));
        if (counted.length === 0) return <><Head title={t('Clicks by link')} /><p className="soft">{t('This mail has no link that counts. Opt-out and preference links never do.')}</p></>;
        return (
          <>
            <Head title={t('Clicks by link')} end={t('messages in which it was followed')} />
            <table className="tbl">
              <caption className="sr">{t('Clicks by link, by persons and with machines counted in')}</caption>
              <thead><tr><th scope="col">{t('Link')}</th><th scope="col" className="num">{t('Persons')}</th><th scope="col" className="num">{t('With machines')}</th></tr></thead>
              <tbody>
                {counted.toSorted((a, b) => b.persons - a.persons).map((item) => (
                  <tr key={item.index}>
                    <td style={{ overflowWrap: 'anywhere' }}><span title={item.target}>{shortTarget(item.target)}</span><CellBar share={item.persons / most} /></td>
                    <td className="num"><Link href={peopleHref('clicked', `&link=${item.index}`)} underlined>{formatCount(item.persons)}</Link></td>
                    <td className="num"><Link className="faint" href={peopleHref('clicked-all', `&link=${item.index}`)}>{formatCount(item.all)}</Link></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        );
      }}
    </Loaded>
  );
}
