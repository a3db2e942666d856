import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { RadioGroup } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { findDuplicates, getContact, listContacts, mergeContacts, type ContactView } from '../contract.ts';
import { nameOf } from './contact-words.ts';

/** Chooses who is the same person; this contact is the one that stays. */
export function MergeContactDialog({ open, onClose, contact }: { open: boolean; onClose: () => void; contact: ContactView }) {
  const toast = useToast();
  const [search, setSearch] = useState('');
  const [loser, setLoser] = useState('');
  const asked = useDeferredValue(search.trim());
  const same = useEndpoint(findDuplicates, { params: { contactId: contact.id } }, { enabled: open });
  const found = useEndpoint(listContacts, { query: { search: asked, limit: 8 } }, { enabled: open && asked !== '', keep: true });
  const merge = useAction(mergeContacts, { quiet: true, refreshes: [getContact, listContacts], onDone: () => { toast.say(t('Merged into one')); onClose(); } });
  const offered = (asked === '' ? same.data?.items : found.data?.items)?.filter((each) => each.id !== contact.id) ?? [];
  return (
    <Dialog open={open} onClose={onClose} title={t('Merge into {name}', { name: nameOf(contact) })} under={t('{name} stays, and takes what is missing here from the other one. Lists, mails and everything that came back move over. This cannot be undone.', { name: nameOf(contact) })}>
      <Form submit={t('Merge 2 into 1')} busy={merge.isPending} disabled={loser === ''} problem={merge.error} onSubmit={() => merge.mutate({ params: { contactId: contact.id }, body: { loserId: Number(loser) } })}>
        <TextField label={t('Who is the same person?')} type="search" icon={Search} value={search} onChange={setSearch} placeholder={t('Name or address')} />
        {offered.length > 0
          ? <RadioGroup label={asked === '' ? t('Of the same name') : t('Found')} value={loser} onChange={setLoser} choices={offered.map((each) => ({ value: String(each.id), label: nameOf(each), hint: each.email ?? '' }))} />
          : <p className="soft">{asked === '' ? t('Nobody has the same name. Search for an address.') : t('Nobody found.')}</p>}
      </Form>
    </Dialog>
  );
}
