import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getAccount, removeSecondFactor } from '../contract.ts';
import { SecondFactorDialog } from './second-factor-dialog.tsx';

/** Whether a code is asked for beside the password, and the way to change that. */
export function SecondFactorSection({ on }: { on: boolean }) {
  // Which of the two stays as it was opened: turning it on changes `on` while the codes still stand there.
  const [open, setOpen] = useState<'add' | 'remove' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="grid gap-4">
      <p className="soft max-w-[62ch]">{on ? t('On. Signing in asks for a code of your authenticator, too.') : t('Off. With it, your password alone lets nobody in: signing in asks for a code of an authenticator on your phone, too.')}</p>
      <div className="acts"><Button onClick={() => setOpen(on ? 'remove' : 'add')}>{on ? t('Turn off') : t('Turn on')}</Button></div>
      {open === 'add' && <SecondFactorDialog onClose={close} />}
      {open === 'remove' && <RemoveDialog onClose={close} />}
    </div>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const toast = useToast();
  const [password, setPassword] = useState('');
  const removed = useAction(removeSecondFactor, { quiet: true, refreshes: [getAccount], onDone: () => { toast.say(t('The second factor is off')); onClose(); } });
  return (
    <Dialog open onClose={onClose} title={t('Turn the second factor off?')} under={t('Then your password alone lets you in. The backup codes stop working.')}>
      <Form submit={t('Turn off')} busy={removed.isPending} problem={removed.error} onSubmit={() => removed.mutate({ body: { password } })}>
        <TextField label={t('Password')} type="password" autoComplete="current-password" autoFocus value={password} onChange={setPassword} error={removed.error?.field('password')} />
      </Form>
    </Dialog>
  );
}
