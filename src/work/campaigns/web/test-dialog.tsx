import { useState } from 'react';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useMe } from '../../../platform/ui/session.ts';
import { TextArea } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { testCampaign } from '../contract.ts';

interface Props {
  campaignId: number;
  /** Whose values to fill in. */
  contactId: number | undefined;
  /** Saves first: a test is of what is written now. */
  flush: () => Promise<boolean>;
  onClose: () => void;
}

export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** Sends the mail as it stands to a few addresses. It is a real mail over the real road, and never counted. */
export function TestDialog({ campaignId, contactId, flush, onClose }: Props) {
  const { member, banner } = useMe();
  const toast = useToast();
  const [to, setTo] = useState(member.email);
  const [saving, setSaving] = useState(false);
  const send = useAction(testCampaign, {
    quiet: true,
    onDone: ({ to: sentTo }) => {
      toast.say(t('A test is on its way to {sentTo}', { sentTo: sentTo.join(', ') }));
      onClose();
    },
  });
  const addresses = addressesIn(to);
  const submit = async () => {
    setSaving(true);
    const saved = await flush();
    setSaving(false);
    if (saved) send.mutate({ params: { campaignId }, body: { to: addresses, ...(contactId === undefined ? {} : { contactId }) } });
  };
  return (
    <Dialog open onClose={onClose} title={t('Send a test')} under={banner.localMailbox ? t('It goes to the mailbox on this machine; nothing leaves it.') : t('A real mail, marked as a test; it is never counted.')}>
      <Form submit={addresses.length > 1 ? t('Send to {count} addresses', { count: addresses.length }) : t('Send the test')} busy={saving || send.isPending} disabled={addresses.length > 10} problem={send.error} onSubmit={() => void submit()}>
        <TextArea label={t('To')} rows={2} hint={addresses.length > 10 ? undefined : t('Up to ten addresses.')} error={send.error?.field('to') ?? (addresses.length > 10 ? t('Ten addresses at most.') : undefined)} value={to} onChange={setTo} />
      </Form>
    </Dialog>
  );
}
