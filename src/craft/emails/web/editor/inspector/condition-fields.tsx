import { SelectField } from '../../../../../platform/ui/choice-fields.tsx';
import { useEndpoint } from '../../../../../platform/ui/queries.ts';
import { TextField } from '../../../../../platform/ui/text-fields.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import { listVariables, type ConditionOperator } from '../../../contract.ts';
import { comparesValue, wordsOfCondition, wordsOfOperator } from '../editor-context.ts';
import { operators } from '../schema/mail-blocks.ts';
import type { FieldsOf } from './inspector.tsx';

/** Who gets this part, as a sentence of three fields. */
export function ConditionFields({ node, set, context }: FieldsOf) {
  const variables = useEndpoint(listVariables);
  const { path, op, value } = node.attrs as { path: string; op: ConditionOperator; value: string };
  const known = (variables.data?.items ?? []).filter((item) => item.group === 'contact' || item.group === 'attribute' || item.group === 'company');
  const choices = known.map((item) => ({ value: item.path, label: item.label }));
  const gone = path !== '' && !known.some((item) => item.path === path);
  return (
    <>
      <p className="soft">{wordsOfCondition(node, context.labelOf)}</p>
      <SelectField label={t('Only if')} value={path} onChange={(next) => set({ path: next })} choices={gone ? [{ value: path, label: path }, ...choices] : choices} />
      <SelectField label={t('Comparison')} quiet value={op} onChange={(next) => set({ op: next })} choices={operators.map((one) => ({ value: one, label: wordsOfOperator(one) }))} />
      {comparesValue(op) && <TextField label={t('Value')} quiet placeholder={t('Value')} value={value} onChange={(next) => set({ value: next })} maxLength={500} />}
      {comparesValue(op) && <p className="hint">{t('Capitals or not, all the same')}</p>}
      <p className="hint">{t('Everybody else gets the mail without this part.')}</p>
    </>
  );
}
