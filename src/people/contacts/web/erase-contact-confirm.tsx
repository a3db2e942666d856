import { Confirm } from '../../../platform/ui/confirm.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { t } from '../../../platform/ui/words.ts';
import { eraseContact, getContact, listContacts, type ContactView } from '../contract.ts';
import { nameOf } from './contact-words.ts';

export function EraseContactConfirm({ open, onClose, contact }: { open: boolean; onClose: () => void; contact: ContactView }) {
  const erase = useAction(eraseContact, { refreshes: [getContact, listContacts], onDone: onClose });
  return (
    <Confirm open={open} onClose={onClose} title={t('Erase {name} for good?', { name: nameOf(contact) })} verb={t('Erase 1 person')} keep={t('Keep them')} busy={erase.isPending} onConfirm={() => erase.mutate({ params: { contactId: contact.id } })}>
      <p>{t('Name, address, attributes, and the programs and network addresses of their opens and clicks go, here and in every campaign. This cannot be undone.')}</p>
      <p>{t('What stays: the counts, as “1 erased”, and a hash of the address, so that no import and no form brings it back by itself.')}</p>
    </Confirm>
  );
}
