import { useState } from 'react';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useGo } from '../../../platform/ui/link.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { ZoneField } from '../../../platform/ui/zone-field.tsx';
import { changeCompany, createCompany, getCompany, listCompanies, type CompanyView } from '../contract.ts';

export function CompanyDialog({ company, onClose }: { company: CompanyView | null; onClose: () => void }) {
  const go = useGo();
  const [name, setName] = useState(company?.name ?? '');
  const [domain, setDomain] = useState(company?.domain ?? '');
  const [timeZone, setTimeZone] = useState(company?.timeZone ?? '');
  const create = useAction(createCompany, { quiet: true, refreshes: [listCompanies], onDone: (made) => go(`/companies/${made.id}`) });
  const change = useAction(changeCompany, { quiet: true, refreshes: [listCompanies, getCompany], onDone: onClose });
  const problem = create.error ?? change.error;
  const body = { name, domain: domain.trim() === '' ? null : domain.trim(), timeZone: timeZone || null };
  return (
    <Dialog open onClose={onClose} title={company ? t('Change {name}', { name: company.name }) : t('New company')}>
      <Form submit={company ? t('Save') : t('Add the company')} busy={create.isPending || change.isPending} problem={problem} onSubmit={() => (company ? change.mutate({ params: { companyId: company.id }, body }) : create.mutate({ body }))}>
        <TextField label={t('Name')} value={name} onChange={setName} error={problem?.field('name')} required />
        <TextField label={t('Domain')} optional placeholder={t('example.com')} value={domain} onChange={setDomain} error={problem?.field('domain')} />
        <ZoneField label={t('Time zone')} optional value={timeZone} onChange={setTimeZone} error={problem?.field('timeZone')} />
      </Form>
    </Dialog>
  );
}
