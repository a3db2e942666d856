import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { CopyText } from '../../../platform/ui/copy-text.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { TimeStamp } from '../../../platform/ui/time-stamp.tsx';
import { rich } from '../../../platform/ui/rich-words.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { phrase, t, type Phrase } from '../../../platform/ui/words.ts';
import { listHooks, makeHook, removeHook, setHookKey, type HookView } from '../contract.ts';

const names: Record<HookView['provider'], string> = { ses: 'Amazon SES', postmark: 'Postmark', mailgun: 'Mailgun', sendgrid: 'SendGrid' };
const hints: Record<HookView['provider'], Phrase> = {
  ses: phrase('Let SES publish bounces and complaints to an SNS topic, and subscribe this address to it by HTTPS; the subscription is confirmed by itself.'),
  postmark: phrase('Enter it as a webhook for bounces and spam complaints.'),
  mailgun: phrase('Enter it as a webhook for permanent failures and spam complaints, and the HTTP webhook signing key here.'),
  sendgrid: phrase('Enter it as an event webhook for bounces and spam reports, switch signing on, and enter the verification key here.'),
};

/** One provider: its address to copy, its key where it signs with one, and when it was heard. */
export function ProviderHook({ hook }: { hook: HookView }) {
  const name = names[hook.provider];
  const params = { provider: hook.provider };
  const [ending, setEnding] = useState<'renew' | 'remove' | null>(null);
  const toast = useToast();
  const make = useAction(makeHook, { refreshes: [listHooks], onDone: () => setEnding(null) });
  const remove = useAction(removeHook, { refreshes: [listHooks], onDone: () => { toast.say(t('Removed')); setEnding(null); } });
  return (
    <li className="grid gap-2 max-w-[80ch]">
      <p className="m-0"><span className="strong">{name}.</span> <span className="soft">{hook.address === null ? t('No address yet.') : hook.heardAt ? rich('Heard {when}.', { when: <TimeStamp at={hook.heardAt} layout="inline" /> }) : t('Nothing was heard yet.')}</span></p>
      {hook.address === null
        ? <span><Button small busy={make.isPending} onClick={() => make.mutate({ params })}>{t('Make an address')}</Button></span>
        : <>
          <CopyText text={hook.address} label={t('address for {name}', { name })} />
          <p className="soft m-0">{t(hints[hook.provider])}</p>
          {hook.needsKey && <KeyOf hook={hook} />}
          {hook.refusedAt && <p className="m-0">{rich('A report was refused {when}: {why}.', { when: <TimeStamp at={hook.refusedAt} layout="inline" />, why: hook.refusedReason ?? '' })}</p>}
          <span className="acts"><Button small onClick={() => setEnding('renew')}>{t('Make a new address')}</Button><Button small variant="quiet" onClick={() => setEnding('remove')}>{t('Remove')}</Button></span>
        </>}
      <Confirm open={ending !== null} onClose={() => setEnding(null)} title={ending === 'renew' ? t('Make a new address for {name}?', { name }) : t('Remove the address for {name}?', { name })} verb={ending === 'renew' ? t('Make a new address') : t('Remove')} keep={t('Keep it')} busy={make.isPending || remove.isPending} onConfirm={() => (ending === 'renew' ? make : remove).mutate({ params })}>
        <p>{t('Reports to the address of now are no longer heard, from this moment on.')}</p>
      </Confirm>
    </li>
  );
}

function KeyOf({ hook }: { hook: HookView }) {
  const [key, setKey] = useState('');
  const toast = useToast();
  const save = useAction(setHookKey, { refreshes: [listHooks], onDone: () => { setKey(''); toast.say(t('Key kept')); } });
  return (
    <form className="grid gap-2" onSubmit={(event) => { event.preventDefault(); save.mutate({ params: { provider: hook.provider }, body: { key } }); }}>
      <TextField label={hook.provider === 'sendgrid' ? t('Verification key') : t('Webhook signing key')} hint={hook.hasKey ? t('One is kept, and not shown. Enter another to replace it.') : t('Until it is entered, no report is believed.')} value={key} onChange={setKey} autoComplete="off" spellCheck={false} />
      <span><Button small type="submit" busy={save.isPending} disabled={key.trim() === ''}>{t('Keep the key')}</Button></span>
    </form>
  );
}
