import { useState } from 'react';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { useAction } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { addFoundToList, addToList, createList, listLists, type ListView } from '../../lists/contract.ts';
import { getContact, type ContactFilter } from '../contract.ts';

/** Puts contacts on a list there is, or on a new one: those chosen, or all that a filter finds. */
export function AddToListDialog({ open, onClose, contactIds, found, lists, onDone }: { open: boolean; onClose: () => void; contactIds: number[]; found?: { filter: Omit<ContactFilter, 'deleted'>; count: number } | null; lists: readonly ListView[]; onDone: () => void }) {
  const toast = useToast();
  const [listId, setListId] = useState('');
  const options = {
    quiet: true, refreshes: [listLists, getContact],
    onDone: ({ added }: { added: number }) => { toast.say(added === 0 ? t('They were on the list already') : t('{added} put on the list', { added: formatCount(added) })); onDone(); onClose(); },
  };
  const add = useAction(addToList, options);
  const addFound = useAction(addFoundToList, options);
  const count = found?.count ?? contactIds.length;
  const params = { listId: Number(listId) };
  const create = useAction(createList, { refreshes: [listLists], onDone: (list) => setListId(String(list.id)) });
  const choices = lists.map((list) => ({ value: String(list.id), label: list.name, beside: formatCount(list.size) }));
  return (
    <Dialog open={open} onClose={onClose} title={count === 1 ? t('Put on a list') : t('Put {count} contacts on a list', { count: formatCount(count) })}>
      <Form submit={t('Put on the list')} busy={add.isPending || addFound.isPending} disabled={listId === ''} problem={add.error ?? addFound.error} onSubmit={() => (found ? addFound.mutate({ params, body: { filter: found.filter } }) : add.mutate({ params, body: { contactIds } }))}>
        <ComboboxField label={t('List')} placeholder={t('Choose, or write a new name')} choices={choices} value={listId} onChange={setListId} onCreate={(name) => create.mutate({ body: { name } })} />
      </Form>
    </Dialog>
  );
}
