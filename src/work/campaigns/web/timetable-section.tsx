import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Head } from '../../../platform/ui/section-head.tsx';
import { TimeStamp, useNow } from '../../../platform/ui/time-stamp.tsx';
import { t } from '../../../platform/ui/words.ts';
import { campaignTimetable, timingWords, type CampaignView } from '../contract.ts';
import { TimetableView } from './timetable-view.tsx';

/** The timetable of a campaign that does not go at once: what is due next, and how many when on whose clock. */
export function TimetableSection({ campaign }: { campaign: CampaignView }) {
  const timed = campaign.sendTime.kind !== 'at-once';
  const timetable = useEndpoint(campaignTimetable, { params: { campaignId: campaign.id } }, { enabled: timed, ...(campaign.audienceFrozenAt === null ? { everyMs: 5000 } : {}) });
  const now = useNow();
  const lines = timetable.data?.lines ?? [];
  if (!timed || lines.length === 0) return null;
  const next = lines.find(({ at }) => Date.parse(at) > now.getTime());
  const isOver = campaign.finishedAt !== null || campaign.cancelledAt !== null;
  return (
    <section className="pad band" aria-label={t('Timetable')}>
      <Head title={t('Timetable')} end={timingWords(campaign.sendTime)} />
      {next && !isOver && <p className="small soft" style={{ marginBottom: 8 }}>{t('Next due')} <TimeStamp at={next.at} precision="minute" day="always" layout="inline" /></p>}
      <TimetableView lines={lines} {...(isOver ? {} : { past: now })} />
    </section>
  );
}
