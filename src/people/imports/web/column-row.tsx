import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { AttributeView } from '../../contacts/contract.ts';
import type { GuessedColumn, ImportKind } from '../contract.ts';
import { fieldWords } from './import-words.ts';
import { assign, changeAttribute, type PlanDraft } from './plan-draft.ts';

const typeWords = () => ({ text: t('Text'), number: t('Number'), boolean: t('Yes or no'), date: t('Date'), choice: t('Choice of those seen') });
const fieldsOf: Record<ImportKind, string[]> = {
  contacts: Object.keys(fieldWords()).filter((field) => field !== 'note' && field !== 'skip'), suppressions: ['email', 'note'],
};

export interface ColumnRowProps {
  column: GuessedColumn;
  kind: ImportKind;
  draft: PlanDraft;
  onDraft: (draft: PlanDraft) => void;
  known: readonly AttributeView[];
  mayDefine: boolean;
}

/** One column of the file, some of its values, and what it becomes. */
export function ColumnRow({ column, kind, draft, onDraft, known, mayDefine }: ColumnRowProps) {
  const mine = draft.columns.find((each) => each.index === column.index);
  const to = mine?.to ?? 'skip';
  const made = draft.newAttributes.find((each) => to === `attribute:${each.key}`);
  const name = column.header || t('Column {number}', { number: column.index + 1 });
  const choices = [
    { value: 'skip', label: fieldWords()['skip']! },
    ...fieldsOf[kind].map((field) => ({ value: field, label: fieldWords()[field]! })),
    ...(kind === 'contacts' ? known.map((each) => ({ value: `attribute:${each.key}`, label: each.label })) : []),
    ...(kind === 'contacts' && mayDefine ? [{ value: 'new', label: t('A new attribute') }] : []),
  ];
  const isDate = made?.type === 'date' || to === 'consent_at' || known.some((each) => to === `attribute:${each.key}` && each.type === 'date');
  const write = (change: Partial<PlanDraft['columns'][number]>) => onDraft({ ...draft, columns: draft.columns.map((each) => (each.index === column.index ? { ...each, ...change } : each)) });
  return (
    <tr>
      <td className="strong">{name}</td>
      <td className="soft" style={{ maxWidth: 280, overflowWrap: 'anywhere' }}>{column.examples.slice(0, 3).join(' · ') || t('nothing')}</td>
      <td>
        <div className="flex flex-wrap items-end gap-2">
          <SelectField quiet label={t('What {name} becomes', { name })} value={made ? 'new' : to} onChange={(value) => onDraft(assign(draft, column, value))} choices={choices} />
          {made && <>
            <TextField quiet label={t('Name of the attribute from {name}', { name })} value={made.label} onChange={(label) => onDraft(changeAttribute(draft, made.key, { label }))} />
            <SelectField quiet label={t('Type of the attribute from {name}', { name })} value={made.type} onChange={(type) => onDraft(changeAttribute(draft, made.key, { type, choices: type === 'choice' ? column.examples.slice(0, 20) : [] }))} choices={Object.entries(typeWords()).map(([value, label]) => ({ value: value as keyof ReturnType<typeof typeWords>, label }))} />
          </>}
          {isDate && column.dates && <SelectField quiet label={t('Dates in {name}', { name })} value={mine?.dates ?? 'dmy'} onChange={(dates) => write({ dates })} choices={[{ value: 'dmy', label: t('Day before month') }, { value: 'mdy', label: t('Month before day') }]} />}
        </div>
      </td>
    </tr>
  );
}
