import { Braces } from 'lucide-react';
import { Button } from '../../../platform/ui/button.tsx';
import { Menu, type MenuEntry } from '../../../platform/ui/menu.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { t } from '../../../platform/ui/words.ts';
import { listVariables } from '../contract.ts';
import { liquidOf, variableGroups } from './variable-words.ts';

export interface PickedVariable {
  path: string;
  /** As it stands in a source: `{{ contact.first_name | default: "" }}`. */
  liquid: string;
}

/** The variables a mail may use, by group; picking one puts it where the cursor stands. */
export function VariablePicker({ onPick, children }: { onPick: (picked: PickedVariable) => void; children?: string }) {
  const variables = useEndpoint(listVariables);
  const entries: MenuEntry[] = variableGroups(variables.data?.items ?? []).flatMap((group) => [
    { kind: 'label' as const, label: group.title },
    ...group.items.map((item) => ({ label: <>{item.label} <span className="end small">{item.example}</span></>, onSelect: () => onPick({ path: item.path, liquid: liquidOf(item) }) })),
  ]);
  return <Menu align="start" trigger={<Button small icon={Braces}>{children ?? t('Variable')}</Button>} entries={entries.length > 0 ? entries : [{ kind: 'label', label: variables.error ? t('The list could not be read') : t('Reading the list') }]} />;
}
