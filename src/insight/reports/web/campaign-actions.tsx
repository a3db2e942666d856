import { Archive, CircleX, Copy, Ellipsis, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { formatCount, formatCountOf } from '../../../platform/ui/format.ts';
import { useGo } from '../../../platform/ui/link.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { archiveCampaign, campaignProgress, cancelCampaign, duplicateCampaign, getCampaign, listCampaigns, unscheduleCampaign, type CampaignView } from '../../../work/campaigns/contract.ts';
import { tallyOf } from '../../../work/campaigns/web/index.ts';
import { campaignResults } from '../contract.ts';

/** What may be done with a launched campaign by the one who looks; what may not is not shown. */
export function CampaignActions({ campaign }: { campaign: CampaignView }) {
  const go = useGo();
  const toast = useToast();
  const params = { campaignId: campaign.id };
  const [asking, setAsking] = useState(false);
  const duplicate = useAction(duplicateCampaign, { refreshes: [listCampaigns], onDone: (copy) => go(`/campaigns/${copy.id}/edit`) });
  const unschedule = useAction(unscheduleCampaign, { refreshes: [getCampaign], onDone: () => go(`/campaigns/${campaign.id}/edit`) });
  const bringBack = useAction(archiveCampaign, { refreshes: [getCampaign, listCampaigns] });
  const archive = useAction(archiveCampaign, {
    refreshes: [getCampaign, listCampaigns],
    onDone: () => toast.say(`${campaign.name} is put away`, () => bringBack.mutate({ params, body: { archived: false } })),
  });
  const may = (move: CampaignView['moves'][number]) => campaign.moves.includes(move);
  return (
    <>
      {may('unschedule') && <Button icon={PencilLine} busy={unschedule.isPending} onClick={() => unschedule.mutate({ params })}>Back to draft</Button>}
      {may('cancel') && campaign.status !== 'scheduled' && <Button icon={CircleX} onClick={() => setAsking(true)}>Cancel</Button>}
      {may('duplicate') && <span className="wide"><Button icon={Copy} busy={duplicate.isPending} onClick={() => duplicate.mutate({ params })}>Use again</Button></span>}
      {(may('archive') || may('bring-back') || may('duplicate')) && (
        <Menu
          trigger={<Button iconOnly variant="quiet" icon={Ellipsis}>More</Button>}
          entries={[
            may('duplicate') && { label: 'Use again', icon: Copy, onSelect: () => duplicate.mutate({ params }) },
            may('archive') && { label: 'Put away', icon: Archive, onSelect: () => archive.mutate({ params, body: { archived: true } }) },
            may('bring-back') && { label: 'Bring back', icon: Archive, onSelect: () => bringBack.mutate({ params, body: { archived: false } }) },
          ]}
        />
      )}
      {asking && <CancelDialog campaign={campaign} onClose={() => setAsking(false)} />}
    </>
  );
}

function CancelDialog({ campaign, onClose }: { campaign: CampaignView; onClose: () => void }) {
  const params = { campaignId: campaign.id };
  const progress = useEndpoint(campaignProgress, { params });
  const cancel = useAction(cancelCampaign, { refreshes: [getCampaign, campaignProgress, campaignResults, listCampaigns], onDone: onClose });
  const remaining = progress.data ? tallyOf(progress.data).remaining : null;
  const people = remaining === null ? 'everybody left' : formatCountOf(remaining, 'person', 'people');
  return (
    <Confirm
      open
      onClose={onClose}
      title={`Stop ${campaign.name} for ${people}?`}
      verb={remaining === null ? 'Stop' : `Stop for ${formatCount(remaining)}`}
      keep="Keep sending"
      busy={cancel.isPending}
      onConfirm={() => cancel.mutate({ params })}
    >
      {formatCountOf(progress.data?.accepted ?? 0, 'person has', 'people have')} it already; that cannot be undone, and their opens go on being counted. The others will not get it. To write to them later, use the campaign again.
    </Confirm>
  );
}
