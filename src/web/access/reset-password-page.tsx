import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { passwordMin, resetPassword } from '../../people/workspaces/contract.ts';
import { ButtonLink } from '../../platform/ui/button.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { useAction } from '../../platform/ui/queries.ts';
import { TextField } from '../../platform/ui/text-fields.tsx';
import { t } from '../../platform/ui/words.ts';
import { sessionChanged } from '../session-client.ts';
import { tokenIn } from './link-token.ts';
import { Sheet } from './sheet.tsx';

/** Setting a new password by a link. All sessions end with it, this browser's too. */
export function ResetPasswordPage() {
  const client = useQueryClient();
  const [token] = useState(() => tokenIn(location.hash));
  const [password, setPassword] = useState('');
  const set = useAction(resetPassword, { quiet: true, onDone: () => void sessionChanged(client, null) });
  if (!token) return <Sheet title={t('This link is not whole')} under={t('Part of it got lost, perhaps at a line\'s end. Copy it again, or ask for a new one. Your password is as it was.')}><div className="acts"><ButtonLink variant="primary" href="/forgotten">{t('Ask for a new link')}</ButtonLink></div></Sheet>;
  if (set.isSuccess) return <Sheet title={t('Your new password is set')} under={t('You are signed out everywhere. Sign in with the new one.')}><div className="acts"><ButtonLink variant="primary" href="/">{t('Sign in')}</ButtonLink></div></Sheet>;
  return (
    <Sheet title={t('Set a new password')} under={t('It ends every session you have, here and elsewhere.')}>
      <Form submit={t('Set the password')} busy={set.isPending} problem={set.error} onSubmit={() => set.mutate({ body: { token, password } })}>
        <TextField label={t('New password')} type="password" name="password" autoComplete="new-password" autoFocus hint={t('At least {passwordMin} characters.', { passwordMin })} value={password} onChange={setPassword} error={set.error?.field('password')} />
      </Form>
    </Sheet>
  );
}
