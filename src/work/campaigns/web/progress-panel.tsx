import { Hand } from 'lucide-react';
import { Banner } from '../../../platform/ui/banner.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Link } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { Progress } from '../../../platform/ui/progress.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Failed } from '../../../platform/ui/problem.tsx';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { campaignProgress, getCampaign, pauseCampaign, resumeCampaign, type ProgressView } from '../contract.ts';
import { besides, tallyOf } from './progress-words.ts';

/** How far a campaign is, while it goes out: count, rate, time left, and who is held and why. Each number opens its people. */
export function ProgressPanel({ campaignId, name }: { campaignId: number; name: string }) {
  const params = { campaignId };
  const progress = useEndpoint(campaignProgress, { params }, { everyMs: 2000 });
  useFreshOn(['messages', 'campaign'], [campaignProgress, getCampaign]);
  const refreshes = [campaignProgress, getCampaign];
  const pause = useAction(pauseCampaign, { refreshes });
  const resume = useAction(resumeCampaign, { refreshes });
  if (!progress.data) return progress.error ? <Failed error={progress.error} onRetry={() => void progress.refetch()} /> : null;
  const { data } = progress;
  const tally = tallyOf(data);
  // Until the next is due nothing moves, and no rate says when it will.
  const waits = data.inFlight === 0 && data.nextDueAt !== null && data.nextDueAt > data.at;
  const moving = !waits && data.waiting + data.inFlight > 0;
  const title = data.status === 'preparing' ? t('Writing down whom {name} goes to', { name }) : data.status === 'paused' ? t('{name} is paused; nothing is lost', { name }) : t('Sending {name}', { name });
  return (
    <section className="pad band" aria-label={t('Progress')}>
      <Progress
        title={title}
        label={t('Sending')}
        done={tally.done}
        total={tally.total}
        // Where all that is left is held, nothing moves, and no rate says when it will.
        perSecond={moving ? data.perMinute === null ? 'measuring' : data.perMinute / 60 : null}
        secondsLeft={moving ? data.secondsLeft : null}
        also={besides(tally, data)}
        paused={data.status === 'paused'}
        onPause={data.moves.includes('pause') ? () => pause.mutate({ params }) : undefined}
        onResume={data.moves.includes('resume') ? () => resume.mutate({ params }) : undefined}
        busy={pause.isPending || resume.isPending}
      />
      {data.serverPausedUntil && (
        <Banner>{rich('The mail server asked us to wait until {when}. Nothing is lost; it goes on by itself.', { when: <TimeStamp at={data.serverPausedUntil} layout="inline" /> })}{data.serverPausedReason && ` ${data.serverPausedReason}`}</Banner>
      )}
      {data.serverPausedReason && !data.serverPausedUntil && <Banner>{data.serverPausedReason}</Banner>}
      <HeldList progress={data} />
    </section>
  );
}

/** Everybody who does not get it now, by reason: held ones with the time of the next look, those whose answer was lost by name. */
export function HeldList({ progress }: { progress: ProgressView }) {
  const rows = [
    ...progress.held.map((held) => ({ key: `held ${held.reason}`, href: `?did=held&reason=${encodeURIComponent(held.reason)}#people`, count: held.count, words: t('held: {reason}', { reason: held.title }), next: held.nextLookAt })),
    ...progress.dropped.map((dropped) => ({ key: `dropped ${dropped.reason}`, href: `?did=dropped&reason=${encodeURIComponent(dropped.reason)}#people`, count: dropped.count, words: t('not sent: {reason}', { reason: dropped.title }), next: null })),
    ...(progress.unknown > 0 ? [{ key: 'unknown', href: '?did=unknown#people', count: progress.unknown, words: t('unknown: the answer was lost while it was being handed over. They stand here by name and are not sent again by themselves'), next: null }] : []),
  ];
  if (rows.length === 0) return null;
  return (
    <ul className="list" aria-label={t('Held and not sent, by reason')} style={{ marginTop: 12 }}>
      {rows.map((row) => (
        <li key={row.key}>
          <Hand className="i" aria-hidden="true" />
          <span><Link href={row.href} underlined>{formatCount(row.count)}</Link> {row.words}</span>
          {row.next && <span className="end faint nowrap">{rich('looks again {when}', { when: <TimeStamp at={row.next} precision="minute" layout="inline" /> })}</span>}
        </li>
      ))}
    </ul>
  );
}
