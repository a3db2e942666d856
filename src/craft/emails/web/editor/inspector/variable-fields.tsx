import { Checkbox } from '../../../../../platform/ui/choice-fields.tsx';
import { TextField } from '../../../../../platform/ui/text-fields.tsx';
import { t } from '../../../../../platform/ui/words.ts';
import type { FieldsOf } from './inspector.tsx';

/** What stands in its place for a contact who has no such value. */
export function VariableFields({ node, set, context }: FieldsOf) {
  const { path, fallback } = node.attrs as { path: string; fallback: string | null };
  return (
    <>
      <p className="soft">{context.labelOf(path)} <span className="faint small">{path}</span></p>
      <TextField label={t('For whoever has none')} value={fallback ?? ''} disabled={fallback === null} maxLength={500} onChange={(next) => set({ fallback: next })} />
      <Checkbox label={t('Needed: hold the mail for whoever has none')} checked={fallback === null} onChange={(needed) => set({ fallback: needed ? null : '' })} />
    </>
  );
}
