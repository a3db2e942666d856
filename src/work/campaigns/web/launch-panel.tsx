import { Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { DateTimeField } from '../../../platform/ui/date-time-field.tsx';
import { Field } from '../../../platform/ui/field.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { localOfInstant, placeOf } from '../../../platform/ui/format-time.ts';
import { useGo } from '../../../platform/ui/link.tsx';
import { Problem } from '../../../platform/ui/problem.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { t } from '../../../platform/ui/words.ts';
import { clockWords, getCampaign, launchCampaign, listCampaigns, type CampaignView, type PreflightView } from '../contract.ts';
import { LaunchConfirm } from './launch-confirm.tsx';

interface Props {
  campaign: CampaignView;
  preflight: PreflightView;
  /** The local time chosen, in the workspace's zone; none: now. */
  onWhen: (local: string | undefined) => void;
  onChanged: () => void;
}

/** Now or at a time, and the button with the number on it. */
export function LaunchPanel({ campaign, preflight, onWhen, onChanged }: Props) {
  const go = useGo();
  const [later, setLater] = useState(false);
  const [local, setLocal] = useState('');
  const [asking, setAsking] = useState(false);
  const launch = useAction(launchCampaign, {
    quiet: true,
    refreshes: [getCampaign, listCampaigns],
    onDone: () => go(`/campaigns/${campaign.id}`),
  });
  if (!campaign.moves.includes('launch')) {
    return <p className="soft" style={{ marginTop: 16 }}>{campaign.status === 'scheduled' ? t('It is scheduled already.') : t('Launching is for members of its team, and for managers.')}</p>;
  }
  const { mailed, judged } = preflight.forecast;
  const past = later && local !== '' && local < nowIn(campaign);
  const ready = preflight.mayLaunch && judged && (!later || (local !== '' && !past));
  const choose = (isLater: boolean, time: string) => {
    setLater(isLater);
    setLocal(time);
    // What is past is refused; while a time is only half written there is nothing to look at.
    onWhen(isLater && time !== '' && time >= nowIn(campaign) ? time : undefined);
  };
  const confirm = () => launch.mutate({
    params: { campaignId: campaign.id },
    body: { expectedRevision: preflight.revision, expectedEmailVersion: preflight.emailVersion, at: later ? { local, zone: campaign.zone } : null },
  }, {
    onError: () => {
      setAsking(false);
      onChanged();
    },
  });
  return (
    <div className="grid gap-4" style={{ marginTop: 16 }}>
      <div><Segment label={t('When it leaves')} value={later ? 'later' : 'now'} onChange={(when) => choose(when === 'later', local)} options={[{ value: 'now', label: t('Now') }, { value: 'later', label: campaign.sendTime.kind === 'local' ? t('On a day') : t('At a time') }]} /></div>
      {later && <WhenField campaign={campaign} local={local} onChange={(time) => choose(true, time)} past={past} />}
      {launch.error && <Problem title={launch.error.title}>{launch.error.detail}{launch.error.fields.map((field) => <span key={field.path} className="block">{field.message}</span>)}</Problem>}
      <div className="acts">
        <Button variant="primary" icon={Send} disabled={!ready} hotkey="l" onClick={() => setAsking(true)}>{later ? t('Schedule for {count}', { count: formatCount(mailed) }) : t('Launch to {count}', { count: formatCount(mailed) })}</Button>
        {!preflight.mayLaunch && <span className="soft small">{t('Mend what stops it first.')}</span>}
      </div>
      {asking && <LaunchConfirm campaign={campaign} forecast={preflight.forecast} local={later ? local : null} busy={launch.isPending} onClose={() => setAsking(false)} onConfirm={confirm} />}
    </div>
  );
}

/** Now by the workspace's clock; the day alone where everybody has their own hour of it. */
const nowIn = ({ zone, sendTime }: CampaignView): string => localOfInstant(new Date().toISOString(), zone).slice(0, sendTime.kind === 'local' ? 10 : 16);

function WhenField({ campaign, local, onChange, past }: { campaign: CampaignView; local: string; onChange: (local: string) => void; past: boolean }) {
  const { sendTime, zone } = campaign;
  const [instant, setInstant] = useState('');
  const error = past ? t('That is past. Choose a later time, or send it now.') : undefined;
  if (sendTime.kind === 'local') {
    const time = clockWords(sendTime.minute);
    return (
      <Field label={t('On which day')} hint={t('Everybody gets it at {time} of that day where they live.', { time })} error={error}>
        {(control) => <input className="input" type="date" value={local.slice(0, 10)} onChange={(event) => onChange(event.target.value === '' ? '' : `${event.target.value}T${time}`)} {...control} />}
      </Field>
    );
  }
  const take = (next: string) => {
    setInstant(next);
    onChange(next === '' ? '' : localOfInstant(next, zone));
  };
  return <DateTimeField label={t('It leaves at')} zone={zone} value={instant} onChange={take} hint={t('By the clock in {place}, your company’s zone.', { place: placeOf(zone) })} error={error} />;
}
