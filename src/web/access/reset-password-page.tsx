import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { passwordMin, resetPassword } from '../../people/workspaces/contract.ts';
import { ButtonLink } from '../../platform/ui/button.tsx';
import { Form } from '../../platform/ui/form.tsx';
import { useAction } from '../../platform/ui/queries.ts';
import { TextField } from '../../platform/ui/text-fields.tsx';
import { sessionChanged } from '../session-client.ts';
import { tokenIn } from './link-token.ts';
import { Sheet } from './sheet.tsx';

/** Setting a new password by a link. All sessions end with it, this browser's too. */
export function ResetPasswordPage() {
  const client = useQueryClient();
  const [token] = useState(() => tokenIn(location.hash));
  const [password, setPassword] = useState('');
  const set = useAction(resetPassword, { quiet: true, onDone: () => void sessionChanged(client, null) });
  if (!token) return <Sheet title="This link is not whole" under="Part of it got lost, perhaps at a line's end. Copy it again, or ask for a new one. Your password is as it was."><div className="acts"><ButtonLink variant="primary" href="/forgotten">Ask for a new link</ButtonLink></div></Sheet>;
  if (set.isSuccess) return <Sheet title="Your new password is set" under="You are signed out everywhere. Sign in with the new one."><div className="acts"><ButtonLink variant="primary" href="/">Sign in</ButtonLink></div></Sheet>;
  return (
    <Sheet title="Set a new password" under="It ends every session you have, here and elsewhere.">
      <Form submit="Set the password" busy={set.isPending} problem={set.error} onSubmit={() => set.mutate({ body: { token, password } })}>
        <TextField label="New password" type="password" name="password" autoComplete="new-password" autoFocus hint={`At least ${passwordMin} characters.`} value={password} onChange={setPassword} error={set.error?.field('password')} />
      </Form>
    </Sheet>
  );
}
