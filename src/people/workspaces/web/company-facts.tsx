import { Facts } from '../../../platform/ui/facts.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { frequencyWords, quietWords, trackingWords, type Settings } from './settings-words.ts';

/** The settings to read; only an owner changes them. */
export function CompanyFacts({ settings }: { settings: Settings }) {
  return (
    <>
      <Facts facts={[
        [t('Name'), settings.name],
        [t('Time zone'), settings.timeZone],
        [t('Address'), settings.postalAddress ? <span key="address" className="whitespace-pre-line">{settings.postalAddress}</span> : t('Not set')],
        [t('Tracking'), t(trackingWords[settings.trackingMode])],
        [t('Consent'), settings.marketingNeedsConsent ? t('Campaigns go only to contacts who agreed') : t('Not asked for')],
        [t('Frequency'), frequencyWords(settings.frequency)],
        [t('Quiet hours'), quietWords(settings.quietHours)],
        [t('Held mail'), tn(settings.holdExpiryDays, 'Dropped after {count} day', 'Dropped after {count} days')],
      ]} />
      <p className="soft mt-4">{t('An owner of the company can change these.')}</p>
    </>
  );
}
