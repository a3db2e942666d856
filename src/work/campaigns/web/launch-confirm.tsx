import { Confirm } from '../../../platform/ui/confirm.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { instantOfLocal, placeOf } from '../../../platform/ui/format-time.ts';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { timingWords, type CampaignView, type ForecastView } from '../contract.ts';

interface Props {
  campaign: CampaignView;
  forecast: ForecastView;
  /** The local time it is scheduled for, in the workspace's zone; null: now. */
  local: string | null;
  busy: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** The last question, with the number of people it touches. */
export function LaunchConfirm({ campaign, forecast, local, busy, onClose, onConfirm }: Props) {
  const { name } = campaign;
  const { audience, mailed } = forecast;
  const count = formatCount(mailed);
  return (
    <Confirm
      open
      onClose={onClose}
      title={local === null ? tn(audience, 'Send {name} to {count} person?', 'Send {name} to {count} people?', { name }) : tn(audience, 'Send {name} to {count} person then?', 'Send {name} to {count} people then?', { name })}
      verb={local === null ? t('Send to {count}', { count }) : t('Schedule for {count}', { count })}
      keep={t('Not yet')}
      busy={busy}
      onConfirm={onConfirm}
    >
      <Begins campaign={campaign} forecast={forecast} local={local} /> {t('Held ones follow by themselves once nothing stands in their way.')}
    </Confirm>
  );
}

function Begins({ campaign: { sendTime, zone }, forecast: { timetable }, local }: Pick<Props, 'campaign' | 'forecast' | 'local'>) {
  const first = timetable[0]?.at;
  if (sendTime.kind !== 'at-once' && first) {
    const words = timingWords(sendTime);
    return <>{words.charAt(0).toUpperCase() + words.slice(1)}. {t('The first is due')} <TimeStamp at={first} precision="minute" day="always" zone={zone} layout="inline" /> ({placeOf(zone)}). {t('You can pause or cancel; what has gone out cannot be taken back.')}</>;
  }
  if (local !== null) return <>{t('It leaves')} <TimeStamp at={instantOfLocal(local, zone)!} precision="minute" day="always" zone={zone} layout="inline" /> ({placeOf(zone)}). {t('It can be made a draft again until then.')}</>;
  return <>{t('The first leave at once. You can pause or cancel; what has gone out cannot be taken back.')}</>;
}
