import { useState } from 'react';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { RadioGroup } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useGo } from '../../../platform/ui/link.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { useMe } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listEmails } from '../../emails/contract.ts';
import { starterFor } from '../../emails/web/index.ts';
import { createTemplate, listTemplates, pastedDraft, type TemplateTeam } from '../contract.ts';
import { PasteBox } from './paste-box.tsx';
import { TeamField } from './team-field.tsx';

type From = 'blank' | 'email' | 'pasted';

/** A new template: from scratch, from an email of either team, or pasted. */
export function NewTemplateDialog({ onClose }: { onClose: () => void }) {
  const go = useGo();
  const { member } = useMe();
  const [name, setName] = useState('');
  const [team, setTeam] = useState<TemplateTeam>(member.team);
  const [from, setFrom] = useState<From>('blank');
  const [emailId, setEmailId] = useState('');
  const [pasted, setPasted] = useState('');
  const make = useAction(createTemplate, { quiet: true, refreshes: [listTemplates], onDone: (template) => go(`/templates/${template.id}`) });
  const ready = name.trim() !== '' && (from === 'blank' || (from === 'email' ? emailId !== '' : pasted.trim() !== ''));
  const submit = () => {
    const named = { kind: 'email' as const, name, team };
    if (from === 'email') make.mutate({ body: { ...named, emailId: Number(emailId) } });
    else make.mutate({ body: { ...named, draft: from === 'pasted' ? pastedDraft(pasted) : { subject: '', preheader: '', textBody: null, ...starterFor(team === 'sales' ? 'plain' : 'designed') } } });
  };
  return (
    <Dialog open onClose={onClose} title={t('New template')} wide>
      <Form wide submit={t('Make the template')} busy={make.isPending} disabled={!ready} problem={make.error} onSubmit={submit}>
        <TextField label={t('Name')} value={name} onChange={setName} maxLength={200} error={make.error?.field('name')} />
        <TeamField value={team} onChange={setTeam} />
        <RadioGroup<From> label={t('Begin with')} value={from} onChange={setFrom} choices={[
          { value: 'blank', label: t('An empty sheet'), hint: t('Written in the editor.') },
          { value: 'email', label: t('An email of either team'), hint: t('A copy of its newest version.') },
          { value: 'pasted', label: t('HTML or MJML of your own'), hint: t('Pasted or as a file, kept byte for byte.') },
        ]} />
        {from === 'email' && <EmailField value={emailId} onChange={setEmailId} />}
        {from === 'pasted' && <PasteBox value={pasted} onChange={setPasted} />}
      </Form>
    </Dialog>
  );
}

function EmailField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [search, setSearch] = useState('');
  const emails = usePages(listEmails, { query: { limit: 50, ...(search.trim() && { search: search.trim() }) } }, { keep: true });
  return <ComboboxField label={t('Email')} placeholder={t('Name or subject')} value={value} onChange={onChange} onSearch={setSearch} choices={emails.items.map(({ id, name, subject }) => ({ value: String(id), label: name, beside: subject }))} />;
}
