import { useState } from 'react';
import type { ApiProblem } from '../../../platform/ui/api-problem.ts';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { FieldPair, Form } from '../../../platform/ui/form.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { ZoneField } from '../../../platform/ui/zone-field.tsx';
import { listCompanies } from '../../companies/contract.ts';
import { listMembers } from '../../workspaces/contract.ts';
import { listAttributeDefinitions, type ContactInput, type ContactView } from '../contract.ts';
import { AttributeField } from './attribute-field.tsx';

export interface ContactFormProps {
  /** The contact as it is; left out for a new one. */
  contact?: ContactView;
  submit: string;
  busy: boolean;
  problem: ApiProblem | null;
  onSave: (input: ContactInput) => void;
}

interface Draft {
  email: string; firstName: string; lastName: string; jobTitle: string; phone: string; company: string; ownerId: string; timeZone: string; language: string;
  consent: 'unknown' | 'given' | 'withdrawn'; consentSource: string; tracking: 'allowed' | 'refused';
  attributes: Record<string, string | number | boolean | null>;
}

const draftOf = (contact?: ContactView): Draft => ({
  email: contact?.email ?? '', firstName: contact?.firstName ?? '', lastName: contact?.lastName ?? '', jobTitle: contact?.jobTitle ?? '', phone: contact?.phone ?? '',
  company: contact?.company?.name ?? '', ownerId: String(contact?.owner?.id ?? ''), timeZone: contact?.timeZone ?? '', language: contact?.language ?? '',
  consent: contact?.consent ?? 'unknown', consentSource: contact?.consentSource ?? '', tracking: contact?.tracking ?? 'allowed', attributes: { ...contact?.attributes },
});

/** All that is known of a person. Consent and tracking are sent only when they were changed, so that their time stays true. */
export function ContactForm({ contact, submit, busy, problem, onSave }: ContactFormProps) {
  const [draft, setDraft] = useState(() => draftOf(contact));
  const [companySearch, setCompanySearch] = useState('');
  const set = <Key extends keyof Draft>(key: Key) => (value: Draft[Key]) => setDraft((before) => ({ ...before, [key]: value }));
  const companies = useEndpoint(listCompanies, { query: { search: companySearch || undefined, limit: 20 } }, { keep: true });
  const members = useEndpoint(listMembers, { query: { state: 'active', limit: 200 } });
  const definitions = useEndpoint(listAttributeDefinitions);
  const names = [...new Set([draft.company, ...(companies.data?.items ?? []).map((company) => company.name)])].filter((name) => name !== '');
  return (
    <Form submit={submit} busy={busy} problem={problem} onSubmit={() => onSave(inputOf(draft, draftOf(contact)))}>
      <TextField label={t('Address')} type="email" value={draft.email} onChange={set('email')} error={problem?.field('email')} autoComplete="off" required />
      <FieldPair>
        <TextField label={t('First name')} optional value={draft.firstName} onChange={set('firstName')} error={problem?.field('firstName')} />
        <TextField label={t('Last name')} optional value={draft.lastName} onChange={set('lastName')} error={problem?.field('lastName')} />
      </FieldPair>
      <FieldPair>
        <ComboboxField label={t('Company')} optional choices={names.map((name) => ({ value: name, label: name }))} value={draft.company} onChange={set('company')} onSearch={setCompanySearch} onCreate={set('company')} error={problem?.field('company')} />
        <TextField label={t('Job title')} optional value={draft.jobTitle} onChange={set('jobTitle')} error={problem?.field('jobTitle')} />
      </FieldPair>
      <FieldPair>
        <TextField label={t('Phone')} optional type="tel" value={draft.phone} onChange={set('phone')} error={problem?.field('phone')} />
        <SelectField label={t('Owner')} optional empty={t('Nobody')} value={draft.ownerId} onChange={set('ownerId')} error={problem?.field('ownerId')} choices={(members.data?.items ?? []).map((member) => ({ value: String(member.id), label: member.name }))} />
      </FieldPair>
      <FieldPair>
        <TextField label={t('Language')} optional hint={t('As a code: de, pt-BR')} value={draft.language} onChange={set('language')} error={problem?.field('language')} />
        <ZoneField label={t('Time zone')} optional value={draft.timeZone} onChange={set('timeZone')} error={problem?.field('timeZone')} />
      </FieldPair>
      {(definitions.data?.items ?? []).filter((each) => each.archivedAt === null).map((definition) => (
        <AttributeField key={definition.key} definition={definition} value={draft.attributes[definition.key] ?? null} error={problem?.field(`attributes.${definition.key}`)}
          onChange={(value) => setDraft((before) => ({ ...before, attributes: { ...before.attributes, [definition.key]: value } }))} />
      ))}
      <FieldPair>
        <SelectField label={t('Consent to marketing mail')} value={draft.consent} onChange={set('consent')} choices={[{ value: 'unknown', label: t('Not known') }, { value: 'given', label: t('Given') }, { value: 'withdrawn', label: t('Withdrawn') }]} />
        <TextField label={t('How do we know?')} optional={draft.consent !== 'given'} hint={t('A form, a fair, a contract')} value={draft.consentSource} onChange={set('consentSource')} error={problem?.field('consent.source')} disabled={draft.consent === 'unknown'} />
      </FieldPair>
      <SelectField label={t('Tracking of opens and clicks')} hint={t('Refused: this person\'s opens are counted without a name.')} value={draft.tracking} onChange={set('tracking')} choices={[{ value: 'allowed', label: t('Allowed') }, { value: 'refused', label: t('Refused') }]} />
    </Form>
  );
}

function inputOf(draft: Draft, before: Draft): ContactInput {
  const attributes = Object.fromEntries(Object.entries(draft.attributes).filter(([key, value]) => (before.attributes[key] ?? null) !== value));
  return {
    email: draft.email, firstName: draft.firstName, lastName: draft.lastName, jobTitle: draft.jobTitle, phone: draft.phone, company: draft.company || null,
    ownerId: draft.ownerId === '' ? null : Number(draft.ownerId), timeZone: draft.timeZone || null, language: draft.language || null, attributes,
    ...(draft.consent !== before.consent || draft.consentSource !== before.consentSource ? { consent: { state: draft.consent, source: draft.consentSource } } : {}),
    ...(draft.tracking !== before.tracking ? { tracking: { state: draft.tracking, source: t('set by a member') } } : {}),
  };
}
