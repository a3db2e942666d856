import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Checkbox } from '../../../platform/ui/choice-fields.tsx';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { DateTimeField } from '../../../platform/ui/date-time-field.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { FieldError } from '../../../platform/ui/field.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { viewerZone } from '../../../platform/ui/session.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listApiKeys, listScopes, makeApiKey } from '../contract.ts';

/** Makes a key, and shows it the one time it can be seen. */
export function MakeKeyDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set());
  const [expiresAt, setExpiresAt] = useState('');
  const made = useAction(makeApiKey, { quiet: true, refreshes: [listApiKeys] });
  if (made.data) {
    return (
      <Dialog open onClose={onClose} title={name} under={t('Copy the key now: only a fingerprint of it is kept, so it cannot be shown again.')}>
        <CopyText label={t('key')} text={made.data.key} />
        <div className="acts mt-4"><Button variant="primary" onClick={onClose}>{t('I have copied it')}</Button></div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} wide title={t('New key')} under={t('It does what you may do, as far as its scopes go, and stops when you leave.')}>
      <Form wide submit={t('Make the key')} busy={made.isPending} problem={made.error} onSubmit={() => made.mutate({ body: { name, scopes: [...scopes], expiresAt: expiresAt || null } })}>
        <TextField label={t('What it is for')} name="name" autoFocus placeholder={t('Import from the shop')} value={name} onChange={setName} error={made.error?.field('name')} />
        <ScopesField picked={scopes} onChange={setScopes} error={made.error?.field('scopes')} />
        <DateTimeField label={t('Works until')} optional zone={viewerZone()} value={expiresAt} onChange={setExpiresAt} error={made.error?.field('expiresAt')} />
      </Form>
    </Dialog>
  );
}

function ScopesField({ picked, onChange, error }: { picked: ReadonlySet<string>; onChange: (picked: Set<string>) => void; error: string | undefined }) {
  const scopes = useEndpoint(listScopes);
  const toggle = (scope: string) => (on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(scope);
    else next.delete(scope);
    onChange(next);
  };
  return (
    <fieldset className="field" aria-invalid={error ? true : undefined}>
      <legend>{t('It may')}</legend>
      <Loaded query={scopes}>{({ items }) => (
        <div className="grid gap-2 phone:grid-cols-2">
          {items.map(({ scope, calls }) => <Checkbox key={scope} label={<code>{scope}</code>} hint={calls.length === 1 ? calls[0] : t('{count} calls', { count: calls.length })} checked={picked.has(scope)} onChange={toggle(scope)} />)}
        </div>
      )}</Loaded>
      <FieldError id="scopes-error" error={error} />
    </fieldset>
  );
}
