import { useState } from 'react';
import { forgotPassword } from '../../people/workspaces/contract.ts';
import { ButtonLink } from '../../platform/ui/button.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { useAction } from '../../platform/ui/queries.ts';
import { TextField } from '../../platform/ui/text-fields.tsx';
import { t } from '../../platform/ui/words.ts';
import { Sheet } from './sheet.tsx';

/** Asking for a link that sets a new password. The answer is the same for any address. */
export function ForgottenPage() {
  const [email, setEmail] = useState('');
  const asked = useAction(forgotPassword, { quiet: true });
  if (asked.isSuccess) {
    return (
      <Sheet title={t('Look into your mail')} under={t('If {email} has an account here, a link is on its way. It sets a new password and works once. Nothing came? Ask your company\'s owner: they can make such a link and hand it to you.', { email })}>
        <div className="acts"><ButtonLink href="/">{t('To the sign-in')}</ButtonLink></div>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('Forgotten your password?')} under={t('Say your address, and a link that sets a new one comes by mail. Until then the old one stays.')}>
      <Form submit={t('Send the link')} busy={asked.isPending} problem={asked.error} onSubmit={() => asked.mutate({ body: { email } })} also={<ButtonLink variant="quiet" href="/">{t('Back')}</ButtonLink>}>
        <TextField label={t('Email address')} type="email" name="email" autoComplete="username" autoFocus value={email} onChange={setEmail} error={asked.error?.field('email')} />
      </Form>
    </Sheet>
  );
}
