import { useState } from 'react';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextArea, TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { addSendingDomain, listSendingDomains, type SendingDomainView } from '../contract.ts';

/** A domain to send from. Its key is made here unless one is brought along. */
export function DomainDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (domain: SendingDomainView) => void }) {
  const [domain, setDomain] = useState('');
  const [ownKey, setOwnKey] = useState(false);
  const [selector, setSelector] = useState('');
  const [privateKey, setPrivateKey] = useState('');
  const toast = useToast();
  const add = useAction(addSendingDomain, {
    quiet: true, refreshes: [listSendingDomains],
    onDone: (made) => { toast.say(made.warning ?? t('Added. Publish its DNS records next')); onAdded(made); onClose(); },
  });
  const body = { domain, ...(ownKey && selector ? { selector } : {}), ...(ownKey && privateKey ? { privateKey } : {}) };
  return (
    <Dialog open onClose={onClose} title={t('Add a sending domain')} under={t('The part of your sender addresses behind the @. Its RSA key of 2048 bits is made here; the private half never leaves.')}>
      <Form submit={t('Add the domain')} busy={add.isPending} problem={add.error} onSubmit={() => add.mutate({ body })}>
        <TextField label={t('Domain')} placeholder={t('example.com')} value={domain} onChange={setDomain} error={add.error?.field('domain')} autoFocus />
        {ownKey
          ? <>
            <TextField label={t('Selector')} optional autoFocus value={selector} onChange={setSelector} error={add.error?.field('selector')} />
            <TextArea label={t('Private key')} optional rows={6} placeholder={t('-----BEGIN PRIVATE KEY-----')} value={privateKey} onChange={setPrivateKey} error={add.error?.field('privateKey')} hint={t('RSA in PEM form, 2048 bits')} />
          </>
          : <p><button type="button" className="link" onClick={() => setOwnKey(true)}>{t('Use a key or selector of your own')}</button></p>}
      </Form>
    </Dialog>
  );
}
