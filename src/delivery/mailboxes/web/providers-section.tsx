import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { FieldPair, Form } from '../../../platform/ui/form.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Head } from '../../../platform/ui/section-head.tsx';
import { Segment } from '../../../platform/ui/segment.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getMailboxProvider, listMailboxProviders, removeMailboxProvider, setMailboxProvider } from '../contract.ts';
import { standardProviders, type Provider } from '../contract.ts';

/** For owners: registering this installation, so that members sign in with their provider instead of a password. */
export function ProvidersSection() {
  const [provider, setProvider] = useState<Provider>('google');
  const providers = useEndpoint(listMailboxProviders);
  const ready = providers.data?.items.find((one) => one.provider === provider)?.ready ?? false;
  return (
    <Pad band>
      <section aria-label={t('Sign-in with providers')}>
        <Head title={t('Sign-in with providers')} />
        <p className="soft mb-3 max-w-[62ch]">{t('Register Kindred with Google or Microsoft as an app of your company, and enter here what they give you. Then members connect their mailbox without a password.')}</p>
        <div className="mb-3"><Segment label={t('Provider')} value={provider} onChange={setProvider} options={[{ value: 'google', label: 'Google' }, { value: 'microsoft', label: 'Microsoft' }, { value: 'other', label: t('Another provider') }]} /></div>
        {providers.data && <ProviderForm key={`${provider} ${ready}`} provider={provider} ready={ready} redirectUri={providers.data.redirectUri} />}
      </section>
    </Pad>
  );
}

function ProviderForm({ provider, ready, redirectUri }: { provider: Provider; ready: boolean; redirectUri: string }) {
  const known = useEndpoint(getMailboxProvider, { params: { provider } }, { enabled: ready });
  return ready && !known.data ? null : <Fields provider={provider} redirectUri={redirectUri} stored={known.data ?? null} />;
}

function Fields({ provider, redirectUri, stored }: { provider: Provider; redirectUri: string; stored: { clientId: string; hasSecret: boolean; authorizeUrl: string; tokenUrl: string; scopes: string } | null }) {
  const usual = provider === 'other' ? { authorizeUrl: '', tokenUrl: '', scopes: '' } : standardProviders[provider];
  const [clientId, setClientId] = useState(stored?.clientId ?? '');
  const [clientSecret, setClientSecret] = useState('');
  const [authorizeUrl, setAuthorizeUrl] = useState(stored?.authorizeUrl ?? usual.authorizeUrl);
  const [tokenUrl, setTokenUrl] = useState(stored?.tokenUrl ?? usual.tokenUrl);
  const [scopes, setScopes] = useState(stored?.scopes ?? usual.scopes);
  const toast = useToast();
  const refreshes = [listMailboxProviders, getMailboxProvider];
  const save = useAction(setMailboxProvider, { quiet: true, refreshes, onDone: () => toast.say(t('Saved')) });
  const remove = useAction(removeMailboxProvider, { refreshes, onDone: () => toast.say(t('Registration forgotten')) });
  return (
    <Form submit={t('Save')} busy={save.isPending} problem={save.error} also={stored && <Button busy={remove.isPending} onClick={() => remove.mutate({ params: { provider } })}>{t('Forget the registration')}</Button>}
      onSubmit={() => save.mutate({ params: { provider }, body: { clientId, clientSecret: clientSecret || null, authorizeUrl, tokenUrl, scopes } })}>
      <TextField label={t('Address to register with them (redirect URI)')} readOnly value={redirectUri} onChange={() => {}} />
      <FieldPair>
        <TextField label={t('Client ID')} autoComplete="off" value={clientId} onChange={setClientId} error={save.error?.field('clientId')} />
        <TextField label={t('Client secret')} type="password" autoComplete="new-password" value={clientSecret} onChange={setClientSecret} error={save.error?.field('clientSecret')} hint={stored?.hasSecret ? t('Left empty, the stored one stays') : undefined} />
      </FieldPair>
      {provider !== 'google' && (
        <>
          <TextField label={t('Address of the sign-in')} value={authorizeUrl} onChange={setAuthorizeUrl} error={save.error?.field('authorizeUrl')} />
          <TextField label={t('Address for tokens')} value={tokenUrl} onChange={setTokenUrl} error={save.error?.field('tokenUrl')} />
          <TextField label={t('Scopes')} value={scopes} onChange={setScopes} error={save.error?.field('scopes')} />
        </>
      )}
    </Form>
  );
}
