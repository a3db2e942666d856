import { listAttributeDefinitions, type AttributeView } from '../../../people/contacts/contract.ts';
import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { Field } from '../../../platform/ui/field.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { NumberField, TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { attributeKeyOf, builtInFields, fieldNames, fieldOfAttribute, isBuiltIn, operatorsOf, type BuiltInField, type FieldType, type Operator } from '../contract.ts';
import type { RuleFieldsProps } from './rule-fields.tsx';
import { operatorNames } from './rule-words.ts';
import { SomeField } from './some-field.tsx';

/** A field, a question its type knows, and what to compare with. */
export function AttributeFields({ rule, onChange }: RuleFieldsProps) {
  const attributes = useEndpoint(listAttributeDefinitions).data?.items ?? [];
  const field = rule['field'] as string;
  const op = rule['op'] as Operator;
  const type = typeOf(field, attributes) ?? typeOfOperator(op);
  const names = operatorNames(type);
  const fields = [
    ...(Object.keys(builtInFields) as BuiltInField[]).map((value) => ({ value: value as string, label: t(fieldNames[value]) })),
    ...attributes.filter((each) => !each.archivedAt || fieldOfAttribute(each.key) === field)
      .map((each) => ({ value: fieldOfAttribute(each.key), label: each.archivedAt ? t('{label} (put away)', { label: each.label }) : each.label })),
  ];
  const known = fields.some(({ value }) => value === field) ? fields : [...fields, { value: field, label: t('{field} (gone)', { field: attributeKeyOf(field) ?? field }) }];
  const chooseField = (next: string) => {
    const nextType = typeOf(next, attributes) ?? 'text';
    onChange(nextType === type ? { ...rule, field: next } : { rule: 'attribute', field: next, ...begun(operatorsOf[nextType][0]!) });
  };
  const chooseOperator = (next: Operator) => onChange({ rule: 'attribute', field, ...begun(next), ...(shapeOf(next) === shapeOf(op) ? kept(rule) : {}) });
  return (
    <>
      <SelectField quiet label={t('Field')} value={field} choices={known} onChange={chooseField} />
      <SelectField quiet label={t('Question')} value={op} choices={operatorsOf[type].map((value) => ({ value, label: names[value] }))} onChange={chooseOperator} />
      <ValueFields rule={rule} onChange={onChange} choices={attributes.find(({ key }) => fieldOfAttribute(key) === field)?.choices} />
      {shapeOf(op) === 'text' && <span className="hint">{t('Capitals or not, all the same')}</span>}
    </>
  );
}

function typeOf(field: string, attributes: readonly AttributeView[]): FieldType | undefined {
  return isBuiltIn(field) ? builtInFields[field].type : attributes.find(({ key }) => fieldOfAttribute(key) === field)?.type;
}
const typeOfOperator = (op: Operator): FieldType => (Object.keys(operatorsOf) as FieldType[]).find((type) => operatorsOf[type].includes(op)) ?? 'text';

type Shape = 'text' | 'number' | 'between' | 'day' | 'days' | 'some' | 'nothing';
const shapes: Partial<Record<Operator, Shape>> = {
  'is': 'text', 'is-not': 'text', 'contains': 'text', 'contains-not': 'text', 'starts-with': 'text', 'equals': 'number', 'equals-not': 'number', 'less': 'number', 'greater': 'number',
  'between': 'between', 'before': 'day', 'after': 'day', 'in-last': 'days', 'in-next': 'days', 'any-of': 'some', 'none-of': 'some',
};
const shapeOf = (op: Operator): Shape => shapes[op] ?? 'nothing';
const begun = (op: Operator): Record<string, unknown> => ({ op, ...{ text: { value: '' }, number: {}, between: {}, day: {}, days: { days: 30 }, some: { values: [] }, nothing: {} }[shapeOf(op)] });
const kept = ({ rule: _rule, field: _field, op: _op, ...rest }: RuleFieldsProps['rule']): Record<string, unknown> => rest;

function ValueFields({ rule, onChange, choices }: Pick<RuleFieldsProps, 'rule' | 'onChange'> & { choices: readonly string[] | undefined }) {
  const set = (part: Record<string, unknown>) => onChange({ ...rule, ...part });
  const number = (key: string, label: string, more: { unit?: string; min?: number } = { step: 'any' } as object) => <NumberField quiet label={label} value={(rule[key] ?? null) as number | null} onChange={(value) => set({ [key]: value ?? undefined })} {...more} />;
  switch (shapeOf(rule['op'] as Operator)) {
    case 'text': return <TextField quiet label={t('Text')} value={(rule['value'] ?? '') as string} onChange={(value) => set({ value })} maxLength={400} />;
    case 'number': return number('value', t('Number'));
    case 'between': return <>{number('from', t('From'))}{number('to', t('To'))}</>;
    case 'days': return number('days', t('Days'), { unit: t('days'), min: 1 });
    case 'day': return <DayField label={t('Day')} value={(rule['value'] ?? '') as string} onChange={(value) => set({ value })} />;
    case 'some': {
      const values = (rule['values'] ?? []) as string[];
      const add = (value: string) => set({ values: [...new Set([...values, value])] });
      return <SomeField label={t('Values')} placeholder={t('Add a value')} choices={(choices ?? []).map((value) => ({ value, label: value }))} values={values} names={new Map()} onChange={(next) => set({ values: next })} {...(choices && choices.length > 0 ? {} : { onCreate: add })} />;
    }
    default: return null;
  }
}

export function DayField({ label, value, onChange }: { label: string; value: string; onChange: (value: string | undefined) => void }) {
  return <Field quiet label={label}>{(control) => <input className="input" type="date" value={value} onChange={(event) => onChange(event.target.value || undefined)} {...control} />}</Field>;
}
