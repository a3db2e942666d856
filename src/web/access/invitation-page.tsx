import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { acceptInvitation, getMe, passwordMin, readInvitation } from '../../people/workspaces/contract.ts';
import { Button, ButtonLink } from '../../platform/ui/button.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { useGo } from '../../platform/ui/link.tsx';
import { Failed } from '../../platform/ui/problem.tsx';
import { useAction, useEndpoint } from '../../platform/ui/queries.ts';
import { Skeleton } from '../../platform/ui/skeleton.tsx';
import { TextField } from '../../platform/ui/text-fields.tsx';
import { t } from '../../platform/ui/words.ts';
import { sessionChanged } from '../session-client.ts';
import { tokenIn } from './link-token.ts';
import { Sheet } from './sheet.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** Coming in by an invitation: with a new password, or with the account one has already. */
export function InvitationPage() {
  const [token] = useState(() => tokenIn(location.hash));
  const read = useAction(readInvitation, { quiet: true });
  const { mutate } = read;
  useEffect(() => {
    if (token) mutate({ body: { token } });
  }, [token, mutate]);
  if (!token) return <Sheet title={t('This link is not whole')} under={t('Part of it got lost, perhaps at a line\'s end. Copy it again from the mail, or ask for it anew.')}><ButtonLink href="/">{t('To the sign-in')}</ButtonLink></Sheet>;
  if (read.error) return <Sheet title={t('Invitation')}><Failed error={read.error} /><ButtonLink href="/">{t('To the sign-in')}</ButtonLink></Sheet>;
  if (!read.data) return <Sheet title={t('Invitation')}><Skeleton /><Skeleton width="60%" /></Sheet>;
  return read.data.hasAccount ? <WithAccount token={token} {...read.data} /> : <WithPassword token={token} {...read.data} />;
}

interface Invited {
  token: string;
  companyName: string;
  email: string;
  name: string;
  invitedBy: string | null;
}

const invitedBy = ({ invitedBy: by, companyName }: Invited): string => (by ? t('{by} invites you to {companyName}.', { by, companyName }) : t('You are invited to {companyName}.', { companyName }));

function WithPassword(invited: Invited) {
  const client = useQueryClient();
  const go = useGo();
  const [name, setName] = useState(invited.name);
  const [password, setPassword] = useState('');
  const accepted = useAction(acceptInvitation, { quiet: true, onDone: (answer) => { go('/', { replace: true }); void sessionChanged(client, answer.workspaceId); } });
  return (
    <Sheet title={t('Join {companyName}', { companyName: invited.companyName })} under={invitedBy(invited)}>
      <Form submit={t('Join')} busy={accepted.isPending} problem={accepted.error} onSubmit={() => accepted.mutate({ body: { token: invited.token, name, password } })}>
        <TextField label={t('Email address')} type="email" name="email" autoComplete="username" readOnly value={invited.email} onChange={() => {}} />
        <TextField label={t('Your name')} name="name" autoComplete="name" value={name} onChange={setName} error={accepted.error?.field('name')} />
        <TextField label={t('Password')} type="password" name="password" autoComplete="new-password" autoFocus hint={t('At least {passwordMin} characters.', { passwordMin })} value={password} onChange={setPassword} error={accepted.error?.field('password')} />
      </Form>
    </Sheet>
  );
}

function WithAccount(invited: Invited) {
  const client = useQueryClient();
  const go = useGo();
  const me = useEndpoint(getMe);
  const accepted = useAction(acceptInvitation, { quiet: true, onDone: (answer) => { go('/', { replace: true }); void sessionChanged(client, answer.workspaceId); } });
  if (me.error?.status === 401) return <SignInPage />;
  return (
    <Sheet title={t('Join {companyName}', { companyName: invited.companyName })} under={t('{invitedBy} You have an account as {email} already; nothing changes in your other companies.', { invitedBy: invitedBy(invited), email: invited.email })}>
      {accepted.error && <Failed error={accepted.error} />}
      <div className="acts"><Button variant="primary" busy={accepted.isPending || me.isPending} onClick={() => accepted.mutate({ body: { token: invited.token } })}>{t('Join')}</Button><ButtonLink variant="quiet" href="/">{t('Not now')}</ButtonLink></div>
    </Sheet>
  );
}
