import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../platform/ui/button.tsx';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable, type Column } from '../../../platform/ui/data-table.tsx';
import { Dialog } from '../../../platform/ui/dialog.tsx';
import { Empty } from '../../../platform/ui/empty.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { Pad } from '../../../platform/ui/panel.tsx';
import { useAction, useEndpoint } from '../../../platform/ui/queries.ts';
import { Loaded } from '../../../platform/ui/query-state.tsx';
import { useCan } from '../../../platform/ui/session.ts';
import { TextArea, TextField } from '../../../platform/ui/text-fields.tsx';
import { useToast } from '../../../platform/ui/toast.tsx';
import { t } from '../../../platform/ui/words.ts';
import { plainKey } from '../contract.ts';
import { changeAttribute, defineAttribute, listAttributeDefinitions, type AttributeView } from '../contract.ts';
import { PeopleFrame } from './people-frame.tsx';

export const typeWords = () => ({ text: t('Text'), number: t('Number'), boolean: t('Yes or no'), date: t('Date'), choice: t('Choice') });
const types = () => (Object.keys(typeWords()) as (keyof ReturnType<typeof typeWords>)[]).map((value) => ({ value, label: typeWords()[value] }));

/** What a workspace keeps about its contacts beyond the usual. */
export function AttributesPage() {
  const attributes = useEndpoint(listAttributeDefinitions);
  const mayDefine = useCan('canDefineAttributes');
  const [edited, setEdited] = useState<AttributeView | 'new' | null>(null);
  const archive = useAction(changeAttribute, { refreshes: [listAttributeDefinitions], quiet: true });
  const toast = useToast();
  const [used, setUsed] = useState<{ key: string; label: string; words: string } | null>(null);
  const putAway = ({ key, label, archivedAt }: AttributeView, evenIfUsed: boolean) => archive.mutate({ params: { key }, body: { archived: archivedAt === null, ...(evenIfUsed ? { evenIfUsed } : {}) } }, {
    onSuccess: () => setUsed(null),
    onError: (problem) => { if (problem.code === 'attribute_in_use') setUsed({ key, label, words: problem.detail }); else toast.problem(problem); },
  });
  const columns: Column<AttributeView>[] = [
    { key: 'label', head: t('Attribute'), phone: 'title', cell: (row) => <span className={row.archivedAt ? 'soft' : 'strong'}>{row.archivedAt ? t('{label} (put away)', { label: row.label }) : row.label}</span> },
    { key: 'type', head: t('Type'), phone: 'line', cell: (row) => <span className="soft">{typeWords()[row.type]}{row.choices.length > 0 && `: ${row.choices.join(', ')}`}</span> },
    { key: 'key', head: t('In mails'), phone: 'line', cell: (row) => <code>{t('{{ contact.{key} }}', { key: row.key })}</code> },
    { key: 'do', head: <span className="sr">{t('Change')}</span>, align: 'right', phone: 'line', cell: (row) => mayDefine && (
      <span className="acts" style={{ justifyContent: 'end' }}>
        <Button small variant="quiet" onClick={() => setEdited(row)}>{t('Change')}</Button>
        <Button small variant="quiet" onClick={() => putAway(row, false)}>{row.archivedAt ? t('Bring back') : t('Put away')}</Button>
      </span>
    ) },
  ];
  return (
    <PeopleFrame part="attributes" title={t('People')} actions={mayDefine && <Button variant="primary" icon={Plus} onClick={() => setEdited('new')}>{t('New attribute')}</Button>}>
      <Loaded query={attributes}>{({ items }) => (
        <Pad>{items.length === 0
          ? <Empty title={t('No attributes yet')} action={mayDefine && <Button variant="primary" onClick={() => setEdited('new')}>{t('Define the first')}</Button>}>{t('An attribute is what you know of contacts beyond name and company: a plan, a renewal date, seats. Mails can use it, and sheets can fill it.')}</Empty>
          : <DataTable caption={t('Attributes')} columns={columns} rows={items} rowKey={(row) => row.key} />}</Pad>
      )}</Loaded>
      {used && <Confirm open onClose={() => setUsed(null)} title={t('Put {label} away?', { label: used.label })} verb={t('Put it away')} busy={archive.isPending}
        onConfirm={() => { const row = attributes.data?.items.find(({ key }) => key === used.key); if (row) putAway(row, true); }}>{used.words}</Confirm>}
      {edited && <AttributeDialog attribute={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </PeopleFrame>
  );
}

function AttributeDialog({ attribute, onClose }: { attribute: AttributeView | null; onClose: () => void }) {
  const [label, setLabel] = useState(attribute?.label ?? '');
  const [type, setType] = useState<AttributeView['type']>(attribute?.type ?? 'text');
  const [choices, setChoices] = useState(attribute?.choices.join('\n') ?? '');
  const options = { quiet: true, refreshes: [listAttributeDefinitions], onDone: onClose };
  const define = useAction(defineAttribute, options);
  const change = useAction(changeAttribute, options);
  const listed = choices.split('\n').map((choice) => choice.trim()).filter(Boolean);
  const problem = define.error ?? change.error;
  const save = () => (attribute ? change.mutate({ params: { key: attribute.key }, body: { label, ...(type === 'choice' ? { choices: listed } : {}) } }) : define.mutate({ body: { label, type, choices: listed } }));
  return (
    <Dialog open onClose={onClose} title={attribute ? t('Change {label}', { label: attribute.label }) : t('New attribute')}>
      <Form submit={attribute ? t('Save') : t('Define it')} busy={define.isPending || change.isPending} problem={problem} onSubmit={save}>
        <TextField label={t('Name')} value={label} onChange={setLabel} error={problem?.field('label')} hint={attribute ? undefined : t('In mails: {{ contact.{plainKey} }}', { plainKey: plainKey(label) })} required />
        {attribute ? <p className="soft">{t('Type: {type}. It stays, since contacts have values of it.', { type: typeWords()[type] })}</p> : <SelectField label={t('Type')} value={type} onChange={setType} choices={types()} />}
        {type === 'choice' && <TextArea label={t('Choices')} hint={t('One a line')} value={choices} onChange={setChoices} error={problem?.field('choices')} />}
      </Form>
    </Dialog>
  );
}
