import { useState } from 'react';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useGo } from '../../../platform/ui/link.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { TextArea, TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { changeList, createList, getList, listLists, type ListView } from '../contract.ts';

/** A new list, or another name for one. */
export function ListDialog({ list, onClose }: { list: ListView | null; onClose: () => void }) {
  const go = useGo();
  const [name, setName] = useState(list?.name ?? '');
  const [description, setDescription] = useState(list?.description ?? '');
  const create = useAction(createList, { quiet: true, refreshes: [listLists], onDone: (made) => go(`/lists/${made.id}`) });
  const change = useAction(changeList, { quiet: true, refreshes: [listLists, getList], onDone: onClose });
  const problem = create.error ?? change.error;
  return (
    <Dialog open onClose={onClose} title={list ? t('Change the list') : t('New list')}>
      <Form submit={list ? t('Save') : t('Make the list')} busy={create.isPending || change.isPending} problem={problem}
        onSubmit={() => (list ? change.mutate({ params: { listId: list.id }, body: { name, description } }) : create.mutate({ body: { name, description } }))}>
        <TextField label={t('Name')} value={name} onChange={setName} error={problem?.field('name')} required />
        <TextArea label={t('What is it for?')} optional rows={2} value={description} onChange={setDescription} error={problem?.field('description')} />
      </Form>
    </Dialog>
  );
}
