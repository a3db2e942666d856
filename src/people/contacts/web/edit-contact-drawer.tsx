import { Drawer } from '../../../platform/ui/dialog.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { changeContact, getContact, listContacts, type ContactView } from '../contract.ts';
import { ContactForm } from './contact-form.tsx';
import { nameOf } from './contact-words.ts';

export function EditContactDrawer({ open, onClose, contact }: { open: boolean; onClose: () => void; contact: ContactView }) {
  const toast = useToast();
  const save = useAction(changeContact, { quiet: true, refreshes: [getContact, listContacts], onDone: () => { toast.say(t('Saved')); onClose(); } });
  return (
    <Drawer open={open} onClose={onClose} title={t('Edit {name}', { name: nameOf(contact) })}>
      <ContactForm contact={contact} submit={t('Save')} busy={save.isPending} problem={save.error} onSave={(body) => save.mutate({ params: { contactId: contact.id }, body })} />
    </Drawer>
  );
}
