import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { NumberField, TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import type { AttributeView } from '../contract.ts';

type Value = string | number | boolean | null;

/** The control that fits an attribute's type. */
export function AttributeField({ definition, value, error, onChange }: { definition: AttributeView; value: Value; error: string | undefined; onChange: (value: Value) => void }) {
  const words = { label: definition.label, optional: true, error };
  switch (definition.type) {
    case 'number': return <NumberField {...words} value={typeof value === 'number' ? value : null} onChange={onChange} />;
    case 'boolean': return <SelectField {...words} empty={t('Not known')} value={value === null ? '' : String(value)} onChange={(next) => onChange(String(next) === '' ? null : next === 'true')} choices={[{ value: 'true', label: t('Yes') }, { value: 'false', label: t('No') }]} />;
    case 'choice': return <SelectField {...words} empty={t('None')} value={String(value ?? '')} onChange={(next) => onChange(next || null)} choices={definition.choices.map((choice) => ({ value: choice, label: choice }))} />;
    case 'date': return <TextField {...words} placeholder="2026-11-23" value={String(value ?? '')} onChange={(next) => onChange(next || null)} />;
    case 'text': return <TextField {...words} value={String(value ?? '')} onChange={(next) => onChange(next || null)} />;
  }
}
