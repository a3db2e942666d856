import { Archive, CircleX, Copy, Ellipsis, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { useGo } from '../../../platform/ui/link.tsx';
import { Menu } from '../../../platform/ui/menu.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
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
    onDone: () => toast.say(t('{name} is put away', { name: campaign.name }), () => bringBack.mutate({ params, body: { archived: false } })),
  });
  const may = (move: CampaignView['moves'][number]) => campaign.moves.includes(move);
  return (
    <>
      {may('unschedule') && <Button icon={PencilLine} busy={unschedule.isPending} onClick={() => unschedule.mutate({ params })}>{t('Back to draft')}</Button>}
      {may('cancel') && campaign.status !== 'scheduled' && <Button icon={CircleX} onClick={() => setAsking(true)}>{t('Cancel')}</Button>}
      {may('duplicate') && <span className="wide"><Button icon={Copy} busy={duplicate.isPending} onClick={() => duplicate.mutate({ params })}>{t('Use again')}</Button></span>}
      {(may('archive') || may('bring-back') || may('duplicate')) && (
        <Menu
          trigger={<Button iconOnly variant="quiet" icon={Ellipsis}>{t('More')}</Button>}
          entries={[
            may('duplicate') && { label: t('Use again'), icon: Copy, onSelect: () => duplicate.mutate({ params }) },
            may('archive') && { label: t('Put away'), icon: Archive, onSelect: () => archive.mutate({ params, body: { archived: true } }) },
            may('bring-back') && { label: t('Bring back'), icon: Archive, onSelect: () => bringBack.mutate({ params, body: { archived: false } }) },
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
  return (
    <Confirm
      open
      onClose={onClose}
      title={remaining === null ? t('Stop {name} for everybody left?', { name: campaign.name }) : tn(remaining, 'Stop {name} for {count} person?', 'Stop {name} for {count} people?', { name: campaign.name })}
      verb={remaining === null ? t('Stop') : t('Stop for {remaining}', { remaining: formatCount(remaining) })}
      keep={t('Keep sending')}
      busy={cancel.isPending}
      onConfirm={() => cancel.mutate({ params })}
    >
      {tn(progress.data?.accepted ?? 0, '{count} person has it already; that cannot be undone, and their opens go on being counted. The others will not get it. To write to them later, use the campaign again.', '{count} people have it already; that cannot be undone, and their opens go on being counted. The others will not get it. To write to them later, use the campaign again.')}
    </Confirm>
  );
}
