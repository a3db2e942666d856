import { useEffect, useState } from 'react';
import { ButtonLink } from '../../../platform/ui/button.tsx';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { Columns } from '../../../platform/ui/panel.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { getCampaign, preflightCampaign, timingWords, type CampaignView, type PreflightView } from '../contract.ts';
import { ExplainContact } from './explain-contact.tsx';
import { ForecastView } from './forecast-view.tsx';
import { forecastSentence } from './forecast-words.ts';
import { LaunchPanel } from './launch-panel.tsx';
import { PreflightItems } from './preflight-items.tsx';
import { TimetableView } from './timetable-view.tsx';
import { audienceOf } from './use-drafts.ts';

/** The last look before a campaign leaves: what stands in the way, whom it reaches, and the button. */
export function PreflightPage() {
  const { params } = usePlace();
  const campaignId = Number(params['campaignId']);
  const campaign = useEndpoint(getCampaign, { params: { campaignId } });
  const go = useGo();
  const launched = campaign.data !== undefined && campaign.data.status !== 'draft' && campaign.data.status !== 'scheduled';
  useEffect(() => {
    if (launched) go(`/campaigns/${campaignId}`, { replace: true });
  }, [launched, campaignId, go]);
  return (
    <>
      <TopBar
        title={campaign.data?.name ?? t('Campaign')}
        crumb={{ label: t('Campaigns'), href: '/campaigns' }}
        beside={t('Look over and launch')}
        actions={campaign.data?.status === 'draft' && <ButtonLink href={`/campaigns/${campaignId}/edit`} hotkey="e">{t('Back to writing')}</ButtonLink>}
      />
      <Loaded query={launched ? { ...campaign, data: undefined } : campaign}>{(data) => <Preflight campaign={data} />}</Loaded>
    </>
  );
}

function Preflight({ campaign }: { campaign: CampaignView }) {
  const [at, setAt] = useState<string | undefined>();
  const params = { campaignId: campaign.id };
  // Counted at once; who is held and why follows, and stays while another time is looked at.
  const counted = useEndpoint(preflightCampaign, { params, query: { depth: 'count' } });
  const judged = useEndpoint(preflightCampaign, { params, query: { depth: 'whole', at } }, { keep: true });
  const refetch = () => void Promise.all([counted.refetch(), judged.refetch()]);
  const shown = judged.data ?? counted.data;
  return (
    <Loaded query={{ data: shown, error: judged.error ?? counted.error, refetch: judged.refetch }}>
      {(data) => (
        <>
          <p className="pad lede lede--top" style={{ paddingBlock: 16 }}><Verdict of={data} /></p>
          <Columns wide band>
            <section aria-label={t('Checks')}>
              <PreflightItems items={data.items} campaignId={campaign.id} />
              <p className="small faint" style={{ marginTop: 12 }}>{t('Checked')} <TimeStamp at={data.checkedAt} layout="inline" />{t(', version {version} of the mail. At launch all of it is checked again.', { version: data.emailVersion })}</p>
            </section>
            <section aria-label={t('Whom it reaches')}>
              <Head title={t('Whom it reaches')} end={data.forecast.judged ? undefined : t('Looking at who is held …')} />
              <ForecastView forecast={data.forecast} campaign={campaign} />
              <div style={{ marginTop: 16 }}><ExplainContact campaignId={campaign.id} audience={audienceOf(campaign)} draft={{ team: campaign.team, sendTime: campaign.sendTime }} /></div>
              {data.forecast.timetable.length > 0 && <div style={{ marginTop: 16 }}><Head title={t('When it goes')} /><p className="soft small">{timingWords(campaign.sendTime)}</p><TimetableView lines={data.forecast.timetable} /></div>}
              <LaunchPanel campaign={campaign} preflight={data} onWhen={setAt} onChanged={refetch} />
            </section>
          </Columns>
        </>
      )}
    </Loaded>
  );
}

function Verdict({ of: { items, mayLaunch, forecast } }: { of: PreflightView }) {
  const stops = items.filter((item) => item.level === 'stop').length;
  return mayLaunch ? <><b>{t('Ready.')}</b> {forecastSentence(forecast)}.</> : <><b>{tn(stops, '{count} to mend first.', '{count} to mend first.')}</b> {t('{forecast} once it may go.', { forecast: forecastSentence(forecast) })}</>;
}
