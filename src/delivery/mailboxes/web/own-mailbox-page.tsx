import { useEffect, useRef } from 'react';
import { SettingsFrame } from '../../../people/workspaces/web/index.ts';
import { useGo, usePlace } from '../../../platform/ui/link.tsx';
import { useLive } from '../../../platform/ui/live.ts';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { useCan, useMe } from '../../../platform/ui/session.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { finishMailboxSignIn, listMailboxes } from '../contract.ts';
import { draftOf } from './account-draft.ts';
import { AccountForm } from './account-form.tsx';
import { ColleaguesSection } from './colleagues-section.tsx';
import { DaysOff } from './days-off.tsx';
import { MailboxCard } from './mailbox-card.tsx';
import { ProvidersSection } from './providers-section.tsx';

/** One's own mailbox: connecting it, how much it sends and when, days off; for managers, whose work. */
export function OwnMailboxPage() {
  const mailboxes = useEndpoint(listMailboxes, {}, { everyMs: 20_000 });
  const { member } = useMe();
  const isOwner = useCan('canChangeSettings');
  useLive(['mailbox'], () => void mailboxes.refetch());
  useComingBack();
  return (
    <SettingsFrame part="mailbox">
      <Loaded query={mailboxes}>{({ own, colleagues }) => (
        <>
          {own.length === 0 && (
            <Pad band><section aria-label={t('Connect your mailbox')}>
              <Head title={t('Connect your mailbox')} />
              <p className="soft mb-3 max-w-[62ch]">{t('Mail you write to one person, and the steps of your sequences, leave from your own address. Answers are read as they come, so that nobody who has answered is written to again.')}</p>
              <AccountForm start={draftOf({ name: member.name, email: member.email })} />
            </section></Pad>
          )}
          {own.map((mailbox) => <MailboxCard key={mailbox.id} mailbox={mailbox} />)}
          {own.length > 0 && <Pad band><section aria-label={t('Days off')}><Head title={t('Days off')} /><p className="soft mb-3">{t('Nothing leaves your mailbox by itself on these days.')}</p><DaysOff /></section></Pad>}
          {colleagues.length > 0 && <ColleaguesSection rows={colleagues} />}
          {isOwner && <ProvidersSection />}
        </>
      )}</Loaded>
    </SettingsFrame>
  );
}

/** Back from the provider's sign-in: what it sent along is handed in once, and leaves the address line. */
function useComingBack(): void {
  const { query } = usePlace();
  const go = useGo();
  const toast = useToast();
  const handedIn = useRef(false);
  const finish = useAction(finishMailboxSignIn, { refreshes: [listMailboxes], onDone: () => toast.say(t('Mailbox connected')) });
  const [state, code, refusal] = [query.get('state'), query.get('code'), query.get('error')];
  useEffect(() => {
    if (handedIn.current || !(refusal || (state && code))) return;
    handedIn.current = true;
    go('/settings/mailbox', { replace: true });
    if (state && code) finish.mutate({ body: { state, code } });
    else toast.say(t('The sign-in was not finished. Nothing was changed.'));
    // Once, as the page opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
