import { useEffect } from 'react';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { getEmail } from '../../../craft/emails/contract.ts';
import { t } from '../../../platform/ui/words.ts';
import { getCampaign } from '../contract.ts';
import { Compose } from './compose.tsx';

/** Where a campaign is written. One that is not a draft any more is looked at where its figures are. */
export function ComposePage() {
  const { params } = usePlace();
  const campaignId = Number(params['campaignId']);
  const campaign = useEndpoint(getCampaign, { params: { campaignId } });
  const emailId = campaign.data?.email.id;
  const email = useEndpoint(getEmail, { params: { emailId: emailId ?? 0 } }, { enabled: emailId !== undefined });
  const go = useGo();
  const gone = campaign.data !== undefined && campaign.data.status !== 'draft';
  useEffect(() => {
    if (gone) go(`/campaigns/${campaignId}`, { replace: true });
  }, [gone, campaignId, go]);
  const both = { data: !gone && campaign.data && email.data ? { campaign: campaign.data, email: email.data } : undefined, error: campaign.error ?? email.error, refetch: () => Promise.all([campaign.refetch(), email.refetch()]) };
  return (
    <Loaded query={both} waiting={<TopBar title={campaign.data?.name ?? t('Campaign')} crumb={{ label: t('Campaigns'), href: '/campaigns' }} />}>
      {/* A key for each: another campaign is another page, with its own unsaved words. */}
      {(data) => <Compose key={data.campaign.id} campaign={data.campaign} email={data.email} />}
    </Loaded>
  );
}
