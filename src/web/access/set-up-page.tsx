import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getSetup, passwordMin, setUp } from '../../people/workspaces/contract.ts';
import { ButtonLink } from '../../platform/ui/button.tsx';
import { RadioGroup } from '../../platform/ui/choice-fields.tsx';
import { FieldPair, Form } from '../../platform/ui/form.tsx';
import { useGo } from '../../platform/ui/link.tsx';
import { useAction, useEndpoint } from '../../platform/ui/queries.ts';
import { viewerZone, type Team } from '../../platform/ui/session.ts';
import { TextField } from '../../platform/ui/text-fields.tsx';
import { t } from '../../platform/ui/words.ts';
import { ZoneField } from '../../platform/ui/zone-field.tsx';
import { sessionChanged } from '../session-client.ts';
import { Sheet } from './sheet.tsx';

const teams = () => [
  { value: 'both' as const, label: t('Both'), hint: t('You lead the house, or it is small') },
  { value: 'marketing' as const, label: t('Marketing') },
  { value: 'sales' as const, label: t('Sales') },
];

/** The first company and its owner. */
export function SetUpPage() {
  const client = useQueryClient();
  const go = useGo();
  const setup = useEndpoint(getSetup);
  const [form, setForm] = useState({ companyName: '', timeZone: viewerZone(), name: '', email: '', password: '', team: 'both' as Team | 'both' });
  const set = <K extends keyof typeof form>(key: K) => (value: (typeof form)[K]) => setForm((now) => ({ ...now, [key]: value }));
  const made = useAction(setUp, { quiet: true, onDone: (answer) => { go('/', { replace: true }); void sessionChanged(client, answer.workspaceId); } });
  const error = (name: string): string | undefined => made.error?.field(name);
  if (setup.data?.state === 'ready') {
    return (
      <Sheet title={t('This house has an owner')} under={t('A company is set up here already. Sign in, or ask its owner for an invitation.')}>
        <div className="acts"><ButtonLink variant="primary" href="/">{t('Sign in')}</ButtonLink></div>
      </Sheet>
    );
  }
  return (
    <Sheet wide title={t('Set up your company')} under={t('You will be its owner, and can invite the others afterwards.')}>
      <Form wide submit={t('Set up the company')} busy={made.isPending} problem={made.error} onSubmit={() => made.mutate({ body: form })} also={<ButtonLink variant="quiet" href="/">{t('Back')}</ButtonLink>}>
        <FieldPair>
          <TextField label={t('Company')} name="organization" autoComplete="organization" autoFocus value={form.companyName} onChange={set('companyName')} error={error('companyName')} />
          <ZoneField label={t('Time zone')} value={form.timeZone} onChange={set('timeZone')} error={error('timeZone')} />
        </FieldPair>
        <TextField label={t('Your name')} name="name" autoComplete="name" value={form.name} onChange={set('name')} error={error('name')} />
        <FieldPair>
          <TextField label={t('Email address')} type="email" name="email" autoComplete="username" value={form.email} onChange={set('email')} error={error('email')} />
          <TextField label={t('Password')} type="password" name="password" autoComplete="new-password" hint={t('At least {passwordMin} characters.', { passwordMin })} value={form.password} onChange={set('password')} error={error('password')} />
        </FieldPair>
        <RadioGroup label={t('Your team')} row choices={teams()} value={form.team} onChange={set('team')} error={error('team')} />
      </Form>
    </Sheet>
  );
}
