import { Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DateTimeField } from '../../../platform/ui/date-time-field.tsx';
import { formatCount, formatCountOf } from '../../../platform/ui/format.ts';
import { localOfInstant, placeOf } from '../../../platform/ui/format-time.ts';
import { useGo } from '../../../platform/ui/link.tsx';
import { Problem } from '../../../platform/ui/problem.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { getCampaign, launchCampaign, listCampaigns, type CampaignView, type PreflightView } from '../contract.ts';

/** Now or at a time, and the button with the number on it. */
export function LaunchPanel({ campaign, preflight, onChanged }: { campaign: CampaignView; preflight: PreflightView; onChanged: () => void }) {
  const go = useGo();
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [at, setAt] = useState('');
  const [asking, setAsking] = useState(false);
  const launch = useAction(launchCampaign, {
    quiet: true,
    refreshes: [getCampaign, listCampaigns],
    onDone: () => go(`/campaigns/${campaign.id}`),
  });
  if (!campaign.moves.includes('launch')) {
    return <p className="soft" style={{ marginTop: 16 }}>{campaign.status === 'scheduled' ? 'It is scheduled already.' : 'Launching is for members of its team, and for managers.'}</p>;
  }
  const { mailed, audience } = preflight.forecast;
  const later = when === 'later';
  const past = later && at !== '' && Date.parse(at) <= Date.now();
  const ready = preflight.mayLaunch && (!later || (at !== '' && !past));
  const confirm = () => launch.mutate({
    params: { campaignId: campaign.id },
    body: { expectedRevision: preflight.revision, expectedEmailVersion: preflight.emailVersion, at: later ? { local: localOfInstant(at, campaign.zone), zone: campaign.zone } : null },
  }, {
    onError: () => {
      setAsking(false);
      onChanged();
    },
  });
  return (
    <div className="grid gap-4" style={{ marginTop: 16 }}>
      <div><Segment label="When it leaves" value={when} onChange={setWhen} options={[{ value: 'now', label: 'Now' }, { value: 'later', label: 'At a time' }]} /></div>
      {later && <DateTimeField label="It leaves at" zone={campaign.zone} value={at} onChange={setAt} hint={`By the clock in ${placeOf(campaign.zone)}, your company’s zone.`} error={past ? 'That is past. Choose a later time, or send it now.' : undefined} />}
      {launch.error && <Problem title={launch.error.title}>{launch.error.detail}{launch.error.fields.map((field) => <span key={field.path} className="block">{field.message}</span>)}</Problem>}
      <div className="acts">
        <Button variant="primary" icon={Send} disabled={!ready} hotkey="l" onClick={() => setAsking(true)}>{later ? `Schedule for ${formatCount(mailed)}` : `Launch to ${formatCount(mailed)}`}</Button>
        {!preflight.mayLaunch && <span className="soft small">Mend what stops it first.</span>}
      </div>
      {asking && (
        <Confirm
          open
          onClose={() => setAsking(false)}
          title={later ? `Send ${campaign.name} to ${formatCountOf(audience, 'person', 'people')} then?` : `Send ${campaign.name} to ${formatCountOf(audience, 'person', 'people')}?`}
          verb={later ? `Schedule for ${formatCount(mailed)}` : `Send to ${formatCount(mailed)}`}
          keep="Not yet"
          busy={launch.isPending}
          onConfirm={confirm}
        >
          {later ? <>It leaves <TimeStamp at={at} precision="minute" day="always" zone={campaign.zone} layout="inline" /> in {placeOf(campaign.zone)}, and can be made a draft again until then.</> : <>The first leave at once. You can pause or cancel; what has gone out cannot be taken back.</>}
          {' '}Held ones follow by themselves once nothing stands in their way.
        </Confirm>
      )}
    </div>
  );
}
