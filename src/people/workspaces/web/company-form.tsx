import { useState } from 'react';
import { RadioGroup, Switch } from '../../../platform/ui/choice-fields.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { NumberField, TextArea, TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { ZoneField } from '../../../platform/ui/zone-field.tsx';
import { changeSettings, getMe, getSettings } from '../contract.ts';
import { FrequencyField, QuietHoursField } from './rule-fields.tsx';
import { trackingWords, type Changeable, type Settings } from './settings-words.ts';

/** What an owner sets for the whole company. */
export function CompanyForm({ settings }: { settings: Settings }) {
  const toast = useToast();
  const [draft, setDraft] = useState<Changeable>(() => changeable(settings));
  const saved = useAction(changeSettings, { quiet: true, refreshes: [getSettings, getMe], onDone: (after) => { setDraft(changeable(after)); toast.say(t('Settings saved')); } });
  const set = <Key extends keyof Changeable>(key: Key) => (value: Changeable[Key]): void => setDraft((before) => ({ ...before, [key]: value }));
  const error = (key: keyof Changeable): string | undefined => saved.error?.field(key);
  return (
    <Form submit={t('Save')} busy={saved.isPending} problem={saved.error} onSubmit={() => saved.mutate({ body: draft })}>
      <TextField label={t('Company')} name="companyName" value={draft.name} onChange={set('name')} error={error('name')} />
      <ZoneField label={t('Time zone')} hint={t('Weeks and reports follow it.')} value={draft.timeZone} onChange={set('timeZone')} error={error('timeZone')} />
      <TextArea label={t('Postal address')} rows={3} hint={t('Stands under every campaign: the law asks for it in commercial mail.')} value={draft.postalAddress} onChange={set('postalAddress')} error={error('postalAddress')} />
      <RadioGroup label={t('Tracking')} value={draft.trackingMode} onChange={set('trackingMode')} choices={[
        { value: 'per-person', label: t(trackingWords['per-person']), hint: t('Opens and clicks stand with the person, unless they refused.') },
        { value: 'totals-only', label: t(trackingWords['totals-only']), hint: t('Only counts are kept; nobody is named, from now on.') },
      ]} />
      <Switch label={t('Campaigns need consent')} hint={t('They go only to contacts whose consent is given; others are dropped with that reason.')} checked={draft.marketingNeedsConsent} onChange={set('marketingNeedsConsent')} />
      <FrequencyField value={draft.frequency} onChange={set('frequency')} error={saved.error?.fields.find((field) => field.path.startsWith('body.frequency'))?.message} />
      <QuietHoursField value={draft.quietHours} onChange={set('quietHours')} error={saved.error?.fields.find((field) => field.path.startsWith('body.quietHours'))?.message} />
      <NumberField label={t('Held mail is dropped after')} unit={t('days')} min={1} max={90} value={draft.holdExpiryDays} onChange={(days) => set('holdExpiryDays')(days ?? 7)} error={error('holdExpiryDays')} />
    </Form>
  );
}

function changeable(settings: Settings): Changeable {
  const { name, timeZone, postalAddress, trackingMode, marketingNeedsConsent, frequency, quietHours, holdExpiryDays } = settings;
  return { name, timeZone, postalAddress, trackingMode, marketingNeedsConsent, frequency, quietHours, holdExpiryDays };
}
