import { useState } from 'react';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { useAction } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { addToList, createList, listLists, type ListView } from '../../lists/contract.ts';
import { getContact } from '../contract.ts';

/** Puts contacts on a list there is, or on a new one. */
export function AddToListDialog({ open, onClose, contactIds, lists, onDone }: { open: boolean; onClose: () => void; contactIds: number[]; lists: readonly ListView[]; onDone: () => void }) {
  const toast = useToast();
  const [listId, setListId] = useState('');
  const add = useAction(addToList, {
    quiet: true, refreshes: [listLists, getContact],
    onDone: ({ added }) => { toast.say(added === 0 ? 'They were on the list already' : `${formatCount(added)} put on the list`); onDone(); onClose(); },
  });
  const create = useAction(createList, { refreshes: [listLists], onDone: (list) => setListId(String(list.id)) });
  const choices = lists.map((list) => ({ value: String(list.id), label: list.name, beside: formatCount(list.size) }));
  return (
    <Dialog open={open} onClose={onClose} title={contactIds.length === 1 ? 'Put on a list' : `Put ${formatCount(contactIds.length)} contacts on a list`}>
      <Form submit="Put on the list" busy={add.isPending} disabled={listId === ''} problem={add.error} onSubmit={() => add.mutate({ params: { listId: Number(listId) }, body: { contactIds } })}>
        <ComboboxField label="List" placeholder="Choose, or write a new name" choices={choices} value={listId} onChange={setListId} onCreate={(name) => create.mutate({ body: { name } })} />
      </Form>
    </Dialog>
  );
}
