import { useEffect } from 'react';
import { ButtonLink } from '../../../platform/ui/button.tsx';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { Columns } from '../../../platform/ui/panel.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { getCampaign, preflightCampaign, type CampaignView } from '../contract.ts';
import { ForecastView } from './forecast-view.tsx';
import { forecastSentence } from './forecast-words.ts';
import { LaunchPanel } from './launch-panel.tsx';
import { PreflightItems } from './preflight-items.tsx';

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
        title={campaign.data?.name ?? 'Campaign'}
        crumb={{ label: 'Campaigns', href: '/campaigns' }}
        beside="Look over and launch"
        actions={campaign.data?.status === 'draft' && <ButtonLink href={`/campaigns/${campaignId}/edit`} hotkey="e">Back to writing</ButtonLink>}
      />
      <Loaded query={launched ? { ...campaign, data: undefined } : campaign}>{(data) => <Preflight campaign={data} />}</Loaded>
    </>
  );
}

function Preflight({ campaign }: { campaign: CampaignView }) {
  const preflight = useEndpoint(preflightCampaign, { params: { campaignId: campaign.id } });
  return (
    <Loaded query={preflight}>
      {(data) => (
        <>
          <p className="pad lede lede--top" style={{ paddingBlock: 16 }}>{data.mayLaunch ? <><b>Ready.</b> {forecastSentence(data.forecast)}.</> : <><b>{data.items.filter((item) => item.level === 'stop').length} to mend first.</b> {forecastSentence(data.forecast)} once it may go.</>}</p>
          <Columns wide band>
            <section aria-label="Checks">
              <PreflightItems items={data.items} campaignId={campaign.id} />
              <p className="small faint" style={{ marginTop: 12 }}>Checked <TimeStamp at={data.checkedAt} layout="inline" />, version {data.emailVersion} of the mail. At launch all of it is checked again.</p>
            </section>
            <section aria-label="Whom it reaches">
              <Head title="Whom it reaches" end={campaign.audience.lists.map((list) => list.name).join(', ')} />
              <ForecastView forecast={data.forecast} />
              <LaunchPanel campaign={campaign} preflight={data} onChanged={() => void preflight.refetch()} />
            </section>
          </Columns>
        </>
      )}
    </Loaded>
  );
}
