import { SelectField } from '../../../platform/ui/choice-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { teamName } from '../../../platform/ui/who.tsx';
import type { TemplateTeam } from '../contract.ts';

/** Whose template it is mostly. */
export function TeamField({ value, onChange, disabled = false }: { value: TemplateTeam; onChange: (team: TemplateTeam) => void; disabled?: boolean }) {
  return (
    <SelectField<TemplateTeam> label={t('Team')} hint={t('Both teams see and use it; the team named here may change it.')} disabled={disabled} value={value} onChange={onChange}
      choices={[{ value: 'marketing', label: teamName('marketing') }, { value: 'sales', label: teamName('sales') }, { value: 'both', label: t('Both teams') }]} />
  );
}
