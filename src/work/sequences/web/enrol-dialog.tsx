import { useState } from 'react';
import { listSegments } from '../../../craft/segments/contract.ts';
import { listLists } from '../../../people/lists/contract.ts';
import { Checkbox, SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { useAction, usePages } from '../../../platform/ui/queries.ts';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t, tn } from '../../../platform/ui/words.ts';
import { enrolContacts, enrolMany, getSequence, listEnrolments, listSequences, type EnrolledView } from '../contract.ts';

const said = ({ enrolled, leftOut }: EnrolledView): string =>
  [tn(enrolled, '{count} person enrolled', '{count} people enrolled'), ...leftOut.map(({ title, count }) => `${title}: ${count}`)].join(' · ');

/** Everybody of a list or a segment, as it stands now. */
export function EnrolManyDialog({ sequenceId, onClose }: { sequenceId: number; onClose: () => void }) {
  const toast = useToast();
  const [from, setFrom] = useState<string>('');
  const [also, setAlso] = useState(false);
  const lists = usePages(listLists, { query: { limit: 200 } });
  const segments = usePages(listSegments, { query: { limit: 200 } });
  const enrol = useAction(enrolMany, {
    refreshes: [getSequence, listEnrolments], quiet: true,
    onDone: ({ of }) => {
      toast.say(t('Enrolling everybody of “{name}”. It goes on when you leave this page.', { name: of }));
      onClose();
    },
  });
  const [kind, id] = from.split(' ');
  return (
    <Dialog open onClose={onClose} title={t('Enrol people')} under={t('Everybody once, as the list or segment stands now. Who may not be written to is left out.')}>
      <Form submit={t('Enrol')} disabled={from === ''} busy={enrol.isPending} problem={enrol.error} onSubmit={() => enrol.mutate({ params: { sequenceId }, body: { listId: kind === 'list' ? Number(id) : null, segmentId: kind === 'segment' ? Number(id) : null, alsoElsewhere: also } })}>
        <SelectField label={t('List or segment')} value={from} empty={t('Choose one')} onChange={setFrom} choices={[...segments.items.map((one) => ({ value: `segment ${one.id}`, label: t('Segment: {name}', { name: one.name }) })), ...lists.items.map((one) => ({ value: `list ${one.id}`, label: t('List: {name}', { name: one.name }) }))]} />
        <Checkbox label={t('People who are in another sequence, too')} checked={also} onChange={setAlso} />
      </Form>
    </Dialog>
  );
}

/** One contact, into a sequence of choice. */
export function EnrolContactDialog({ contactId, onClose }: { contactId: number; onClose: () => void }) {
  const toast = useToast();
  const [sequenceId, setSequenceId] = useState('');
  const [also, setAlso] = useState(false);
  const sequences = usePages(listSequences, { query: { limit: 200 } });
  const ready = sequences.items.filter((one) => one.mayChange && one.version > 0);
  const enrol = useAction(enrolContacts, {
    refreshes: [listEnrolments], quiet: true,
    onDone: (answer) => {
      toast.say(said(answer));
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={t('Enrol in a sequence')}>
      <Form submit={t('Enrol')} disabled={sequenceId === ''} busy={enrol.isPending} problem={enrol.error} onSubmit={() => enrol.mutate({ params: { sequenceId: Number(sequenceId) }, body: { contactIds: [contactId], alsoElsewhere: also } })}>
        <SelectField label={t('Sequence')} value={sequenceId} empty={t('Choose one')} onChange={setSequenceId} choices={ready.map((one) => ({ value: String(one.id), label: one.name }))} />
        <Checkbox label={t('Although they are in another one')} checked={also} onChange={setAlso} />
      </Form>
    </Dialog>
  );
}
