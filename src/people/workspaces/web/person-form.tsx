import { useState } from 'react';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { viewerZone } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { languageChoices, t } from '../../../platform/ui/words.ts';
import { ZoneField } from '../../../platform/ui/zone-field.tsx';
import { changeAccount, getAccount, getMe, listMembers } from '../contract.ts';

/** One's name, language and time zone. */
export function PersonForm({ account }: { account: { name: string; email: string; timeZone: string | null; language: string | null } }) {
  const toast = useToast();
  const [name, setName] = useState(account.name);
  const [zone, setZone] = useState(account.timeZone ?? viewerZone());
  const [language, setLanguage] = useState(account.language ?? '');
  const saved = useAction(changeAccount, { quiet: true, refreshes: [getAccount, getMe, listMembers], onDone: () => toast.say(t('Saved')) });
  return (
    <Form submit={t('Save')} busy={saved.isPending} problem={saved.error} onSubmit={() => saved.mutate({ body: { name, timeZone: zone, language: language || null } })}>
      <TextField label={t('Name')} name="name" autoComplete="name" hint={t('As colleagues and readers see it.')} value={name} onChange={setName} error={saved.error?.field('name')} />
      <TextField label={t('Email address')} readOnly value={account.email} onChange={() => {}} />
      <SelectField label={t('Language')} hint={t('Of these screens, and of mails to you.')} empty={t('As the browser asks')} value={language} onChange={setLanguage} error={saved.error?.field('language')} choices={languageChoices()} />
      <ZoneField label={t('Time zone')} value={zone} onChange={setZone} error={saved.error?.field('timeZone')} />
    </Form>
  );
}
