import { useState } from 'react';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { FieldPair, Form } from '../../../platform/ui/form.tsx';
import { useAction } from '../../../platform/ui/queries.ts';
import { NumberField, TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { getContactChoices, listTopics, setContactChoices, type ContactChoices } from '../contract.ts';

/** What a contact said to a colleague: on the phone, at a fair. */
export function ChoicesDialog({ contactId, choices, onClose }: { contactId: number; choices: ContactChoices; onClose: () => void }) {
  const [topics, setTopics] = useState<Record<number, 'in' | 'out' | ''>>(Object.fromEntries(choices.topics.map((topic) => [topic.id, topic.choice ?? ''])));
  const [mails, setMails] = useState(choices.atMost?.mails ?? null);
  const [days, setDays] = useState(choices.atMost?.days ?? 30);
  const [source, setSource] = useState('');
  const save = useAction(setContactChoices, { quiet: true, refreshes: [getContactChoices, listTopics], onDone: onClose });
  const changed = choices.topics.flatMap((topic) => {
    const choice = topics[topic.id];
    return choice && choice !== topic.choice ? [{ topicId: topic.id, choice }] : [];
  });
  return (
    <Dialog open onClose={onClose} title={t('What did they say?')} under={t('It is kept with your name, the time and how you know.')}>
      <Form submit={t('Write it down')} busy={save.isPending} problem={save.error} onSubmit={() => save.mutate({ params: { contactId }, body: { topics: changed, atMost: mails === null ? null : { mails, days: days ?? 30 }, source } })}>
        {choices.topics.map((topic) => (
          <SelectField key={topic.id} label={topic.name} value={topics[topic.id] ?? ''} empty={t('Never asked')} onChange={(choice: 'in' | 'out') => setTopics({ ...topics, [topic.id]: choice })}
            choices={[{ value: 'in', label: t('Wants it') }, { value: 'out', label: t('Does not want it') }]} />
        ))}
        <FieldPair>
          <NumberField label={t('At most')} optional unit={t('mails')} value={mails} onChange={setMails} min={1} max={100} />
          <NumberField label={t('Within')} unit={t('days')} value={days} onChange={(value) => setDays(value ?? 30)} min={1} max={365} />
        </FieldPair>
        <TextField label={t('How do you know?')} placeholder={t('On the phone, at the fair')} value={source} onChange={setSource} error={save.error?.field('source')} maxLength={300} required />
      </Form>
    </Dialog>
  );
}
