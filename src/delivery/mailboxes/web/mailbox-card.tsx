import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { Facts } from '../../../platform/ui/facts.tsx';
import { Acts, Pad } from '../../../platform/ui/panel.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { Head } from '../../../platform/ui/section-head.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { disconnectMailbox, listMailboxes, pauseMailbox, testMailbox, type OwnMailbox } from '../contract.ts';
import { draftOf } from './account-draft.ts';
import { AccountForm } from './account-form.tsx';
import { halvesOf, stepsOf } from './mailbox-steps.ts';
import { PaceForm } from './pace-form.tsx';
import { StepList } from './step-list.tsx';

/** A connected mailbox: how it stands, what it may, and how to take it away. */
export function MailboxCard({ mailbox }: { mailbox: OwnMailbox }) {
  const [open, setOpen] = useState<'test' | 'account' | 'end' | null>(null);
  const toast = useToast();
  const refreshes = [listMailboxes];
  const pause = useAction(pauseMailbox, { refreshes });
  const test = useAction(testMailbox, { refreshes });
  const end = useAction(disconnectMailbox, { refreshes, onDone: () => toast.say(t('Mailbox disconnected')) });
  const one = { params: { mailboxId: mailbox.id } };
  const isPaused = mailbox.state === 'paused';
  return (
    <>
      <Pad band>
        <section aria-label={mailbox.address}>
          <Head title={mailbox.address} />
          <Facts facts={[
            [t('State'), <State key="state" mailbox={mailbox} />],
            [t('Today'), t('{sent} of {limit} mails sent', { sent: mailbox.today.sent, limit: mailbox.today.limit })],
            [t('Read up to'), mailbox.checkedAt ? <TimeStamp key="read" at={mailbox.checkedAt} layout="inline" /> : t('Not read yet')],
            [t('Clock'), mailbox.today.zone],
          ]} />
          <div className="mt-3"><Acts>
            <Button variant={isPaused ? 'primary' : 'plain'} busy={pause.isPending} onClick={() => pause.mutate({ ...one, body: { paused: !isPaused } })}>{isPaused ? t('Go on sending') : t('Pause sending')}</Button>
            <Button busy={test.isPending} onClick={() => { setOpen('test'); test.mutate(one); }}>{t('Test')}</Button>
            <Button onClick={() => setOpen(open === 'account' ? null : 'account')}>{t('Change the account')}</Button>
            <Button onClick={() => setOpen('end')}>{t('Disconnect')}</Button>
          </Acts></div>
          {open === 'test' && <div className="mt-3"><StepList steps={stepsOf(mailbox, test.isPending ? { outgoing: 'trying', incoming: 'trying' } : halvesOf(test.data ?? null))} /></div>}
        </section>
      </Pad>
      {open === 'account' && <Pad band><AccountForm start={draftOf(mailbox)} mailbox={mailbox} onDone={() => setOpen(null)} /></Pad>}
      <Pad band><section aria-label={t('Limits and hours')}><Head title={t('Limits and hours')} /><PaceForm key={mailbox.id} mailbox={mailbox} /></section></Pad>
      <Confirm open={open === 'end'} onClose={() => setOpen(null)} title={t('Disconnect {address}?', { address: mailbox.address })} verb={t('Disconnect')} keep={t('Keep it')} busy={end.isPending} onConfirm={() => end.mutate(one)}>
        <p>{t('Its password is forgotten and nothing is read any more. What was still to leave from it is held, and goes on if you connect the address again within a week.')}</p>
      </Confirm>
    </>
  );
}

function State({ mailbox: { state, failing, checkedAt } }: { mailbox: OwnMailbox }) {
  if (state === 'paused') return <>{t('Paused: it is read, and nothing is sent')}</>;
  if (failing) return <span style={{ overflowWrap: 'anywhere' }}>{rich('Cannot be read since {since}, so nothing is sent: {reason}', { since: <TimeStamp at={failing.since} layout="inline" precision="minute" />, reason: failing.reason })}</span>;
  return <>{checkedAt ? t('Works: it is read, and may send') : t('Waits to be read for the first time; then it may send')}</>;
}
