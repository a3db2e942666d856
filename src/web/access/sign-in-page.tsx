import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getSetup, openDemoCompany, signIn, signInSecondFactor, signInWithCompany } from '../../people/workspaces/contract.ts';
import { ApiProblem } from '../../platform/ui/api-problem.ts';
import { Button } from '../../platform/ui/button.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { Link } from '../../platform/ui/link.tsx';
import { useAction, useEndpoint } from '../../platform/ui/queries.ts';
import { TextField } from '../../platform/ui/text-fields.tsx';
import { t } from '../../platform/ui/words.ts';
import { sessionChanged } from '../session-client.ts';
import { Sheet } from './sheet.tsx';

/** Signing in, at whatever address was asked for: afterwards that page is shown. */
export function SignInPage() {
  const client = useQueryClient();
  const setup = useEndpoint(getSetup);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [second, setSecond] = useState(false);
  const done = (): void => void sessionChanged(client, null);
  const entered = useAction(signIn, { quiet: true, onDone: (answer) => { if (answer.needsSecondFactor) setSecond(true); else done(); } });
  const company = useAction(signInWithCompany, { onDone: (answer) => location.assign(answer.url) });
  const demo = useAction(openDemoCompany, { onDone: (answer) => void sessionChanged(client, answer.workspaceId) });
  // "Sign in first" is what a 401 is called elsewhere; here that is what was just tried.
  const refusal = entered.error?.status === 401 ? new ApiProblem({ ...entered.error, title: t('That did not fit') }) : entered.error;
  if (second) return <SecondFactor onDone={done} onBack={() => setSecond(false)} />;
  return (
    <Sheet title={t('Sign in')} below={<>
      <Link href="/forgotten" underlined>{t('Forgotten your password?')}</Link>
      {setup.data?.demo && <Button small variant="quiet" busy={demo.isPending} onClick={() => demo.mutate({})}>{t('Open the demo company')}</Button>}
    </>}>
      <Form submit={t('Sign in')} busy={entered.isPending} problem={refusal} onSubmit={() => entered.mutate({ body: { email, password } })}
        also={setup.data?.companySignIn && <Button busy={company.isPending} onClick={() => company.mutate({})}>{t('Sign in with {companySignIn}', { companySignIn: setup.data.companySignIn })}</Button>}>
        <TextField label={t('Email address')} type="email" name="email" autoComplete="username" autoFocus required value={email} onChange={setEmail} error={entered.error?.field('email')} />
        <TextField label={t('Password')} type="password" name="password" autoComplete="current-password" required value={password} onChange={setPassword} error={entered.error?.field('password')} />
      </Form>
    </Sheet>
  );
}

function SecondFactor({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [code, setCode] = useState('');
  const sent = useAction(signInSecondFactor, { quiet: true, onDone });
  return (
    <Sheet title={t('One more step')} under={t('Write the code that your authenticator shows, or one of your backup codes.')}>
      <Form submit={t('Sign in')} busy={sent.isPending} problem={sent.error} onSubmit={() => sent.mutate({ body: { code: code.trim() } })} also={<Button variant="quiet" onClick={onBack}>{t('Back')}</Button>}>
        <TextField label={t('Code')} name="code" inputMode="numeric" autoComplete="one-time-code" autoFocus value={code} onChange={setCode} error={sent.error?.field('code')} />
      </Form>
    </Sheet>
  );
}
