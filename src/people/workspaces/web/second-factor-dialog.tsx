import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { beginSecondFactor, confirmSecondFactor, getAccount } from '../contract.ts';
import { QrCode } from './qr-code.tsx';

/** Password, then the picture to scan and a first code, then the codes to keep. */
export function SecondFactorDialog({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const begun = useAction(beginSecondFactor, { quiet: true });
  const confirmed = useAction(confirmSecondFactor, { quiet: true, refreshes: [getAccount] });
  if (begun.data && confirmed.isSuccess) {
    return (
      <Dialog open onClose={onClose} title={t('Keep these codes')} under={t('Each works once in place of a code of your authenticator, should you lose it. They are shown only now.')}>
        <CopyText label={t('codes')} text={begun.data.backupCodes.join('\n')} />
        <div className="acts mt-4"><Button variant="primary" onClick={onClose}>{t('I have kept them')}</Button></div>
      </Dialog>
    );
  }
  if (begun.data) {
    const { uri } = begun.data;
    return (
      <Dialog open onClose={onClose} title={t('Scan, then write the code')} under={t('Scan the picture with an authenticator, or copy the key into it.')}>
        <div className="grid gap-4">
          <QrCode text={uri} label={t('The key for your authenticator')} />
          <CopyText label={t('key')} text={new URL(uri).searchParams.get('secret') ?? uri} />
          <Form submit={t('Turn on')} busy={confirmed.isPending} problem={confirmed.error} onSubmit={() => confirmed.mutate({ body: { code } })}>
            <TextField label={t('Six digits')} inputMode="numeric" autoComplete="one-time-code" autoFocus value={code} onChange={setCode} error={confirmed.error?.field('code')} />
          </Form>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title={t('Turn on the second factor')} under={t('First, so that nobody else does this at your desk:')}>
      <Form submit={t('Go on')} busy={begun.isPending} problem={begun.error} onSubmit={() => begun.mutate({ body: { password } })}>
        <TextField label={t('Password')} type="password" autoComplete="current-password" autoFocus value={password} onChange={setPassword} error={begun.error?.field('password')} />
      </Form>
    </Dialog>
  );
}
