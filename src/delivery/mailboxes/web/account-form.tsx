import { LogIn } from 'lucide-react';
import { useState } from 'react';
import type { ApiProblem } from '../../../platform/ui/api-problem.ts';
import { Button } from '../../../platform/ui/button.tsx';
import { FieldPair, Form } from '../../../platform/ui/form.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Segment } from '../../../platform/ui/segment.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { beginMailboxSignIn, changeMailboxAccount, connectMailbox, listMailboxes, listMailboxProviders, type OwnMailbox } from '../contract.ts';
import type { Provider } from '../contract.ts';
import { accountBody, linesOf, withGuess, type AccountDraft } from './account-draft.ts';
import { LineFields } from './line-fields.tsx';
import { stepsOf } from './mailbox-steps.ts';
import { StepList } from './step-list.tsx';
import { useAccountTest } from './use-account-test.ts';

const providerNames: Record<Provider, string> = { google: 'Google', microsoft: 'Microsoft', other: '' };

/** Connects a mailbox, or changes how one is reached: tried in both directions as it is saved, step by step. */
export function AccountForm({ start, mailbox, onDone }: { start: AccountDraft; mailbox?: OwnMailbox; onDone?: () => void }) {
  const [draft, setDraft] = useState(start);
  const [refused, setRefused] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const providers = useEndpoint(listMailboxProviders);
  const { tests, run } = useAccountTest();
  const after = { quiet: true, refreshes: [listMailboxes] };
  const connect = useAction(connectMailbox, after);
  const change = useAction(changeMailboxAccount, after);
  const signIn = useAction(beginMailboxSignIn, { onDone: ({ url }) => location.assign(url) });
  const ready = providers.data?.items.some(({ provider, ready: is }) => is && provider === draft.provider) ?? false;
  const set = (part: Partial<AccountDraft>) => setDraft((before) => ({ ...before, ...part }));
  const wrong = (field: string) => refused?.field(field);
  const save = async (): Promise<void> => {
    setRefused(null);
    setBusy(true);
    try {
      if (!(await run(draft))) return;
      const body = accountBody(draft);
      if (mailbox) await change.mutateAsync({ params: { mailboxId: mailbox.id }, body: { ...body, password: draft.password || null } });
      else await connect.mutateAsync({ body: { ...body, password: draft.password } });
      toast.say(mailbox ? t('Saved') : t('Mailbox connected'));
      onDone?.();
    } catch (error) {
      setRefused(error as ApiProblem);
    } finally {
      setBusy(false);
    }
  };
  const isTried = tests.outgoing !== null || tests.incoming !== null;
  return (
    <div className="cols">
      <div className="min-w-0">
        <Form submit={mailbox ? t('Test and save') : t('Test and connect')} busy={busy} problem={refused} onSubmit={() => void save()}
          also={ready && <Button icon={LogIn} busy={signIn.isPending} onClick={() => signIn.mutate({ body: accountBody(draft) })}>{draft.provider === 'other' ? t('Sign in with the provider') : t('Sign in with {provider}', { provider: providerNames[draft.provider] })}</Button>}>
          <div><Segment label={t('Provider')} value={draft.provider} onChange={(provider) => set({ provider, ...linesOf(provider) })} options={[{ value: 'google', label: 'Google' }, { value: 'microsoft', label: 'Microsoft' }, { value: 'other', label: t('Another provider') }]} /></div>
          <FieldPair>
            <TextField label={t('Your address')} type="email" autoComplete="email" value={draft.address} onChange={(address) => set({ address })} onBlur={() => setDraft(withGuess)} error={wrong('address')} />
            <TextField label={t('Your name, as readers see it')} autoComplete="name" value={draft.name} onChange={(name) => set({ name })} error={wrong('name')} />
          </FieldPair>
          <FieldPair>
            <TextField label={t('Password')} type="password" autoComplete="new-password" value={draft.password} onChange={(password) => set({ password })} error={wrong('password')} hint={passwordHint(draft.provider, mailbox, ready)} />
            <TextField label={t('User name')} optional autoComplete="off" placeholder={draft.address} value={draft.username} onChange={(username) => set({ username })} error={wrong('username')} hint={t('If it is not the address')} />
          </FieldPair>
          {draft.provider === 'other' && (
            <>
              <LineFields half="outgoing" line={draft.outgoing} onChange={(outgoing) => set({ outgoing })} wrong={wrong} />
              <LineFields half="incoming" line={draft.incoming} onChange={(incoming) => set({ incoming })} wrong={wrong} />
            </>
          )}
        </Form>
      </div>
      <div className="min-w-0">
        <p className="strong">{t('What is tried')}</p>
        <p className="soft mb-2">{isTried && !busy ? t('Nothing was sent. Mend what a step says, and test again.') : t('Both ways are tried before anything is saved. No mail is sent, and the password is stored sealed.')}</p>
        <StepList steps={stepsOf(draft, tests)} />
      </div>
    </div>
  );
}

function passwordHint(provider: Provider, mailbox: OwnMailbox | undefined, ready: boolean): string | undefined {
  if (mailbox?.auth === 'password') return t('Left empty, the stored one stays');
  if (provider === 'other') return undefined;
  return ready ? t('Only for an app password; else sign in below') : t('An app password: your own one is not taken by mail programs');
}
