import type { ApiProblem } from '../../../platform/ui/api-problem.ts';
import { RadioGroup } from '../../../platform/ui/choice-fields.tsx';
import { ComboboxField } from '../../../platform/ui/combobox-field.tsx';
import { formatCount } from '../../../platform/ui/format.ts';
import { Columns, Pad } from '../../../platform/ui/panel.tsx';
import { useEndpoint } from '../../../platform/ui/queries.ts';
import { TextField } from '../../../platform/ui/text-fields.tsx';
import { t } from '../../../platform/ui/words.ts';
import { listLists } from '../../lists/contract.ts';
import type { PlanDraft } from './plan-draft.ts';

/** What holds for everybody in the file: a list, consent, and what to do with those we know. */
export function PlanChoices({ draft, onDraft, problem }: { draft: PlanDraft; onDraft: (draft: PlanDraft) => void; problem: ApiProblem | null }) {
  const lists = useEndpoint(listLists, { query: { limit: 200 } });
  const set = (change: Partial<PlanDraft>) => onDraft({ ...draft, ...change });
  const choices = [
    ...(draft.newList === '' ? [] : [{ value: 'new', label: draft.newList, beside: 'new' }]),
    ...(lists.data?.items ?? []).map((list) => ({ value: String(list.id), label: list.name, beside: formatCount(list.size) })),
  ];
  return (
    <Columns band>
      <Pad><div className="flex flex-col gap-5">
        <ComboboxField label={t('Everybody joins the list')} optional hint={t('Choose one, or write a new name.')} choices={choices} value={draft.newList === '' ? draft.listId : 'new'}
          onChange={(value) => { if (value !== 'new') set({ listId: value, newList: '' }); }} onCreate={(newList) => set({ newList, listId: '' })} error={problem?.field('lists')} />
        <RadioGroup label={t('Contacts that are here already')} value={draft.onExisting} onChange={(onExisting) => set({ onExisting })} choices={[
          { value: 'update', label: t('Take what the file says'), hint: t('Empty cells change nothing.') },
          { value: 'fill', label: t('Only fill what is empty here') },
          { value: 'leave', label: t('Leave them as they are'), hint: t('They still join the list.') },
        ]} />
      </div></Pad>
      <Pad><div className="flex flex-col gap-5">
        <RadioGroup label={t('Consent to marketing mail, where the file says nothing')} value={draft.consent} onChange={(consent) => set({ consent })} choices={[
          { value: 'unknown', label: t('Not known') },
          { value: 'given', label: t('They gave it'), hint: t('A withdrawal we know of stays a withdrawal.') },
        ]} />
        {draft.consent === 'given' && <TextField label={t('Where did they give it?')} hint={t('A form, a fair, a contract: kept with each of them')} value={draft.consentSource} onChange={(consentSource) => set({ consentSource })} error={problem?.field('consentSource')} />}
      </div></Pad>
    </Columns>
  );
}
