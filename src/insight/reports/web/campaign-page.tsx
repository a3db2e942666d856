import { useEffect } from 'react';
import { ButtonLink } from '../../../platform/ui/button.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { useFreshOn } from '../../../platform/ui/live.ts';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { Half } from '../../../platform/ui/who.tsx';
import { t } from '../../../platform/ui/words.ts';
import { campaignProgress, getCampaign, type CampaignView } from '../../../work/campaigns/contract.ts';
import { HeldList, ProgressPanel, Status, TimetableSection, underWay } from '../../../work/campaigns/web/index.ts';
import { campaignLinks, campaignResults, campaignSeries } from '../contract.ts';
import { CampaignActions } from './campaign-actions.tsx';
import { PeopleSection } from './people-section.tsx';
import { Figures, OverTime } from './results-section.tsx';

const crumb = () => ({ label: t('Campaigns'), href: '/campaigns' });

/** One campaign from launch on: how far it is, what came of it, and the people behind each number. */
export function CampaignPage() {
  const { params } = usePlace();
  const campaignId = Number(params['campaignId']);
  const campaign = useEndpoint(getCampaign, { params: { campaignId } });
  useFreshOn(['campaign'], [getCampaign], { when: (change) => change.ids['campaign']?.includes(campaignId) ?? true });
  useFreshOn(['messages', 'events', 'hits'], [campaignResults, campaignSeries, campaignLinks], { atMostEveryMs: 800 });
  const go = useGo();
  const draft = campaign.data?.status === 'draft';
  useEffect(() => {
    if (draft) go(`/campaigns/${campaignId}/edit`, { replace: true });
  }, [draft, campaignId, go]);
  if (!campaign.data || draft) return <><TopBar title={campaign.data?.name ?? t('Campaign')} crumb={crumb()} /><Loaded query={draft ? { ...campaign, data: undefined } : campaign}>{() => null}</Loaded></>;
  const { data } = campaign;
  return (
    <>
      <TopBar
        title={data.name}
        crumb={crumb()}
        keep={data.createdBy && <Half name={data.createdBy.name} team={data.team} />}
        beside={<Status of={data.status} />}
        actions={<CampaignActions campaign={data} />}
      />
      <Launched campaign={data} />
      {underWay.has(data.status) && <ProgressPanel campaignId={campaignId} name={data.name} />}
      <TimetableSection campaign={data} />
      {data.status === 'scheduled' ? <Scheduled campaign={data} /> : <Results campaign={data} />}
    </>
  );
}

/** "Went out Tue 10 Nov 09:00 to 4,812 people, from Jonas Brandt <jonas@ferrow.example>." */
function Launched({ campaign }: { campaign: CampaignView }) {
  const { from, audience, finishedAt, cancelledAt, sendAt } = campaign;
  const lists = [...audience.lists, ...audience.segments].map(({ name }) => name).join(', ') || t('nobody');
  const excluded = [...audience.excludeLists, ...audience.excludeSegments].map(({ name }) => name).join(', ');
  const when = sendAt && <TimeStamp at={sendAt} precision="minute" layout="inline" />;
  const values = { subject: campaign.email.subject, when, sender: from.name || from.address, to: excluded ? t('{lists} without {excluded}', { lists, excluded }) : lists };
  return (
    <div className="pad band" style={{ paddingBlock: 12 }}>
      <p className="soft">
        {campaign.status === 'scheduled' ? rich('“{subject}” goes out {when} from {sender} to {to}.', values) : rich('“{subject}” went out {when} from {sender} to {to}.', values)}
        {campaign.launchedBy && <> {t('Launched by {name}.', { name: campaign.launchedBy.name })}</>}
        {finishedAt && <> {rich('Finished {when}.', { when: <TimeStamp at={finishedAt} layout="inline" /> })}</>}
        {cancelledAt && <> {rich('Cancelled {when}; whoever had it by then has it.', { when: <TimeStamp at={cancelledAt} layout="inline" /> })}</>}
      </p>
    </div>
  );
}

function Scheduled({ campaign }: { campaign: CampaignView }) {
  return (
    <div className="pad">
      <Empty title={<>{rich('Goes out {when} ({zone})', { when: <TimeStamp at={campaign.sendAt} precision="minute" day="always" zone={campaign.zone} layout="inline" />, zone: campaign.zone })}</>} action={<ButtonLink href={`/campaigns/${campaign.id}/preflight`}>{t('Look it over')}</ButtonLink>}>
        {t('It starts by itself, also when nobody is signed in. Until then it can be made a draft again; its figures will stand here from the first mail on.')}
      </Empty>
    </div>
  );
}

function Results({ campaign }: { campaign: CampaignView }) {
  const params = { campaignId: campaign.id };
  const results = useEndpoint(campaignResults, { params });
  return (
    <Loaded query={results}>
      {(data) => (
        <>
          <Figures results={data} />
          {!underWay.has(campaign.status) && <LeftBehind campaignId={campaign.id} />}
          {data.counts.accepted > 0 && <OverTime campaignId={campaign.id} startedAt={data.firstAcceptedAt ?? campaign.sendAt} />}
          <PeopleSection campaignId={campaign.id} counts={data.counts} />
        </>
      )}
    </Loaded>
  );
}

/** After the end: who did not get it and why, unknown ones by name. */
function LeftBehind({ campaignId }: { campaignId: number }) {
  const progress = useEndpoint(campaignProgress, { params: { campaignId } });
  if (!progress.data || progress.data.held.length + progress.data.dropped.length + progress.data.unknown === 0) return null;
  return <section className="pad band" aria-label={t('Who did not get it, and why')} style={{ paddingBlock: 4 }}><HeldList progress={progress.data} /></section>;
}
