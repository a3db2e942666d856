import { useState } from 'react';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextArea, TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { addSuppressions, listSuppressions } from '../contract.ts';

export function AddSuppressionsDialog({ onClose }: { onClose: () => void }) {
  const toast = useToast();
  const [addresses, setAddresses] = useState('');
  const [note, setNote] = useState('');
  const add = useAction(addSuppressions, {
    quiet: true, refreshes: [listSuppressions],
    onDone: ({ added, known, refused }) => {
      toast.say([t('{count} suppressed', { count: added }), known > 0 && tn(known, '{count} was before', '{count} were before'), refused.length > 0 && tn(refused.length, '{count} is no address', '{count} are no addresses')].filter(Boolean).join(', '));
      if (refused.length === 0) onClose();
      else setAddresses(refused.map((each) => each.address).join('\n'));
    },
  });
  const lines = addresses.split(/[\n,;]/).map((line) => line.trim()).filter(Boolean);
  return (
    <Dialog open onClose={onClose} title={t('Never write to')} under={t('From now on, and for mail that waits already.')}>
      <Form submit={lines.length > 1 ? t('Suppress {count} addresses', { count: formatCount(lines.length) }) : t('Suppress')} busy={add.isPending} disabled={lines.length === 0} problem={add.error} onSubmit={() => add.mutate({ body: { addresses: lines, note } })}>
        <TextArea label={t('Addresses')} hint={t('One a line, up to 1,000')} value={addresses} onChange={setAddresses} error={add.error?.field('addresses') ?? (add.data?.refused.length ? `${add.data.refused[0]!.address}: ${add.data.refused[0]!.problem}` : undefined)} />
        <TextField label={t('Why')} optional value={note} onChange={setNote} error={add.error?.field('note')} />
      </Form>
    </Dialog>
  );
}
