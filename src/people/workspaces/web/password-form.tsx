import { useState } from 'react';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { changePassword, passwordMin } from '../contract.ts';

/** A new password for the old one. */
export function PasswordForm({ email }: { email: string }) {
  const toast = useToast();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const changed = useAction(changePassword, {
    quiet: true,
    onDone: () => {
      setCurrent('');
      setPassword('');
      toast.say(t('Password changed. You are signed out everywhere else.'));
    },
  });
  // A wrong present password comes back under the name other forms give it.
  const currentError = changed.error?.field('current') ?? (changed.error?.code === 'wrong_password' ? t('This is not your password.') : undefined);
  return (
    <Form submit={t('Change password')} busy={changed.isPending} problem={changed.error} onSubmit={() => changed.mutate({ body: { current, password } })}>
      <input className="sr" tabIndex={-1} aria-hidden="true" readOnly autoComplete="username" value={email} />
      <TextField label={t('Present password')} type="password" autoComplete="current-password" value={current} onChange={setCurrent} error={currentError} />
      <TextField label={t('New password')} type="password" autoComplete="new-password" hint={t('At least {passwordMin} characters.', { passwordMin })} value={password} onChange={setPassword} error={changed.error?.code === 'wrong_password' ? undefined : changed.error?.field('password')} />
    </Form>
  );
}
