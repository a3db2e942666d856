import { useGo } from '../../../platform/ui/link.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TopBar } from '../../../platform/ui/top-bar.tsx';
import { t } from '../../../platform/ui/words.ts';
import { countContacts, createContact, listContacts } from '../contract.ts';
import { ContactForm } from './contact-form.tsx';

export function NewContactPage() {
  const go = useGo();
  const create = useAction(createContact, { quiet: true, refreshes: [listContacts, countContacts], onDone: (contact) => go(`/contacts/${contact.id}`) });
  return (
    <>
      <TopBar title={t('New contact')} crumb={{ label: t('People'), href: '/contacts' }} />
      <Pad><ContactForm submit={t('Add the contact')} busy={create.isPending} problem={create.error} onSave={(body) => create.mutate({ body })} /></Pad>
    </>
  );
}
