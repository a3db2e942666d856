import { Facts } from '../../../platform/ui/facts.tsx';
import { t } from '../../../platform/ui/words.ts';
import { frequencyWords, quietWords, trackingWords, type Settings } from './settings-words.ts';

/** The settings to read; only an owner changes them. */
export function CompanyFacts({ settings }: { settings: Settings }) {
  return (
    <>
      <Facts facts={[
        ['Name', settings.name],
        ['Time zone', settings.timeZone],
        ['Address', settings.postalAddress ? <span key="address" className="whitespace-pre-line">{settings.postalAddress}</span> : 'Not set'],
        ['Tracking', trackingWords[settings.trackingMode]],
        ['Consent', settings.marketingNeedsConsent ? 'Campaigns go only to contacts who agreed' : 'Not asked for'],
        ['Frequency', frequencyWords(settings.frequency)],
        ['Quiet hours', quietWords(settings.quietHours)],
        ['Held mail', `Dropped after ${settings.holdExpiryDays} days`],
      ]} />
      <p className="soft mt-4">{t('An owner of the company can change these.')}</p>
    </>
  );
}
