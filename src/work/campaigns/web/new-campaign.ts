import { useGo } from '../../../platform/ui/link.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useMe } from '../../../platform/ui/session.ts';
import { t } from '../../../platform/ui/words.ts';
import { createCampaign, listCampaigns } from '../contract.ts';

/** Begins a campaign and goes where it is written. Its name can be changed there; an empty form would only stand between. */
export function useNewCampaign(replaces = false) {
  const go = useGo();
  const { member } = useMe();
  const create = useAction(createCampaign, { refreshes: [listCampaigns], onDone: (campaign) => go(`/campaigns/${campaign.id}/edit`, { replace: replaces }) });
  return {
    isPending: create.isPending,
    begin: () => create.mutate({ body: { name: t('Untitled campaign'), fromAddress: member.email, ...(member.team === 'both' ? {} : { team: member.team }) } }),
  };
}
